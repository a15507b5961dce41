using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Gates;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Pacing;

namespace Pivotal.Domain.Dialer.Queue;

/// <summary>
/// The live state of one campaign's queue: who is free, what is claimed, what is in flight. Pure: it decides and remembers, the grain loads, stores and tells.
/// Everything that happens is one of the <c>On…</c> methods; time and ids come from outside, so a simulation can drive it.
/// </summary>
/// <remarks>
/// Invariants: a contact has at most one call in flight or is looked at by one agent; an agent is free or has a call or a preview, never two of them;
/// a call is given to at most one agent at a time.
/// </remarks>
public sealed class QueueState
{
    /// <summary>Over.Why when the stored intent could not be made and no gate says why.</summary>
    public const string NotDialed = "not_dialed";

    /// <summary>Over.Why when something has changed of the contact or the campaign that the queue has not read yet.</summary>
    public const string Changed = "changed";

    /// <summary>IdleReason while the carrier connects later than the law allows.</summary>
    public const string ConnectsLate = LateConnections.ConnectsLate;

    private readonly QueueTerms _terms;
    private readonly Hopper _hopper = new();
    private readonly CallsInFlight _calls = new();
    private readonly Roster _roster;
    private readonly AgentPreviews _previews;
    private readonly AnswerCount _answers;
    private readonly Routing _routing;
    private readonly DayAhead _day;
    private readonly LateConnections _late;
    private readonly DialPlanner _planner;
    private readonly CallEnds _ends;
    private readonly WhyIdle _why;

    public QueueState(CampaignSettings settings, string status)
    {
        _terms = new(settings, status);
        Pacing = new(settings.Abandon);
        _roster = new(_terms);
        _previews = new(_terms, _roster, _calls);
        _answers = new(Pacing);
        _routing = new(_terms, _roster, _calls, _previews, _answers, Pacing);
        _day = new(_terms, _roster, Pacing);
        _late = new(_terms, _day, _calls, _answers, Pacing);
        _planner = new(_terms, _hopper, _calls, _roster, _previews, _routing, _day, _late, Pacing);
        _ends = new(_terms, _calls, _roster, _previews, _routing, _answers, _planner, Pacing);
        _why = new(_terms, _hopper, _calls, _roster);
    }

    public CampaignSettings Settings => _terms.Settings;

    public string Status
    {
        get => _terms.Status;
        set => _terms.Status = value;
    }

    /// <summary>What the pace is made of: answer rate, abandon budget, who is busy. Fed in every mode, so that a switch to predictive finds it knowing the campaign.</summary>
    public PredictivePacer Pacing { get; }

    /// <summary>No dial before this moment, because the carrier asked for it.</summary>
    public DateTimeOffset? HoldUntil => _terms.HoldUntil;

    public string? HoldReason => _terms.HoldReason;

    /// <summary>As last heard; null: the campaign has none, or nobody in it makes leads.</summary>
    public LeadGoal? Goal => _terms.Goal;

    public IReadOnlyCollection<IdleAgent> Free => _roster.Free;

    /// <summary>Agents who look at a contact or wait for the call that is dialled for them.</summary>
    public IReadOnlyCollection<IdleAgent> Held => _roster.Held;

    /// <inheritdoc cref="Roster.Kept" />
    public int AgentsKept => _roster.Kept;

    public IReadOnlyCollection<InFlightCall> Calls => _calls.All;

    public IReadOnlyCollection<QueuePreview> Previews => _previews.All;

    public int HopperCount => _hopper.Count;

    /// <summary>Nothing in flight and no agent still in wrap-up after a call of this campaign.</summary>
    public bool Quiet => _calls.Count == 0 && !_roster.AnyInWrapUp;

    /// <inheritdoc cref="Routing.Next" />
    public Guid? NextWaiting => _routing.Next;

    /// <summary>New settings apply from the next decision on; running calls keep theirs.</summary>
    public void OnSettings(CampaignSettings changed)
    {
        var before = Settings.DialMode;
        _terms.Settings = changed;
        Pacing.Budget.OnLimits(changed.Abandon);
        _day.OnSettings();
        if (before != changed.DialMode)
            OnMode();
    }

    /// <summary>At the goal agents get back what they only looked at or waited for.</summary>
    public void OnGoal(LeadGoal? goal)
    {
        _terms.Goal = goal;
        foreach (var entry in goal?.IsReached() == true ? _previews.Withdraw(_ => true, EntryReason.GoalReached) : [])
            _previews.GiveBack(entry);
    }

    /// <summary>Clocks that the people of the queue live by. Until it is told it goes by the campaign's.</summary>
    public void OnClocks(IReadOnlyList<string> clocks) => _day.OnClocks(clocks);

    /// <inheritdoc cref="QueueTerms.Hold" />
    public void Hold(DateTimeOffset until, string reason) => _terms.Hold(until, reason);

    public void ReleaseHold(DateTimeOffset now) => _terms.ReleaseHold(now);

    /// <summary>How many more lines the pace allows this instant.</summary>
    public int Wanted(DateTimeOffset now) => _planner.Wanted(now);

    /// <summary>Dials that agents wait for. They go out before all others, and while the carrier allows none they wait.</summary>
    public int PreviewsWanted(DateTimeOffset now) => _previews.Wanted(now);

    /// <summary>How many contacts to claim, so that the hopper holds some more than the agents can use in the next moments.</summary>
    public int Shortage(DateTimeOffset now) => _planner.Shortage(now);

    /// <summary>Freshly claimed contacts. One that is already waiting or in a call is handed back instead of being taken twice.</summary>
    public IReadOnlyList<HopperEntry> OnClaimed(IEnumerable<HopperEntry> entries) =>
        [.. entries.Where(entry => _calls.Takes(entry.ContactId) || !_hopper.Add(entry))];

    /// <summary>Takes the next contacts off the hopper for the free agents. What a gate keeps back comes out as returned.</summary>
    /// <param name="limit">dial tokens granted by the carrier</param>
    /// <param name="granted">the tokens were granted for this instant, so a hold set for the next one does not count</param>
    public (IReadOnlyList<PlannedDial> Dials, IReadOnlyList<Returned> Returned) Plan(
        DateTimeOffset now,
        int limit,
        Func<Guid> newId,
        bool granted = false
    ) => _planner.Plan(now, limit, newId, granted);

    /// <summary>Asked when an agent has gone: the youngest ringing lines that nobody would dial for the team as it is now. Each is named once.</summary>
    public IReadOnlyList<Guid> TakeBack(DateTimeOffset now) => _planner.TakeBack(now);

    /// <summary>Asked when somebody was abandoned: with the budget closed, what rings without an agent of its own would be dialled by nobody either.</summary>
    public IReadOnlyList<Guid> TakeBackUnlawful(DateTimeOffset now) => Pacing.Budget.Threshold() > 0 ? [] : _planner.TakeBack(now);

    /// <summary>Everything claimed goes back (pause, drain, new settings).</summary>
    public IReadOnlyList<HopperEntry> EmptyHopper() => [.. _hopper.Empty(), .. _previews.Withdraw(_ => true, Status)];

    /// <summary>The stored intent could not be made: as if never planned.</summary>
    /// <param name="why">the gate of the rows or the place that there was none of; null: the storage failed, or nobody can say</param>
    public void OnNotDialed(Guid callId, GateVerdict? why = null) => _ends.Take(callId, why?.Reason ?? NotDialed, why?.NextAt);

    public void OnDialing(Guid callId, DateTimeOffset now)
    {
        _calls.Change(callId, call => call with { Status = CallStatus.Dialing });
        // Calls that ask nobody who happens to be free are no business of the pace.
        if (_calls.Find(callId)?.WantsAnybody == true)
            Pacing.OnDialed(callId, now);
    }

    /// <summary>A call that was running before this activation began.</summary>
    public void OnRecovered(InFlightCall call)
    {
        if (_calls.Contains(call.CallId))
            return;
        _calls.Put(call);
        if (call is { ForAgent: { } waits, AgentId: null })
            _previews.OnRings(waits, call.CallId);
        if (call.AgentId is { } agent)
        {
            Pacing.OnRecoveredBusy(agent, call.Since);
            _answers.OnRecovered(call.CallId, call.Late);
        }
        else if (call.WantsAnybody)
            Pacing.OnDialed(call.CallId, call.Since);
    }

    /// <inheritdoc cref="CallEnds.OnEnded" />
    public (InFlightCall Call, EntryFate Fate)? OnCallEnded(CallEnded ended) => _ends.OnEnded(ended);

    /// <inheritdoc cref="CallEnds.OnRefused" />
    public (InFlightCall Call, EntryFate Fate)? OnDialRefused(DialRefused refused, DateTimeOffset now) => _ends.OnRefused(refused, now);

    public void OnAgentAvailable(IdleAgent agent)
    {
        if (_roster.IsOldNews(agent))
            return;
        _roster.OnAvailable(agent, held: _previews.HoldsBack(agent));
        Pacing.OnAgentFree(agent.AgentId, agent.IdleSince);
    }

    public void OnAgentUnavailable(Guid agentId)
    {
        _roster.OnUnavailable(agentId);
        _calls.OnAgentLeft(agentId);
        _previews.OnAgentGone(agentId);
        Pacing.OnAgentGone(agentId);
    }

    /// <inheritdoc cref="Routing.Route" />
    public RouteDecision Route(Guid callId, DateTimeOffset now) => _routing.Route(callId, now);

    /// <inheritdoc cref="Routing.Again" />
    public RouteDecision OnRouteFailed(Guid callId, Guid agentId, DateTimeOffset now) => _routing.Again(callId, agentId, now);

    /// <inheritdoc cref="Routing.OnWaitOver" />
    public void OnWaitOver(Guid callId) => _routing.OnWaitOver(callId);

    /// <summary>The agent came on the line later than the law allows: the talk goes on, and it counts as an abandoned call.</summary>
    public void OnConnectedLate(Guid callId)
    {
        if (_answers.OnConnectedLate(callId) && _calls.Find(callId) is { } call)
            _late.OnLate(call);
    }

    /// <summary>Numbers that may not be called from this instant on.</summary>
    /// <returns>waiting contacts that fall out, and calls nobody has answered yet, to be hung up</returns>
    public (IReadOnlyList<HopperEntry> Out, IReadOnlyList<Guid> HangUp) OnSuppressed(IEnumerable<string> phones)
    {
        var numbers = phones.ToHashSet();
        _planner.Suppress(numbers);
        return (
            [
                .. _hopper.Remove(e => numbers.Contains(e.Phone)),
                .. _previews.Withdraw(p => numbers.Contains(p.Entry.Phone), EntryReason.Dnc),
            ],
            Unanswered(c => numbers.Contains(c.Phone))
        );
    }

    /// <summary>Numbers that may be called again: whoever had them put on the list has taken them off.</summary>
    public void OnCallable(IEnumerable<string> phones) => _planner.OnCallable(phones);

    /// <summary>Contacts whose facts have changed: what is known of them here is out of date, and their rows wait again or have left.</summary>
    /// <param name="barred">may not be called any more</param>
    /// <returns>calls to the barred that nobody has answered yet, to be hung up</returns>
    public IReadOnlyList<Guid> OnChanged(IReadOnlySet<Guid> contacts, IReadOnlySet<Guid> barred)
    {
        _hopper.Remove(e => contacts.Contains(e.ContactId));
        _previews.Withdraw(p => contacts.Contains(p.Entry.ContactId), Changed);
        return Unanswered(c => barred.Contains(c.ContactId));
    }

    /// <summary>The contact has left the queue in the rows. A call that runs goes on.</summary>
    public void OnWithdrawn(Guid contactId)
    {
        _hopper.Remove(e => e.ContactId == contactId);
        _previews.Withdraw(p => p.Entry.ContactId == contactId, "removed");
    }

    /// <summary>What is to be done; each is handed out once.</summary>
    public IReadOnlyList<QueueOrder> TakeOrders() => _previews.TakeOrders();

    /// <summary>Mode preview: the next contacts, as many as there are agents to be shown one. What the rows say of them is to be looked up before <see cref="OfferPreviews"/>.</summary>
    public IReadOnlyList<HopperEntry> NextToOffer() => ShowsContacts ? _hopper.First(_roster.FreeForOutbound) : [];

    /// <summary>Mode preview: each free agent is shown the next contact that may be dialled, who is idle longest first.</summary>
    /// <param name="looked">what the whole chain says of contacts by the rows; of others nobody is shown anything. Null: memory alone decides</param>
    public void OfferPreviews(DateTimeOffset now, Func<Guid> newId, IReadOnlyDictionary<Guid, GateVerdict>? looked = null)
    {
        if (!ShowsContacts)
            return;
        List<Returned> returned = [];
        while (
            _roster.FreeForOutbound > 0
            && AgentChoice.LongestIdle(_roster.Free) is { } agent
            && _planner.Next(now, returned, looked) is { } entry
        )
            _previews.Show(agent, newId(), entry, now);
        foreach (var (entry, why) in returned)
            _previews.GiveBack(entry, why.Reason, why.NextAt);
    }

    /// <summary>Free for a call of his own choice: with nothing at hand, or only looking at something.</summary>
    public bool CanPick(Guid agentId) => _roster.FindFree(agentId) is not null || _previews.OnlyLooks(agentId);

    /// <summary>In a call, on a screen or among the next.</summary>
    public bool IsAtHand(Guid contactId) => _calls.Takes(contactId) || _hopper.Contains(contactId);

    /// <summary>An agent's own choice (mode manual, or instead of what he was shown). The contact has been claimed for it.</summary>
    /// <returns>false when the agent is not free for it or the contact is in another call: the claim goes back</returns>
    public bool OnPicked(Guid agentId, Guid callId, HopperEntry entry, DateTimeOffset now) =>
        _previews.Has(agentId, callId)
        || _terms.IsActive && _terms.Mode.AgentDecides && !IsAtHand(entry.ContactId) && _previews.OnPicked(agentId, callId, entry, now);

    /// <inheritdoc cref="AgentPreviews.OnDial" />
    public bool OnPreviewDial(Guid agentId, Guid callId, DateTimeOffset now) => _previews.OnDial(agentId, callId, now);

    public SkipAnswer OnPreviewSkip(Guid agentId, Guid callId, DateTimeOffset now) => _previews.OnSkip(agentId, callId, now);

    /// <summary>The rule decides where an agent has looked for too long.</summary>
    public void ExpirePreviews(DateTimeOffset now) => _previews.Expire(now);

    /// <summary>Agents who could be given a callback of their own this instant.</summary>
    public IReadOnlyList<Guid> FreeForCallbacks(DateTimeOffset now) =>
        _terms.MayDial(now) && _terms.Mode.NeedsAgents && _calls.Count + _previews.All.Count < Settings.MaxConcurrent
            ? [.. _roster.Free.Select(a => a.AgentId)]
            : [];

    /// <summary>The agent's own callback is due and has been claimed for him.</summary>
    /// <returns>false when he is no longer free or the contact is in another call: the claim goes back</returns>
    public bool OnOwnCallback(Guid agentId, Guid callId, HopperEntry entry, DateTimeOffset now)
    {
        if (!_terms.IsActive || IsAtHand(entry.ContactId) || _roster.FindFree(agentId) is not { } agent)
            return false;
        _previews.ShowWanted(agent, callId, entry, now);
        return true;
    }

    /// <inheritdoc cref="WhyIdle.NothingIsDialled" />
    public string? IdleReason(DateTimeOffset now, bool anyDue, bool anyWaiting) => _why.NothingIsDialled(now, anyDue, anyWaiting);

    /// <inheritdoc cref="WhyIdle.AgentsMissing" />
    public string? AgentsMissing(IReadOnlyList<QueueAgent> team) => _why.AgentsMissing(team);

    private bool ShowsContacts => _terms.Mode.ShowsFirst && _terms.IsActive && _terms.GoalLeft > 0;

    /// <summary>A new mode: what only the old one needed goes back. Calls that run and dials already asked for stay.</summary>
    private void OnMode()
    {
        IReadOnlyList<HopperEntry> shown = _terms.Mode.ShowsFirst ? [] : _previews.Withdraw(p => !p.Wanted, "mode_changed");
        foreach (var entry in shown.Concat(_terms.Mode.AgentPicks ? _hopper.Empty() : []))
            _previews.GiveBack(entry);
    }

    private IReadOnlyList<Guid> Unanswered(Func<InFlightCall, bool> which) =>
        [.. Calls.Where(c => which(c) && c.AgentId is null).Select(c => c.CallId)];
}
