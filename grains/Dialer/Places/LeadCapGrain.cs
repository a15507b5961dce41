using Orleans;
using Orleans.Concurrency;
using Pivotal.Data.Shared;
using Pivotal.Domain.Dialer.Places;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Dialer.Places;

/// <summary>
/// <see cref="LeadCapState"/> decides in memory, at once; what it decided is stored in batches, and nobody hears of a grant before it is stored.
/// Reentrant only so that callers can share a batch: decisions themselves never await.
/// </summary>
[Reentrant]
internal sealed class LeadCapGrain(TenantDb db, TimeProvider time) : Grain, ILeadCapGrain
{
    private readonly Dictionary<Guid, CapChange> _unsaved = [];
    private LeadCapState _state = new();
    private GrainKey _key;
    private long _epoch;
    private Task _saving = Task.CompletedTask;
    private Task? _next;
    private int? _capToCheck;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = GrainKey.Parse(this.GetPrimaryKeyString());
        (_epoch, var rows) = await db.InTenant(
            _key.Tenant,
            async (s, ct) => (await CapRows.Take(s, _key.Id, _key.Sub!.Value, ct), await CapRows.Read(s, _key.Id, _key.Sub!.Value, ct)),
            cancellationToken
        );
        _state = new LeadCapState(rows);
    }

    public Task<CapDecision> Reserve(Guid refId, int cap, TimeSpan lease) =>
        Decide(s => s.Reserve(refId, cap, lease, time.GetUtcNow()), cap);

    public async Task<CapDecision> Commit(Guid refId, int cap)
    {
        await LoadUnknown(refId);
        return await Decide(s => s.Commit(refId, cap, time.GetUtcNow()), cap);
    }

    public async Task<CapDecision> Release(Guid refId)
    {
        await LoadUnknown(refId);
        return await Decide(s => s.Release(refId, time.GetUtcNow()), null);
    }

    public async Task<CapDecision> GiveBack(Guid refId)
    {
        await LoadUnknown(refId);
        return await Decide(s => s.GiveBack(refId, time.GetUtcNow()), null);
    }

    public Task<CapDecision> Get() => Task.FromResult(_state.Get(time.GetUtcNow()));

    private async Task<CapDecision> Decide(Func<LeadCapState, (CapDecision Decision, CapChange? Change)> rule, int? cap)
    {
        var before = _state.Get(time.GetUtcNow());
        var (decision, change) = rule(_state);
        if (change is not null)
        {
            _unsaved[change.RefId] = change;
            if (decision.Reserved + decision.Committed > before.Reserved + before.Committed)
                _capToCheck = Math.Max(_capToCheck ?? 0, cap ?? 0);
            _next ??= SaveNext();
        }

        // A repeat of something just granted waits for the same batch.
        if (decision.Granted)
            await (_next ?? _saving);
        return decision;
    }

    private async Task SaveNext()
    {
        await Task.Yield();
        await _saving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        (CapChange[] batch, var cap) = ([.. _unsaved.Values], _capToCheck);
        _unsaved.Clear();
        (_next, _capToCheck) = (null, null);
        _saving = Write(batch, cap);
        await _saving;
    }

    private async Task Write(CapChange[] batch, int? cap)
    {
        var stored = false;
        try
        {
            await db.InTenant(_key.Tenant, (s, ct) => CapRows.Store(s, _key.Id, _key.Sub!.Value, _epoch, batch, cap, time.GetUtcNow(), ct));
            stored = true;
        }
        finally
        {
            // What memory says and the table does not know must not be answered from: the next activation reads again.
            if (!stored)
                this.DeactivateOnIdle();
        }
    }

    // queue_size places are made by the fill, set-based, beside this grain.
    private async Task LoadUnknown(Guid refId)
    {
        if (_state.Knows(refId))
            return;
        var rows = await db.InTenant(_key.Tenant, (s, ct) => CapRows.Read(s, _key.Id, _key.Sub!.Value, ct));
        // What is on its way to the table is newer than what was read.
        if (rows.Find(r => r.RefId == refId) is { } row && !_unsaved.ContainsKey(refId) && _saving.IsCompleted)
            _state.Adopt(row);
    }
}
