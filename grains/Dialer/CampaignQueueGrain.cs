using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using Pivotal.Data.Shared;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Pacing;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Telephony;

namespace Pivotal.Grains.Dialer;

/// <summary>
/// Shell around <see cref="QueueState"/>: loads, stores, tells. Reentrant so that a person on the line is never kept waiting by what the dialling step
/// is storing at that moment; the state changes only between awaits, and one step runs at a time.
/// </summary>
[Reentrant]
internal sealed partial class CampaignQueueGrain(
    TenantDb db, [PersistentState("pace")] IPersistentState<LearnedPace> pace, TimeProvider time, QueueWorkOptions work, CarrierAccounts carriers, ILogger<CampaignQueueGrain> log) : Grain, ICampaignQueueGrain
{
    /// <summary>Within two seconds of picking up somebody has to speak; agents announce themselves in well under one.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1.5);

    private GrainKey _key;
    private QueueState? _state;
    private long _epoch;
    private bool _lost;
    private long _activated;
    private bool _starting;

    private DateTimeOffset Now => time.GetUtcNow();

    private QueueState State => _state ?? throw new InvalidOperationException("There is no such campaign.");

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = GrainKey.Parse(this.GetPrimaryKeyString());
        var found = await db.InTenant(_key.Tenant, async (s, ct) =>
            await CampaignRow.Take(s, _key.Id, ct) is { } row ? (Row: row, Found: await QueueRecovery.Run(s, _key.Id, ct)) : default, cancellationToken);
        if (found.Found is null) return;
        _epoch = found.Row.Epoch;
        _state = new QueueState(found.Row.Settings, found.Row.Status);
        _state.Pacing.OnLearned(pace.State);
        await Recover(found.Found);
        await RecoverLegalWindows();
        await RecoverGoal();
        _activated = TimeProvider.System.GetTimestamp();
        if (Runs(_state.Status)) EnsureTicking();
        await ReadChores();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // Handed over in order the next activation has less to find out; what cannot be stored now it finds out.
        if (_state is not null && !_lost && !cancellationToken.IsCancellationRequested)
        {
            await ((Task)StoreRest().WaitAsync(cancellationToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            await StorePace();
        }

        // Who announced himself here is known to nobody else, and would wait for calls until the next sweep.
        if (_lost) await Announce([.. State.Free.Concat(State.Held).Select(a => a.AgentId)]);
    }

    public async Task<Result<QueueSnapshot>> Start(Guid by)
    {
        if (_state is null) return Gone();
        if (_starting) return CampaignRefusals.Starting();
        _starting = true;
        try
        {
            return await StartOnce(by);
        }
        finally
        {
            _starting = false;
        }
    }

    private async Task<Result<QueueSnapshot>> StartOnce(Guid by)
    {
        if (State.Status is not (CampaignStatus.Draft or CampaignStatus.Paused)) return CampaignRefusals.IllegalMove(State.Status, CampaignStatus.Active);
        await LoadSettings();
        var agents = await InTenant((s, ct) => QueueRecovery.Agents(s, _key.Id, ct));
        if (CampaignRefusals.AtStart(State.Settings, agents.Count) is { Count: > 0 } refusals) return refusals;
        var (first, settings) = (State.Status == CampaignStatus.Draft, State.Settings);
        using var turn = await TurnToFill();
        if (turn is null) return CampaignRefusals.BulkBusy();
        await MembersChore.KnowTables(db, _key.Tenant, settings);
        try
        {
            await FencedAlone(async (s, ct) =>
            {
                await MembersChore.Begin(s, settings, Now, ct);
                await RulesChore.Begin(s, settings, everything: !first, Now, ct);
                // The first people come in before anybody is told that the campaign runs; the others while it does.
                var (looked, piece, dialable) = (time.GetTimestamp(), default(ChorePiece), 0);
                do
                {
                    piece = await MembersChore.Run(s, settings, work.Chunk, Now, ct);
                    (dialable, _unknownRows) = (dialable + piece.Dialable, piece.Added);
                }
                while (first && dialable == 0 && !piece.Done && time.GetElapsedTime(looked) < work.LookForSomebody);

                if (first && dialable == 0 && piece.Done) throw new EmptyAudienceException();
                await CampaignRow.Move(s, _key.Id, _epoch, State.Status, CampaignStatus.Active, by, Now, Ids.New(), ct);
            });
        }
        catch (EmptyAudienceException)
        {
            return CampaignRefusals.EmptyAudience();
        }

        // The rest is done in pieces that have turns of their own.
        turn.Dispose();
        State.Status = CampaignStatus.Active;
        EnsureTicking();
        await WorkForAMoment();
        return await Moved();
    }

    public Task<Result<QueueSnapshot>> Pause(Guid by) => Move(CampaignStatus.Paused, by, CampaignStatus.Active, CampaignStatus.Draining);

    public Task<Result<QueueSnapshot>> Drain(Guid by) => Move(CampaignStatus.Draining, by, CampaignStatus.Active, CampaignStatus.Paused);

    public Task<Result<QueueSnapshot>> Complete(Guid by) => Move(CampaignStatus.Completed, by, CampaignStatus.Active, CampaignStatus.Paused, CampaignStatus.Draining);

    public async Task Refresh()
    {
        if (_state is null) return;
        await Reload();
        await WorkForAMoment();
        await _announcing;
        Kick();
    }

    // Being activated is half of it; the other half are agents whose silo was lost while this one was not.
    public async Task Wake()
    {
        if (_state is not null) await Announce(await InTenant((s, ct) => QueueRecovery.Agents(s, _key.Id, ct)));
    }

    public async Task<QueueSnapshot> Snapshot()
    {
        if (_state is null) throw new InvalidOperationException("There is no such campaign.");
        await FreshCounts(TimeSpan.FromSeconds(1));
        // No step looks while the campaign rests, yet agents may wait in it.
        if (!Runs(State.Status)) await LookAtIdle();
        return View();
    }

    public Task AgentAvailable(IdleAgent agent)
    {
        _state?.OnAgentAvailable(agent);
        MatchWaiting();
        if (_state is not null) IdleCame(agent);
        Kick();
        return Task.CompletedTask;
    }

    public Task AgentUnavailable(Guid agentId)
    {
        _state?.OnAgentUnavailable(agentId);
        IdleLeft(agentId);
        Kick();
        return TakeBack();
    }

    public async Task<RouteDecision> Route(Guid callId, PersonOnLine? person) => Routed(callId, await OrSoon(callId, person, State.Route(callId, Now)));

    public async Task<RouteDecision> RouteFailed(Guid callId, Guid agentId, PersonOnLine? person)
    {
        var next = Routed(callId, await OrSoon(callId, person, State.OnRouteFailed(callId, agentId, Now)));
        await TakeBack();
        // If it only seemed that he had left, he says so himself.
        await GrainFactory.Agent(_key.Tenant, agentId).Announce();
        return next;
    }

    public Task ConnectedLate(Guid callId)
    {
        _state?.OnConnectedLate(callId);
        (_dirty, _countsDirty) = (true, true);
        return TakeBackUnlawful();
    }

    public Task CallEnded(CallEnded ended)
    {
        if (_state?.OnCallEnded(ended) is { } closed)
        {
            _fates.Add(new(closed.Call.ContactId, ended.CallId, closed.Fate, ended.Outcome));
            NoteCapAfterCall(closed.Call, ended.Outcome);
        }

        Kick();
        return Task.CompletedTask;
    }

    public async Task DialRefused(DialRefused refused)
    {
        if (_state?.OnDialRefused(refused, Now) is not { } closed) return;
        _fates.Add(new(closed.Call.ContactId, refused.CallId, closed.Fate, null));
        NoteCapAfterCall(closed.Call, Outcome.Cancelled);
        DialerLog.DialRefused(log, _key.Id, refused.Reason);
        if (refused.Reason is not (QueueState.CarrierRejected or QueueState.TooLate)) await GrainFactory.Carrier(carriers.Of(_key.Tenant)).BackOff(refused.RetryAfter, refused.Reason);
        Kick();
    }

    public Task CallDisposed(CallDisposed disposed)
    {
        NoteCapAfterDisposition(disposed);
        _countsDirty = true;
        Kick();
        return Task.CompletedTask;
    }

    public async Task Suppressed(IReadOnlyList<string> phonesE164)
    {
        if (_state is null) return;
        // From here on it is nobody's turn; the rest makes the rows say so.
        var (_, hangUp) = State.OnSuppressed(phonesE164);
        await Task.WhenAll(hangUp.Select(call => GrainFactory.Call(_key.Tenant, call).HangUp("suppressed")));
        foreach (var some in phonesE164.Chunk(work.Chunk))
        {
            var removed = await Fenced((s, ct) => QueueRows.RemoveSuppressed(s, _key.Id, some, Now, ct));
            await GiveBackPlaces(removed);
            await GiveBackPlacesOfGone(some, null);
        }

        _countsDirty = true;
        Kick();
    }

    private async Task<Result<QueueSnapshot>> Move(string to, Guid? by, params string[] from)
    {
        if (_state is null) return Gone();
        if (!from.Contains(State.Status)) return CampaignRefusals.IllegalMove(State.Status, to);
        var was = State.Status;
        // From this instant nothing new is planned, whatever the storing takes.
        State.Status = to;
        var back = State.EmptyHopper();
        List<Guid> free = [];
        try
        {
            await FencedAlone(async (s, ct) =>
            {
                free = await CampaignRow.Move(s, _key.Id, _epoch, was, to, by, Now, Ids.New(), ct);
                if (back.Count > 0) await QueueRows.Return(s, _key.Id, _epoch, [.. back.Select(e => (e.ContactId, (string?)null, (DateTimeOffset?)null, false))], Now, ct);
            });
        }
        catch
        {
            State.Status = was;
            throw;
        }

        // It is over: each of them reads that he works on nothing now.
        await Announce(free);
        return await Moved();
    }

    private async Task<Result<QueueSnapshot>> Moved()
    {
        DialerLog.Moved(log, _key.Id, State.Status);
        _countsDirty = true;
        _zones = null;
        if (Runs(State.Status)) EnsureTicking();
        EnsureWorking();
        await Announce(await InTenant((s, ct) => QueueRecovery.Agents(s, _key.Id, ct)));
        await FreshCounts(TimeSpan.Zero);
        await PushChange();
        Kick();
        return View();
    }

    private RouteDecision Routed(Guid callId, RouteDecision decision)
    {
        DialerLog.Routed(log, callId, decision.AgentId);
        if (decision.AgentId is { } agent) IdleLeft(agent);
        _dirty = true;
        return decision;
    }

    private async Task Announce(IEnumerable<Guid> agents)
    {
        foreach (var some in agents.Chunk(50)) await Task.WhenAll(some.Select(agent => GrainFactory.Agent(_key.Tenant, agent).Announce()));
    }

    private Result<QueueSnapshot> Gone()
    {
        this.DeactivateOnIdle();
        return CampaignRefusals.NotFound();
    }

    private static bool Runs(string status) => status is CampaignStatus.Active or CampaignStatus.Draining;

    private sealed class EmptyAudienceException : Exception;
}
