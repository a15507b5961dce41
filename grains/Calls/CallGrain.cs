using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Pivotal.Data.Shared;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Shared;
using Pivotal.Domain.Telephony;
using Pivotal.GrainInterfaces.Calls;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Telephony;

namespace Pivotal.Grains.Calls;

/// <summary>Shell around one <see cref="Attempt"/>: whose it is when there are two activations of it, where it is remembered from, and the clock it is watched by.</summary>
[GrainType("call")]
internal sealed class CallGrain(
    TenantDb db,
    ICarrier carrier,
    AttemptWriter writer,
    CallWatchOptions watch,
    CarrierAccounts accounts,
    TimeProvider time,
    ILogger<CallGrain> log
) : Grain, ICallGrain
{
    private GrainKey _key;
    private WatchTimer _timer = null!;
    private AttemptFence? _fence;

    /// <summary>Null: this activation has no memory of the call.</summary>
    private Attempt? _attempt;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = GrainKey.Parse(this.GetPrimaryKeyString());
        _timer = new(every => this.RegisterGrainTimer(_ => Watch(), new GrainTimerCreationOptions(every, every) { KeepAlive = true }));
        return Task.CompletedTask;
    }

    // The next activation reads the row: what this one knows must be in it first, the leg's id above all.
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_fence is null)
            return;
        await writer.Stored(_key.Tenant, _key.Id, cancellationToken);
        if (_fence.Lost)
            LookAgain(GrainFactory.Call(_key.Tenant, _key.Id), _key.Tenant, watch.StatusEvery, time).Ignore();
    }

    public async Task Dial(DialIntent intent)
    {
        if (_attempt is not null)
            return;
        var now = time.GetUtcNow();
        // The queue stored the row just now, with the first epoch; whoever loads the row later takes the next one.
        var attempt = Begin(CallTerms.Of(_key, intent, now), epoch: 1);
        if (intent.NotAfter != default && now > intent.NotAfter)
            await attempt.Refuse(DialRefused.TooLate);
        else
            await attempt.Dial(intent.To, intent.From);
    }

    public async Task Handle(CarrierEvent carrierEvent)
    {
        // Unanswered, so that the carrier or the sweep brings the event to the activation that owns the call.
        if (Overtaken())
            throw new FenceLostException();
        if (await Known() is { } attempt)
        {
            await attempt.Handle(carrierEvent);
            return;
        }

        writer.Post(_key.Tenant, null, [carrierEvent.EventId]);
        this.DeactivateOnIdle();
    }

    public async Task HangUp(string reason)
    {
        if (!Overtaken() && await Known() is { } attempt)
            await attempt.HangUp(reason);
    }

    public async Task Rebridge(string agentLegId)
    {
        if (!Overtaken() && await Known() is { } attempt)
            await attempt.Rebridge(agentLegId);
    }

    public async Task Reconcile()
    {
        // Whoever remembers the call watches it already; asking the carrier about every live call would only cost its goodwill.
        if (Overtaken() || _attempt is not null || await Load() is not var (attempt, row))
            return;
        await attempt.Reconcile(row);
    }

    public async Task<Result<SupervisionView>> Supervise(Guid by, string role) =>
        !Overtaken() && await Known() is { } attempt ? await attempt.Supervise(by, role) : SupervisionRefusals.NoCall();

    public async Task<Result<SupervisionView>> StopSupervising(Guid by) =>
        !Overtaken() && await Known() is { } attempt ? await attempt.StopSupervising(by) : SupervisionRefusals.NoCall();

    private async Task Watch()
    {
        if (!Overtaken() && _attempt is { } attempt)
            await attempt.Watch();
    }

    private async Task<Attempt?> Known() => _attempt ?? (await Load())?.Attempt;

    /// <summary>Without memory of the call: the row and its inbox tell. Null: there is no such call.</summary>
    private async Task<(Attempt Attempt, AttemptFound Row)?> Load()
    {
        var (row, card) = await db.InTenant(_key.Tenant, async (s, ct) => (await Take(s, ct), await CardRow.Of(s, _key.Id, ct)));
        if (row is null)
            return null;
        var attempt = Begin(CallTerms.Of(_key, row, card), row.Epoch);
        await attempt.Restore(row);
        return (attempt, row);
    }

    /// <summary>Nobody is called outside his hours, also not by an order that was given within them and is repeated.</summary>
    private async Task<AttemptFound?> Take(TenantSession db, CancellationToken ct)
    {
        var row = await AttemptRow.Take(db, _key.Id, ct);
        var open = row is not { MayBeUnordered: true } || await CallHours.AreOpen(db, row.CampaignId, row.ContactId, time.GetUtcNow(), ct);
        return open ? row : row! with { From = null };
    }

    private Attempt Begin(CallTerms terms, long epoch)
    {
        _fence = FenceOf(epoch);
        return _attempt = new(terms, _fence, _timer, db, carrier, accounts, writer, watch, GrainFactory, time, log);
    }

    /// <summary>A call that has ended here has no watch left that would notice; asked about, it does, and ends.</summary>
    private AttemptFence FenceOf(long epoch)
    {
        var (self, tenant) = (GrainFactory.Call(_key.Tenant, _key.Id), _key.Tenant);
        return new(
            _key.Id,
            epoch,
            () =>
            {
                CallerTenant.Set(tenant);
                self.Reconcile().Ignore();
            }
        );
    }

    /// <summary>Another activation owns the call: nothing of what this one knows counts any more, and the next one reads the row (<see cref="OnDeactivateAsync"/>).</summary>
    private bool Overtaken()
    {
        if (_fence is not { Lost: true })
            return false;
        _timer.Stop();
        this.DeactivateOnIdle();
        return true;
    }

    /// <summary>
    /// Whoever stored over this activation may be gone by now, and nobody would ask the carrier about the call any more; so another activation reads the row. Later, because the other may live as well:
    /// two that took the call from each other at once would never come to an end with it.
    /// </summary>
    private static Task LookAgain(ICallGrain call, Guid tenant, TimeSpan later, TimeProvider time) =>
        Task.Run(async () =>
        {
            await Task.Delay(later, time);
            CallerTenant.Set(tenant);
            await call.Reconcile();
        });
}
