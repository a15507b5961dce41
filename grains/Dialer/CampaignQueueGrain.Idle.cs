using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Idle;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Dialer;

/// <summary>Watches why agents wait, stores it in batches, and says what managers must hear of.</summary>
internal sealed partial class CampaignQueueGrain
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan StoreIdleEvery = TimeSpan.FromSeconds(30);

    private readonly IdleSplit _idle = new();
    private DateTimeOffset _idleLooked;
    private DateTimeOffset _idleStored;
    private bool _idleLoaded;
    private bool _idleLooking;
    private string _idleReason = IdleReason.Pacing;
    private (string Reason, DateTimeOffset At)? _trouble;

    private static DateTimeOffset Midnight(CampaignSettings campaign, DateTimeOffset now) => LocalDay.StartOf(now, campaign.ZoneOf(campaign.Zone));

    private void IdleCame(IdleAgent agent)
    {
        if (_idleLoaded && State.Free.Contains(agent)) _idle.OnSeen(agent.AgentId, agent.IdleSince, _idleReason, Now);
    }

    private void IdleLeft(Guid agent) => _idle.OnLeft(agent, Now);

    /// <summary>Part of every step; looks at most four times a second, one look at a time.</summary>
    private async Task LookAtIdle()
    {
        if (_idleLooking) return;
        _idleLooking = true;
        try
        {
            await LookOnce();
        }
        finally
        {
            _idleLooking = false;
        }
    }

    private async Task LookOnce()
    {
        if (!_idleLoaded)
        {
            _idle.OnRecovered(await InTenant((s, ct) => IdleRows.Load(s, _key.Id, Midnight(State.Settings, Now), ct)));
            _idleLoaded = true;
        }

        var (now, facts) = (Now, Facts());
        if (facts.Hold is { } hold && hold != "storage_unavailable") _trouble = (hold, now);
        if (_idleLooked + LookEvery > now && Runs(State.Status)) return;
        _idleLooked = now;
        _idleReason = IdleCause.WithoutDial(facts);
        var withDial = State.Calls.Count(c => c.AgentId is null);
        var forOutbound = State.Free.Count - State.AgentsKept;
        HashSet<Guid> free = [];
        // The longest idle gets the next answer, so the dials on their way are his and those behind him.
        foreach (var agent in State.Free.OrderBy(a => a.IdleSince))
        {
            free.Add(agent.AgentId);
            var reason = withDial-- > 0 ? IdleCause.WithDial(facts) : forOutbound > 0 || !Runs(State.Status) ? _idleReason : IdleReason.Reserve;
            forOutbound--;
            _idle.OnSeen(agent.AgentId, agent.IdleSince, reason, now);
        }

        foreach (var gone in _idle.Open.Where(a => !free.Contains(a)).ToList()) _idle.OnLeft(gone, now);
        if (_idleStored + StoreIdleEvery <= now) await StoreIdle();
    }

    private async Task StoreIdle()
    {
        var changed = _idle.TakeChanged();
        _idleStored = Now;
        if (changed.Count == 0) return;
        try
        {
            await Fenced((s, ct) => IdleRows.Store(s, _key.Id, changed, ct));
        }
        catch
        {
            _idle.OnNotStored(changed);
            throw;
        }

        _idle.Forget(Midnight(State.Settings, Now));
    }

    /// <summary>What an ending activation still has to hand over.</summary>
    private async Task StoreRest()
    {
        await StoreFates();
        foreach (var agent in _idle.Open.ToList()) _idle.OnLeft(agent, Now);
        await StoreIdle();
    }

    private IReadOnlyList<AgentIdle> IdleToday() => [.. _idle.Since(Midnight(State.Settings, Now)).Select(i => new AgentIdle(i.Key, i.Value))];

    private IReadOnlyList<QueueAlert> Alerts() => _countedAt == default ? [] : QueueAlerts.Of(
        new(State.Status, State.Settings.DialMode, State.Pacing.Budget.Used, _trouble, WaitingForCalls, _counts.Queued, State.Calls.Count, Ready, _counts.Waiting) { Team = _agents, Goal = State.Goal, Filling = Progress() is { Kind: QueueChore.Members }, Failed = _failed }, Now);

    /// <summary>Who is kept free on purpose, or dials himself, does not wait for us.</summary>
    private IReadOnlyCollection<IdleAgent> WaitingForCalls =>
        State.Settings.Mode.AgentPicks ? [] : State.AgentsKept == 0 ? State.Free : [.. State.Free.OrderBy(a => a.IdleSince).Skip(State.AgentsKept)];

    /// <summary>Before the first count nobody knows who waits; then nothing is said to stand in the way.</summary>
    private int Ready => _countedAt == default ? 1 : State.HopperCount + _counts.Due;

    private IdleFacts Facts()
    {
        var (campaign, now) = (State.Settings, Now);
        return new(State.Status, campaign.DialMode, State.HoldUntil > now ? State.HoldReason : null, campaign.Mode.DialsAhead && State.Pacing.Budget.Threshold() <= 0, campaign.MaxConcurrent - State.Calls.Count, Ready, _counts.Waiting) { GoalHolds = State.Goal?.Left() == 0, Failing = _failing };
    }
}
