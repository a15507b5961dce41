using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Gates;
using Pivotal.Domain.Dialer.Idle;
using Pivotal.Domain.Dialer.Modes;
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
public sealed partial class QueueState(CampaignSettings settings, string status)
{
    /// <summary>DialRefused.Reason when the carrier refuses this very dial.</summary>
    public const string CarrierRejected = "carrier_rejected";

    /// <summary>DialRefused.Reason when the order came too late to be carried out safely.</summary>
    public const string TooLate = "too_late";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly Dictionary<Guid, IdleAgent> _free = [];
    private readonly Dictionary<Guid, DateTimeOffset> _given = [];
    private readonly Dictionary<Guid, InFlightCall> _calls = [];
    private readonly HashSet<Guid> _contactsInFlight = [];
    private readonly LinkedList<HopperEntry> _hopper = [];
    private readonly HashSet<Guid> _inHopper = [];
    private readonly HashSet<string> _suppressed = [];
    private readonly Dictionary<Guid, Guid> _inWrapUp = [];

    /// <summary>Calls whose agent belongs elsewhere since: nobody here waits for the end of his wrap-up.</summary>
    private readonly HashSet<Guid> _leftInCall = [];

    /// <summary>People on the line who have nobody yet, longest waiting first.</summary>
    private readonly List<Guid> _waiting = [];

    /// <summary>Fed in every mode, so that a switch to predictive finds it knowing the campaign.</summary>
    private readonly PredictivePacer _pacer = new(settings.Abandon);
    private int _awaitingAgent;

    /// <summary>Signed on and not in a break, whatever they do.</summary>
    private readonly HashSet<Guid> _team = [];
    private readonly Dictionary<Guid, long> _turns = [];
    private readonly AgentlessPacing _agentless = new();
    private long _turn;

    public CampaignSettings Settings { get; private set; } = settings;

    public string Status { get; set; } = status;

    /// <summary>No dial before this moment, because the carrier asked for it.</summary>
    public DateTimeOffset? HoldUntil { get; private set; }

    public string? HoldReason { get; private set; }

    public IReadOnlyCollection<IdleAgent> Free => _free.Values;

    public IReadOnlyCollection<InFlightCall> Calls => _calls.Values;

    public int HopperCount => _hopper.Count;

    /// <summary>Nothing in flight and no agent still in wrap-up after a call of this campaign.</summary>
    public bool Quiet => _calls.Count == 0 && _inWrapUp.Count == 0;

    private bool MayDial(DateTimeOffset now) => Status == CampaignStatus.Active && !(HoldUntil > now) && GoalLeft > 0;

    /// <summary>New settings apply from the next decision on; running calls keep theirs.</summary>
    public void OnSettings(CampaignSettings changed)
    {
        var before = Settings.DialMode;
        Settings = changed;
        _pacer.Budget.OnLimits(changed.Abandon);
        _today = null;
        if (before != changed.DialMode) OnMode();
    }

    /// <summary>How many more lines the pace allows this instant.</summary>
    public int Wanted(DateTimeOffset now) => MayDial(now) ? Math.Min(Probing(Pace(now), now), GoalLeft) : 0;

    /// <summary>What the pace is made of: answer rate, abandon budget, who is busy.</summary>
    public PredictivePacer Pacing => _pacer;

    private int Pace(DateTimeOffset now)
    {
        _pacer.Budget.Advance(now);
        _pacer.Budget.OnCredit(Credit(now));
        return Settings.Mode.Dials(View(now));
    }

    private ModeView View(DateTimeOffset now) => new(Settings, _pacer, _agentless, _free.Count, AgentsKept, _awaitingAgent, WaitingForAnybody, _calls.Count, now);

    /// <summary>Agents whom outbound calls leave alone (<see cref="AgentReserve"/>).</summary>
    public int AgentsKept => Agents.AgentsKept.Of(Settings.Rules.Agents.Reserve, _team.Count);

    private int FreeForOutbound => Math.Max(0, _free.Count - AgentsKept);

    private int WaitingForAnybody => _waiting.Count(call => _calls.GetValueOrDefault(call)?.ForAgent is null);

    /// <summary>How many contacts to claim, so that the hopper holds some more than the agents can use in the next moments.</summary>
    public int Shortage(DateTimeOffset now)
    {
        if (!MayDial(now) || Settings.Mode.AgentsToClaimFor(View(now)) == 0) return 0;
        var target = Math.Clamp(2 * Math.Max(_free.Count, Pace(now)), 5, 500);
        return Math.Max(0, target - _hopper.Count);
    }

    /// <summary>Freshly claimed contacts. One that is already waiting or in a call is handed back instead of being taken twice.</summary>
    public IReadOnlyList<HopperEntry> OnClaimed(IEnumerable<HopperEntry> entries)
    {
        var refused = new List<HopperEntry>();
        foreach (var entry in entries)
        {
            if (_contactsInFlight.Contains(entry.ContactId) || !_inHopper.Add(entry.ContactId)) refused.Add(entry);
            else _hopper.AddLast(entry);
        }

        return refused;
    }

    /// <summary>Takes the next contacts off the hopper for the free agents. What a gate keeps back comes out as returned.</summary>
    /// <param name="limit">dial tokens granted by the carrier</param>
    /// <param name="granted">the tokens were granted for this instant, so a hold set for the next one does not count</param>
    public (IReadOnlyList<PlannedDial> Dials, IReadOnlyList<Returned> Returned) Plan(DateTimeOffset now, int limit, Func<Guid> newId, bool granted = false)
    {
        List<PlannedDial> dials = [];
        List<Returned> returned = [];
        limit = Math.Min(limit, GoalLeft);
        PlanPreviews(now, limit, granted, dials, returned);
        var wanted = Math.Min(limit - dials.Count, granted && Status == CampaignStatus.Active ? Probing(Pace(now), now) : Wanted(now));
        var (mode, own) = (Settings.Mode, Settings.Mode.LinesWithAgent(View(now)));
        for (var line = 0; line < wanted && Next(now, returned) is { } entry; line++)
        {
            var planned = new PlannedDial(newId(), entry, Agentless: !mode.NeedsAgents) { Admission = line < own ? null : Admit(line - own, now) };
            Put(Planned(planned, now));
            mode.OnDialed(View(now));
            dials.Add(planned);
        }

        return (dials, returned);
    }

    /// <summary>The next of the hopper that may be dialled now; what a gate keeps back is put on the list.</summary>
    /// <param name="looked">what the rows say; who is not in it stays where he is</param>
    private HopperEntry? Next(DateTimeOffset now, List<Returned> returned, IReadOnlyDictionary<Guid, GateVerdict>? looked = null)
    {
        while (_hopper.First is { } node)
        {
            var (entry, known) = (node.Value, GateVerdict.Open);
            if (looked?.TryGetValue(entry.ContactId, out known) == false) return null;
            _hopper.Remove(node);
            _inHopper.Remove(entry.ContactId);
            var verdict = known.IsOpen ? Judge(entry, now) : known;
            if (verdict.IsOpen) return entry;
            returned.Add(new(entry, verdict));
        }

        return null;
    }

    private GateVerdict Judge(HopperEntry entry, DateTimeOffset now) => GateChain.AtDial(entry, Settings, _suppressed, now);

    private static InFlightCall Planned(PlannedDial dial, DateTimeOffset now) => new(
        dial.CallId, dial.Entry.ContactId, dial.Entry.AccountId, dial.Entry.Phone, dial.Entry.Attempts + 1, CallStatus.Intent, now, null, null, dial.ForAgent, dial.Agentless);

    /// <summary>Everything claimed goes back (pause, drain, new settings).</summary>
    public IReadOnlyList<HopperEntry> EmptyHopper()
    {
        HopperEntry[] all = [.. _hopper, .. WithdrawPreviews(_ => true, Status)];
        _hopper.Clear();
        _inHopper.Clear();
        return all;
    }

    /// <summary>The stored intent could not be made: as if never planned.</summary>
    /// <param name="why">the gate of the rows or the place that there was none of; null: the storage failed, or nobody can say</param>
    public void OnNotDialed(Guid callId, GateVerdict? why = null) => Take(callId, why?.Reason ?? NotDialed, why?.NextAt);

    public void OnDialing(Guid callId, DateTimeOffset now)
    {
        Change(callId, call => call with { Status = CallStatus.Dialing });
        // Calls that ask nobody who happens to be free are no business of the pace.
        if (_calls.TryGetValue(callId, out var call) && call.WantsAnybody) _pacer.OnDialed(callId, now);
    }

    /// <summary>A call that was running before this activation began.</summary>
    public void OnRecovered(InFlightCall call)
    {
        if (_calls.ContainsKey(call.CallId)) return;
        Put(call);
        if (call.AgentId is { } agent) OnRecoveredTalk(call, agent);
        else if (call.WantsAnybody) _pacer.OnDialed(call.CallId, call.Since);
    }

    /// <summary>What becomes of the contact; null for a call this queue does not know or has already closed.</summary>
    public (InFlightCall Call, EntryFate Fate)? OnCallEnded(CallEnded ended)
    {
        if (ended.Outcome == Outcome.HungUp) OnLeft(ended.CallId);
        else OnWaitOver(ended.CallId);
        if (ended.Outcome == Outcome.Abandoned && _calls.ContainsKey(ended.CallId)) CountAbandoned(ended.CallId);
        _counted.Remove(ended.CallId);
        _takenBack.Remove(ended.CallId);
        if (Take(ended.CallId, ended.Outcome) is not { } call) return null;
        _pacer.OnNotAnswered(ended.CallId, ended.At, counts: ended.Outcome != Outcome.Cancelled);
        if (ended.Outcome == Outcome.Voicemail) _pacer.Budget.OnMachine();
        var leftBehind = _leftInCall.Remove(ended.CallId);
        if (ended.Outcome == Outcome.Connected && (ended.AgentId ?? call.AgentId) is { } agentId && !leftBehind) _inWrapUp[agentId] = ended.CallId;
        return (call, UnlessSuppressed(call, call.ForAgent is not null && ended.Outcome == Outcome.Cancelled ? PutOff(ended.At) : Recycle.AfterCall(ended.Outcome, call.AttemptNo, Settings, ended.At, ended.Rang)));
    }

    /// <summary>Suppressed while it was called, or before it rang: nothing comes after it.</summary>
    private EntryFate UnlessSuppressed(InFlightCall call, EntryFate fate) => fate.Status == EntryStatus.Queued && _suppressed.Contains(call.Phone)
        ? new(EntryStatus.Removed, EntryReason.Dnc, null, fate.CountsAttempt) : fate;

    /// <summary>The carrier took no dial: the attempt is given back and nobody dials until it may be tried again.</summary>
    public (InFlightCall Call, EntryFate Fate)? OnDialRefused(DialRefused refused, DateTimeOffset now)
    {
        if (Take(refused.CallId, refused.Reason, now + refused.RetryAfter) is not { } call) return null;
        _pacer.OnNotAnswered(refused.CallId, now, counts: false);
        // A refusal of this one dial (a number the carrier will not call) slows the campaign only for a moment.
        Hold(now + (refused.Reason == CarrierRejected && refused.RetryAfter > Pause ? Pause : refused.RetryAfter), refused.Reason);
        return (call, UnlessSuppressed(call, new(EntryStatus.Queued, refused.Reason, now + refused.RetryAfter, CountsAttempt: false)));
    }

    /// <summary>Nobody dials before then; a shorter hold never shortens a longer one.</summary>
    public void Hold(DateTimeOffset until, string reason)
    {
        if (HoldUntil >= until) return;
        (HoldUntil, HoldReason) = (until, reason);
    }

    public void ReleaseHold(DateTimeOffset now)
    {
        if (HoldUntil <= now) (HoldUntil, HoldReason) = (null, null);
    }

    /// <summary>Numbers that may not be called from this instant on.</summary>
    /// <returns>waiting contacts that fall out, and calls nobody has answered yet, to be hung up</returns>
    public (IReadOnlyList<HopperEntry> Out, IReadOnlyList<Guid> HangUp) OnSuppressed(IEnumerable<string> phones)
    {
        var numbers = phones.ToHashSet();
        _suppressed.UnionWith(numbers);
        HopperEntry[] hit = [.. _hopper.Where(e => numbers.Contains(e.Phone))];
        foreach (var entry in hit)
        {
            _hopper.Remove(entry);
            _inHopper.Remove(entry.ContactId);
        }

        hit = [.. hit, .. WithdrawPreviews(p => numbers.Contains(p.Entry.Phone), EntryReason.Dnc)];
        return (hit, [.. _calls.Values.Where(c => numbers.Contains(c.Phone) && c.AgentId is null).Select(c => c.CallId)]);
    }

    /// <summary>Contacts whose facts have changed: what is known of them here is out of date, and their rows wait again or have left.</summary>
    /// <param name="barred">may not be called any more</param>
    /// <returns>calls to the barred that nobody has answered yet, to be hung up</returns>
    public IReadOnlyList<Guid> OnChanged(IReadOnlySet<Guid> contacts, IReadOnlySet<Guid> barred)
    {
        foreach (var entry in _hopper.Where(e => contacts.Contains(e.ContactId)).ToList())
        {
            _hopper.Remove(entry);
            _inHopper.Remove(entry.ContactId);
        }

        WithdrawPreviews(p => contacts.Contains(p.Entry.ContactId), Changed);
        return [.. _calls.Values.Where(c => barred.Contains(c.ContactId) && c.AgentId is null).Select(c => c.CallId)];
    }

    /// <summary>Why nothing is dialled although agents are free; null while dialling or when nobody is free.</summary>
    public string? IdleReason(DateTimeOffset now, bool anyDue, bool anyWaiting) =>
        Status != CampaignStatus.Active ? Status
        : Goal?.IsReached() == true ? EntryReason.GoalReached
        : HoldUntil > now ? HoldReason
        : Settings.Mode.AgentPicks ? null
        : !Settings.Mode.NeedsAgents && _hopper.Count == 0 && !anyDue ? (anyWaiting ? "all_waiting" : "queue_empty")
        : _free.Count == 0 || _free.Count <= _awaitingAgent || _hopper.Count > 0 || anyDue ? null
        : anyWaiting ? "all_waiting"
        : "queue_empty";

    /// <summary>Why an answered call would find nobody; null: somebody is free, or is counted on by a mode that dials ahead, or the mode needs nobody.</summary>
    /// <param name="team">the campaign's agents as the rows have them</param>
    public string? AgentsMissing(IReadOnlyList<QueueAgent> team) =>
        !Settings.Mode.NeedsAgents || FreeForOutbound > 0 ? null
        : team.Count == 0 ? MissingAgents.NoneAssigned
        : team.All(a => a.Status == AgentStatus.Offline) ? MissingAgents.NoneSignedIn
        : Settings.Mode.CountsOnTheBusy && team.Any(a => a.Status is AgentStatus.OnCall or AgentStatus.WrapUp) ? null
        : MissingAgents.NoneAvailable;

    private void Put(InFlightCall call)
    {
        _calls.Add(call.CallId, call);
        _contactsInFlight.Add(call.ContactId);
        if (call.WantsAnybody) _awaitingAgent++;
        if (call is { ForAgent: { } agent, AgentId: null }) HoldFor(agent, call.CallId);
    }

    private InFlightCall? Take(Guid callId, string why, DateTimeOffset? nextAt = null)
    {
        if (!_calls.Remove(callId, out var call)) return null;
        _contactsInFlight.Remove(call.ContactId);
        if (call.WantsAnybody) _awaitingAgent--;
        if (call.ForAgent is { } agent && RingsFor(agent, callId))
        {
            _dialledFor.Remove(agent);
            LetGo(agent, callId, why, nextAt);
        }

        return call;
    }

    private void Change(Guid callId, Func<InFlightCall, InFlightCall> change)
    {
        if (!_calls.TryGetValue(callId, out var before)) return;
        var after = change(before);
        _calls[callId] = after;
        _awaitingAgent += (after.WantsAnybody ? 1 : 0) - (before.WantsAnybody ? 1 : 0);
    }
}
