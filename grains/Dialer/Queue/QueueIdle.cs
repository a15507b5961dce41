using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Idle;
using Pivotal.Domain.Dialer.Modes;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Grains.Dialer.Idle;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>Watches why agents wait, and stores it in batches.</summary>
internal sealed class QueueIdle(QueueContext queue, QueueClocks clocks, QueueCounter counter, QueueFaults faults)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan StoreEvery = TimeSpan.FromSeconds(30);

    private readonly IdleSplit _split = new();
    private DateTimeOffset _looked;
    private DateTimeOffset _stored;
    private bool _loaded;
    private bool _looking;
    private string _reason = IdleReason.Pacing;

    /// <summary>Why nothing was dialled at last, as the carrier said it.</summary>
    public (string Reason, DateTimeOffset At)? Trouble { get; private set; }

    public IReadOnlyList<AgentIdle> Today => [.. _split.Since(clocks.Midnight).Select(i => new AgentIdle(i.Key, i.Value))];

    public void Came(IdleAgent agent)
    {
        if (_loaded && queue.State.Free.Contains(agent))
            _split.OnSeen(agent.AgentId, agent.IdleSince, _reason, queue.Now);
    }

    public void Left(Guid agent) => _split.OnLeft(agent, queue.Now);

    /// <summary>Part of every step; looks at most four times a second, one look at a time.</summary>
    public async Task Look()
    {
        if (_looking)
            return;
        _looking = true;
        try
        {
            await LookOnce();
        }
        finally
        {
            _looking = false;
        }
    }

    /// <summary>Nobody is watched any more.</summary>
    public Task End()
    {
        foreach (var agent in _split.Open.ToList())
            _split.OnLeft(agent, queue.Now);
        return Store();
    }

    private async Task LookOnce()
    {
        if (!_loaded)
        {
            _split.OnRecovered(await queue.Rows.Idle(clocks.Midnight));
            _loaded = true;
        }

        var (state, now, facts) = (queue.State, queue.Now, Facts());
        var runs = CampaignStatus.Runs(state.Status);
        if (facts.Hold is { } hold && hold != "storage_unavailable")
            Trouble = (hold, now);
        if (_looked + LookEvery > now && runs)
            return;
        _looked = now;
        _reason = IdleCause.WithoutDial(facts);
        var withDial = state.Calls.Count(c => c.AgentId is null);
        var forOutbound = state.Free.Count - state.AgentsKept;
        HashSet<Guid> free = [];
        // The longest idle gets the next answer, so the dials on their way are his and those behind him.
        foreach (var agent in state.Free.OrderBy(a => a.IdleSince))
        {
            free.Add(agent.AgentId);
            var reason =
                withDial-- > 0 ? IdleCause.WithDial(facts)
                : forOutbound > 0 || !runs ? _reason
                : IdleReason.Reserve;
            forOutbound--;
            _split.OnSeen(agent.AgentId, agent.IdleSince, reason, now);
        }

        foreach (var gone in _split.Open.Where(a => !free.Contains(a)).ToList())
            _split.OnLeft(gone, now);
        if (_stored + StoreEvery <= now)
            await Store();
    }

    private async Task Store()
    {
        var changed = _split.TakeChanged();
        _stored = queue.Now;
        if (changed.Count == 0)
            return;
        try
        {
            await queue.Rows.StoreIdle(changed);
        }
        catch
        {
            _split.OnNotStored(changed);
            throw;
        }

        _split.Forget(clocks.Midnight);
    }

    private IdleFacts Facts()
    {
        var (state, campaign, now) = (queue.State, queue.Settings, queue.Now);
        return new(
            state.Status,
            campaign.DialMode,
            state.HoldUntil > now ? state.HoldReason : null,
            campaign.Mode.DialsAhead && state.Pacing.Budget.Threshold() <= 0,
            campaign.MaxConcurrent - state.Calls.Count,
            counter.Ready,
            counter.Counts.Waiting
        )
        {
            GoalHolds = state.Goal?.Left() == 0,
            Failing = faults.InLastRound,
        };
    }
}
