using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Order;

namespace Pivotal.Domain.Dialer.Queue;

/// <summary>Contacts that an agent sees before they are dialled (mode preview), has chosen himself (mode manual) or has promised to call back: such a call is for this agent and nobody else.</summary>
internal sealed class AgentPreviews(QueueTerms terms, Roster roster, CallsInFlight calls)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Dictionary<Guid, QueuePreview> _previews = [];

    /// <summary>The call that rings for an agent.</summary>
    private readonly Dictionary<Guid, Guid> _dialledFor = [];

    private readonly Dictionary<Guid, List<DateTimeOffset>> _skips = [];
    private readonly List<QueueOrder> _orders = [];

    public IReadOnlyCollection<QueuePreview> All => _previews.Values;

    private PreviewRules Rules => terms.Settings.Rules.Agents.Preview;

    /// <summary>What is to be done; each is handed out once.</summary>
    public IReadOnlyList<QueueOrder> TakeOrders()
    {
        if (_orders.Count == 0)
            return [];
        QueueOrder[] all = [.. _orders];
        _orders.Clear();
        return all;
    }

    public void GiveBack(HopperEntry entry, string? reason = null, DateTimeOffset? nextAt = null) =>
        _orders.Add(new QueueOrder.GiveBack(entry, reason, nextAt));

    public bool RingsFor(Guid agentId, Guid callId) => _dialledFor.TryGetValue(agentId, out var call) && call == callId;

    /// <summary>He only looks at something.</summary>
    public bool OnlyLooks(Guid agentId) => _previews.TryGetValue(agentId, out var shown) && !shown.Wanted;

    public void Show(IdleAgent agent, Guid callId, HopperEntry entry, DateTimeOffset now) =>
        Hold(agent, new(callId, agent.AgentId, entry, now, Rules.Seconds > 0 ? now.AddSeconds(Rules.Seconds) : null, Wanted: false), now);

    /// <summary>Nobody needs to look any more: it is dialled as soon as it may be.</summary>
    public void ShowWanted(IdleAgent agent, Guid callId, HopperEntry entry, DateTimeOffset now) =>
        Hold(agent, new(callId, agent.AgentId, entry, now, null, Wanted: true), now);

    /// <returns>false when the agent is not free for it: the claim goes back</returns>
    public bool OnPicked(Guid agentId, Guid callId, HopperEntry entry, DateTimeOffset now)
    {
        if (OnlyLooks(agentId))
            Withdraw(_previews[agentId], null, null, "another_picked");
        if (roster.FindFree(agentId) is not { } agent)
            return false;
        ShowWanted(agent, callId, entry, now);
        return true;
    }

    public bool Has(Guid agentId, Guid callId) => _previews.TryGetValue(agentId, out var shown) && shown.CallId == callId;

    /// <summary>The agent says: dial. Said twice it is dialled once.</summary>
    /// <returns>false: he no longer has it</returns>
    public bool OnDial(Guid agentId, Guid callId, DateTimeOffset now)
    {
        if (RingsFor(agentId, callId))
            return true;
        if (!Has(agentId, callId))
            return false;
        if (!_previews[agentId].Wanted)
            Want(_previews[agentId], now);
        return true;
    }

    public SkipAnswer OnSkip(Guid agentId, Guid callId, DateTimeOffset now)
    {
        if (!Has(agentId, callId) || _previews[agentId].Wanted)
            return SkipAnswer.Gone;
        if (SkipsLeft(agentId, now) == 0)
            return SkipAnswer.NoneLeft;
        if (!_skips.TryGetValue(agentId, out var skips))
            _skips[agentId] = skips = [];
        skips.Add(now);
        Withdraw(_previews[agentId], EntryReason.Skipped, now.AddMinutes(Rules.SkipDelayMinutes), EntryReason.Skipped);
        return SkipAnswer.Skipped;
    }

    public int SkipsLeft(Guid agentId, DateTimeOffset now)
    {
        if (!_skips.TryGetValue(agentId, out var skips))
            return Rules.SkipsPerHour;
        skips.RemoveAll(at => at <= now - Hour);
        return Math.Max(0, Rules.SkipsPerHour - skips.Count);
    }

    /// <summary>The rule decides where an agent has looked for too long.</summary>
    public void Expire(DateTimeOffset now)
    {
        foreach (var preview in _previews.Values.Where(p => !p.Wanted && p.Until <= now).ToList())
        {
            if (Rules.WhenOver == PreviewRules.Dial)
                Want(preview, now);
            else
                Withdraw(preview, EntryReason.Skipped, now.AddMinutes(Rules.SkipDelayMinutes), "time_over");
        }
    }

    /// <summary>Dials that agents wait for. They go out before all others, and while the carrier allows none they wait.</summary>
    public int Wanted(DateTimeOffset now) =>
        _previews.Count == 0 || !terms.MayDial(now)
            ? 0
            : Math.Max(
                0,
                Math.Min(_previews.Values.Count(p => p.Wanted), Math.Min(terms.GoalLeft, terms.Settings.MaxConcurrent - calls.Count))
            );

    public IReadOnlyList<QueuePreview> NextWanted() => [.. _previews.Values.Where(p => p.Wanted).OrderBy(p => p.Since)];

    /// <summary>It is dialled: from now on a call rings for him.</summary>
    public void OnPlanned(QueuePreview preview) => _previews.Remove(preview.AgentId);

    public void OnRings(Guid agentId, Guid callId)
    {
        _dialledFor[agentId] = callId;
        roster.Hold(agentId);
    }

    /// <summary>He has a person on the line.</summary>
    public void OnRouted(Guid agentId) => _dialledFor.Remove(agentId);

    /// <summary>The call that was dialled for him is over before he had it.</summary>
    public void OnRingOver(Guid agentId, Guid callId, string why, DateTimeOffset? nextAt)
    {
        if (!RingsFor(agentId, callId))
            return;
        _dialledFor.Remove(agentId);
        LetGo(agentId, callId, why, nextAt);
    }

    /// <summary>Taken from the agents, who are free again.</summary>
    /// <returns>contacts for whose way back the caller cares</returns>
    public List<HopperEntry> Withdraw(Func<QueuePreview, bool> which, string why)
    {
        List<HopperEntry> back = [];
        foreach (var preview in _previews.Values.Where(which).ToList())
        {
            Release(preview, why);
            back.Add(preview.Entry);
        }

        return back;
    }

    public void Release(QueuePreview preview, string why, DateTimeOffset? nextAt = null)
    {
        _previews.Remove(preview.AgentId);
        calls.Free(preview.Entry.ContactId);
        LetGo(preview.AgentId, preview.CallId, why, nextAt);
    }

    /// <summary>An agent announces himself. One with a preview or a ringing call of his own is not free; what he shows and the queue does not know is taken off his screen.</summary>
    public bool HoldsBack(IdleAgent agent)
    {
        var preview = _previews.GetValueOrDefault(agent.AgentId);
        var mine = preview?.CallId ?? (_dialledFor.TryGetValue(agent.AgentId, out var call) ? call : (Guid?)null);
        if (agent.PreviewCallId is { } shown && shown != mine)
            _orders.Add(new QueueOrder.Over(agent.AgentId, shown, "gone"));
        if (mine is null)
            return false;
        if (preview is not null && agent.PreviewCallId != mine)
            _orders.Add(
                new QueueOrder.Show(preview, Math.Max(0, Rules.SkipsPerHour - (_skips.GetValueOrDefault(agent.AgentId)?.Count ?? 0)))
            );
        return true;
    }

    /// <summary>His preview goes back; a call that rings for him is taken back.</summary>
    public void OnAgentGone(Guid agentId)
    {
        if (_previews.TryGetValue(agentId, out var preview))
            Withdraw(preview, null, null, "agent_left");
        if (_dialledFor.Remove(agentId, out var call))
            _orders.Add(new QueueOrder.HangUp(call));
    }

    /// <summary>The agent took the call back before anybody answered: it rang, and is not shown again at once.</summary>
    public EntryFate PutOff(DateTimeOffset at) => new(EntryStatus.Queued, EntryReason.Skipped, at.AddMinutes(Rules.SkipDelayMinutes));

    private void Hold(IdleAgent agent, QueuePreview preview, DateTimeOffset now)
    {
        roster.Hold(agent.AgentId);
        _previews[agent.AgentId] = preview;
        calls.Reserve(preview.Entry.ContactId);
        _orders.Add(new QueueOrder.Show(preview, SkipsLeft(agent.AgentId, now)));
    }

    private void Want(QueuePreview preview, DateTimeOffset now)
    {
        _previews[preview.AgentId] = preview = preview with { Wanted = true };
        _orders.Add(new QueueOrder.Show(preview, SkipsLeft(preview.AgentId, now)));
    }

    /// <summary>Taken from the agent, who is free again, and given back to the queue.</summary>
    private void Withdraw(QueuePreview preview, string? reason, DateTimeOffset? nextAt, string why)
    {
        Release(preview, why);
        GiveBack(preview.Entry, reason, nextAt);
    }

    /// <summary>The agent's preview or ringing call is over; if he is still there he is free.</summary>
    private void LetGo(Guid agentId, Guid callId, string why, DateTimeOffset? nextAt)
    {
        if (_dialledFor.ContainsKey(agentId) || _previews.ContainsKey(agentId) || !roster.LetGo(agentId))
            return;
        _orders.Add(new QueueOrder.Over(agentId, callId, why, nextAt));
    }
}
