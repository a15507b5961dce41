using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Gates;
using Pivotal.Domain.Dialer.Order;

namespace Pivotal.Domain.Dialer.Queue;

/// <summary>Contacts that an agent sees before they are dialled (mode preview) or chooses himself (mode manual): such a call is for this agent and nobody else.</summary>
public sealed partial class QueueState
{
    /// <summary>Over.Why when the stored intent could not be made and no gate says why.</summary>
    public const string NotDialed = "not_dialed";

    /// <summary>Over.Why when something has changed of the contact or the campaign that the queue has not read yet.</summary>
    public const string Changed = "changed";

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Agents who have a preview, or a call that is dialled for them.</summary>
    private readonly Dictionary<Guid, IdleAgent> _held = [];
    private readonly Dictionary<Guid, QueuePreview> _previews = [];
    private readonly Dictionary<Guid, Guid> _dialledFor = [];
    private readonly Dictionary<Guid, List<DateTimeOffset>> _skips = [];
    private readonly List<QueueOrder> _orders = [];

    public IReadOnlyCollection<QueuePreview> Previews => _previews.Values;

    /// <summary>Agents who look at a contact or wait for the call that is dialled for them.</summary>
    public IReadOnlyCollection<IdleAgent> Held => _held.Values;

    private PreviewRules PreviewRules => Settings.Rules.Agents.Preview;

    /// <summary>What is to be done; each is handed out once.</summary>
    public IReadOnlyList<QueueOrder> TakeOrders()
    {
        if (_orders.Count == 0) return [];
        QueueOrder[] all = [.. _orders];
        _orders.Clear();
        return all;
    }

    /// <summary>Mode preview: the next contacts, as many as there are agents to be shown one. What the rows say of them is to be looked up before <see cref="OfferPreviews"/>.</summary>
    public IReadOnlyList<HopperEntry> NextToOffer() =>
        !Settings.Mode.ShowsFirst || Status != CampaignStatus.Active || GoalLeft == 0 ? [] : [.. _hopper.Take(FreeForOutbound)];

    /// <summary>Mode preview: each free agent is shown the next contact that may be dialled, who is idle longest first.</summary>
    /// <param name="looked">what the whole chain says of contacts by the rows; of others nobody is shown anything. Null: memory alone decides</param>
    public void OfferPreviews(DateTimeOffset now, Func<Guid> newId, IReadOnlyDictionary<Guid, GateVerdict>? looked = null)
    {
        if (!Settings.Mode.ShowsFirst || Status != CampaignStatus.Active || GoalLeft == 0) return;
        List<Returned> returned = [];
        while (FreeForOutbound > 0 && AgentChoice.LongestIdle(_free.Values) is { } agent && Next(now, returned, looked) is { } entry)
            Hold(agent, new(newId(), agent.AgentId, entry, now, PreviewRules.Seconds > 0 ? now.AddSeconds(PreviewRules.Seconds) : null, Wanted: false), now);
        foreach (var (entry, why) in returned) _orders.Add(new QueueOrder.GiveBack(entry, why.Reason, why.NextAt));
    }

    /// <summary>Free for a call of his own choice: with nothing at hand, or only looking at something.</summary>
    public bool CanPick(Guid agentId) => _free.ContainsKey(agentId) || _previews.TryGetValue(agentId, out var shown) && !shown.Wanted;

    /// <summary>In a call, on a screen or among the next.</summary>
    public bool IsAtHand(Guid contactId) => _contactsInFlight.Contains(contactId) || _inHopper.Contains(contactId);

    /// <summary>An agent's own choice (mode manual, or instead of what he was shown). The contact has been claimed for it.</summary>
    /// <returns>false when the agent is not free for it or the contact is in another call: the claim goes back</returns>
    public bool OnPicked(Guid agentId, Guid callId, HopperEntry entry, DateTimeOffset now)
    {
        if (_previews.TryGetValue(agentId, out var shown) && shown.CallId == callId) return true;
        if (Status != CampaignStatus.Active || !Settings.Mode.AgentDecides) return false;
        if (_contactsInFlight.Contains(entry.ContactId) || _inHopper.Contains(entry.ContactId)) return false;
        if (shown is { Wanted: false }) Withdraw(shown, null, null, "another_picked");
        if (!_free.TryGetValue(agentId, out var agent)) return false;
        Hold(agent, new(callId, agentId, entry, now, null, Wanted: true), now);
        return true;
    }

    /// <summary>The agent says: dial. Said twice it is dialled once.</summary>
    /// <returns>false: he no longer has it</returns>
    public bool OnPreviewDial(Guid agentId, Guid callId, DateTimeOffset now)
    {
        if (RingsFor(agentId, callId)) return true;
        if (!_previews.TryGetValue(agentId, out var preview) || preview.CallId != callId) return false;
        if (!preview.Wanted) Want(preview, now);
        return true;
    }

    public SkipAnswer OnPreviewSkip(Guid agentId, Guid callId, DateTimeOffset now)
    {
        if (!_previews.TryGetValue(agentId, out var preview) || preview.CallId != callId || preview.Wanted) return SkipAnswer.Gone;
        if (SkipsLeft(agentId, now) == 0) return SkipAnswer.NoneLeft;
        if (!_skips.TryGetValue(agentId, out var skips)) _skips[agentId] = skips = [];
        skips.Add(now);
        Withdraw(preview, EntryReason.Skipped, now.AddMinutes(PreviewRules.SkipDelayMinutes), EntryReason.Skipped);
        return SkipAnswer.Skipped;
    }

    public int SkipsLeft(Guid agentId, DateTimeOffset now)
    {
        if (!_skips.TryGetValue(agentId, out var skips)) return PreviewRules.SkipsPerHour;
        skips.RemoveAll(at => at <= now - Hour);
        return Math.Max(0, PreviewRules.SkipsPerHour - skips.Count);
    }

    /// <summary>The rule decides where an agent has looked for too long.</summary>
    public void ExpirePreviews(DateTimeOffset now)
    {
        foreach (var preview in _previews.Values.Where(p => !p.Wanted && p.Until <= now).ToList())
        {
            if (PreviewRules.WhenOver == PreviewRules.Dial) Want(preview, now);
            else Withdraw(preview, EntryReason.Skipped, now.AddMinutes(PreviewRules.SkipDelayMinutes), "time_over");
        }
    }

    /// <summary>Dials that agents wait for. They go out before all others, and while the carrier allows none they wait.</summary>
    public int PreviewsWanted(DateTimeOffset now) =>
        _previews.Count == 0 || !MayDial(now) ? 0 : Math.Max(0, Math.Min(_previews.Values.Count(p => p.Wanted), Math.Min(GoalLeft, Settings.MaxConcurrent - _calls.Count)));

    private void PlanPreviews(DateTimeOffset now, int limit, bool granted, List<PlannedDial> dials, List<Returned> returned)
    {
        if (_previews.Count == 0 || Status != CampaignStatus.Active || (!granted && !MayDial(now))) return;
        foreach (var preview in _previews.Values.Where(p => p.Wanted).OrderBy(p => p.Since).ToList())
        {
            if (dials.Count >= limit || _calls.Count >= Settings.MaxConcurrent) return;
            if (Judge(preview.Entry, now) is { IsOpen: false } closed)
            {
                Release(preview, closed.Reason!, closed.NextAt);
                returned.Add(new(preview.Entry, closed));
                continue;
            }

            _previews.Remove(preview.AgentId);
            var planned = new PlannedDial(preview.CallId, preview.Entry, preview.AgentId);
            Put(Planned(planned, now));
            dials.Add(planned);
        }
    }

    /// <summary>A new mode: what only the old one needed goes back. Calls that run and dials already asked for stay.</summary>
    private void OnMode()
    {
        if (!Settings.Mode.ShowsFirst)
            foreach (var entry in WithdrawPreviews(p => !p.Wanted, "mode_changed"))
                _orders.Add(new QueueOrder.GiveBack(entry, null, null));
        if (!Settings.Mode.AgentPicks) return;
        foreach (var entry in _hopper) _orders.Add(new QueueOrder.GiveBack(entry, null, null));
        _hopper.Clear();
        _inHopper.Clear();
    }

    private List<HopperEntry> WithdrawPreviews(Func<QueuePreview, bool> which, string why)
    {
        List<HopperEntry> back = [];
        foreach (var preview in _previews.Values.Where(which).ToList())
        {
            Release(preview, why);
            back.Add(preview.Entry);
        }

        return back;
    }

    /// <summary>Taken from the agent, who is free again, and given back to the queue.</summary>
    private void Withdraw(QueuePreview preview, string? reason, DateTimeOffset? nextAt, string why)
    {
        Release(preview, why);
        _orders.Add(new QueueOrder.GiveBack(preview.Entry, reason, nextAt));
    }

    private void Release(QueuePreview preview, string why, DateTimeOffset? nextAt = null)
    {
        _previews.Remove(preview.AgentId);
        _contactsInFlight.Remove(preview.Entry.ContactId);
        LetGo(preview.AgentId, preview.CallId, why, nextAt);
    }

    private void Want(QueuePreview preview, DateTimeOffset now)
    {
        _previews[preview.AgentId] = preview = preview with { Wanted = true };
        _orders.Add(new QueueOrder.Show(preview, SkipsLeft(preview.AgentId, now)));
    }

    private void Hold(IdleAgent agent, QueuePreview preview, DateTimeOffset now)
    {
        _free.Remove(agent.AgentId);
        _held[agent.AgentId] = agent;
        _previews[agent.AgentId] = preview;
        _contactsInFlight.Add(preview.Entry.ContactId);
        _orders.Add(new QueueOrder.Show(preview, SkipsLeft(agent.AgentId, now)));
    }

    private void HoldFor(Guid agentId, Guid callId)
    {
        _dialledFor[agentId] = callId;
        if (_free.Remove(agentId, out var agent)) _held[agentId] = agent;
    }

    private bool RingsFor(Guid agentId, Guid callId) => _dialledFor.TryGetValue(agentId, out var call) && call == callId;

    /// <summary>The agent's preview or ringing call is over; if he is still there he is free.</summary>
    private void LetGo(Guid agentId, Guid callId, string why, DateTimeOffset? nextAt)
    {
        if (_dialledFor.ContainsKey(agentId) || _previews.ContainsKey(agentId) || !_held.Remove(agentId, out var agent)) return;
        _free[agentId] = agent with { PreviewCallId = null };
        _orders.Add(new QueueOrder.Over(agentId, callId, why, nextAt));
    }

    /// <summary>An agent announces himself. One with a preview or a ringing call of his own is not free; what he shows and the queue does not know is taken off his screen.</summary>
    private bool HeldBack(IdleAgent agent)
    {
        var preview = _previews.GetValueOrDefault(agent.AgentId);
        var mine = preview?.CallId ?? (_dialledFor.TryGetValue(agent.AgentId, out var call) ? call : (Guid?)null);
        if (agent.PreviewCallId is { } shown && shown != mine) _orders.Add(new QueueOrder.Over(agent.AgentId, shown, "gone"));
        if (mine is null) return false;
        _held[agent.AgentId] = agent;
        if (preview is not null && agent.PreviewCallId != mine) _orders.Add(new QueueOrder.Show(preview, Math.Max(0, PreviewRules.SkipsPerHour - (_skips.GetValueOrDefault(agent.AgentId)?.Count ?? 0))));
        return true;
    }

    /// <summary>His preview goes back; a call that rings for him is taken back.</summary>
    private void OnHeldAgentGone(Guid agentId)
    {
        _held.Remove(agentId);
        if (_previews.TryGetValue(agentId, out var preview)) Withdraw(preview, null, null, "agent_left");
        if (_dialledFor.Remove(agentId, out var call)) _orders.Add(new QueueOrder.HangUp(call));
    }

    /// <summary>The agent took the call back before anybody answered: it rang, and is not shown again at once.</summary>
    private EntryFate PutOff(DateTimeOffset at) => new(EntryStatus.Queued, EntryReason.Skipped, at.AddMinutes(PreviewRules.SkipDelayMinutes));
}
