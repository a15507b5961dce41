using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using Pivotal.Data.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.GrainInterfaces.Tenancy;

namespace Pivotal.Grains.Tenancy;

/// <summary>A timer for each chore while it lives, and a reminder so that it lives. Reentrant: a long night's work keeps nobody waiting who wakes it.</summary>
[Reentrant]
internal sealed class ChoresGrain(
    IEnumerable<ITenantChore> chores,
    [PersistentState("chores")] IPersistentState<ChoresState> state,
    TenantDb db,
    TimeProvider time,
    ILogger<ChoresGrain> log
) : Grain, IChoresGrain, IRemindable
{
    private const string Reminder = "awake";

    /// <summary>The shortest that the engine has; after the loss of a silo its chores rest this long at most.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Rare = TimeSpan.FromMinutes(15);

    private GrainKey _key;
    private IReadOnlyList<IGrainTimer> _timers = [];
    private Task _storing = Task.CompletedTask;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = GrainKey.Parse(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    public async Task Wake()
    {
        if (_timers.Count > 0 || !await Active() || _timers.Count > 0)
            return;
        _timers =
        [
            .. chores.Select(chore =>
                this.RegisterGrainTimer(
                    ct => Run(chore, ct),
                    new GrainTimerCreationOptions(Until(chore), chore.Every) { Interleave = true, KeepAlive = true }
                )
            ),
        ];
        await this.RegisterOrUpdateReminder(Reminder, Beat, Beat);
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (await Active())
        {
            await Wake();
            return;
        }

        foreach (var timer in _timers)
            timer.Dispose();
        _timers = [];
        if (await this.GetReminder(reminderName) is { } reminder)
            await this.UnregisterReminder(reminder);
    }

    private Task<bool> Active() =>
        db.InTenant(
            _key.Tenant,
            async (s, ct) =>
                await s.Scalar<string>("select status from tenants where id = @tenant", new { tenant = _key.Tenant }, ct) == "active"
        );

    private TimeSpan Until(ITenantChore chore)
    {
        if (chore.Every < Rare || !state.State.LastRuns.TryGetValue(chore.Name, out var last))
            return chore.Every;
        var left = last + chore.Every - time.GetUtcNow();
        return left < TimeSpan.Zero ? TimeSpan.Zero
            : left > chore.Every ? chore.Every
            : left;
    }

    private async Task Run(ITenantChore chore, CancellationToken ct)
    {
        try
        {
            await chore.Run(_key.Tenant, ct);
            if (chore.Every < Rare)
                return;
            state.State.LastRuns[chore.Name] = time.GetUtcNow();
            await Store();
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // The next period tries again; a chore that fails must not end the others.
            TenancyLog.ChoreFailed(log, chore.Name, _key.Tenant, e);
        }
    }

    /// <summary>One after the other: two chores may end in the same moment.</summary>
    private Task Store()
    {
        return _storing = After(_storing);

        async Task After(Task before)
        {
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            await state.WriteStateAsync();
        }
    }
}
