using Pivotal.Domain.Compliance.Law;
using Pivotal.Domain.Shared;
using Pivotal.Domain.Telephony;

namespace Pivotal.Domain.Calls;

/// <summary>
/// One customer leg. Carrier events may come twice, in any order, late or never; the facts they leave are the same in every order,
/// and status and outcome are functions of the facts. Commands are given at most once each.
/// </summary>
/// <param name="detectMachine">with detection on, a person is only on the line when the carrier says so</param>
/// <param name="agentless">the call is for nobody: who answers hears a message and is hung up</param>
/// <param name="speakToMachines">a machine hears it too</param>
/// <param name="speaksWhenAbandoned">a person for whom nobody is free hears a message before the line is cut; the call stays abandoned</param>
/// <param name="optOutKey">the key that the message names; null: none</param>
/// <param name="connect">by when an agent has to be on the line; null: as usual</param>
public sealed class CallState(
    bool detectMachine,
    bool agentless = false,
    bool speakToMachines = false,
    bool speaksWhenAbandoned = false,
    string? optOutKey = null,
    ConnectLimit? connect = null
)
{
    /// <summary>OnCancel: agents have gone and the line would find nobody. Only while nobody has answered.</summary>
    public const string TakenBack = "taken_back";

    /// <summary>OnCancel: it rang for too long and the carrier did not end it. That is no answer, not a call we took back.</summary>
    public const string RingTimeout = "ring_timeout";

    private readonly HashSet<string> _seen = [];
    private bool _routeAsked;
    private bool _speakAsked;
    private bool _nobodyFree;
    private bool _hangUpAsked;
    private bool _optOutTold;
    private bool _bridgeTold;
    private bool _lateTold;
    private bool _finishedTold;
    private bool _amdOverdue;
    private bool _greetingOverdue;
    private bool _ringsOn;

    public CallFacts Facts { get; private set; } = new();

    public Guid? AgentId { get; private set; }

    /// <summary>agent, supervisor, suppressed: somebody of ours wanted it to end.</summary>
    public string? CancelReason { get; private set; }

    /// <summary>Somebody of ours wants it to end, but it has not rung for long enough yet (<see cref="OnCancel"/>).</summary>
    public bool RingsOn => _ringsOn && !Ended;

    /// <summary>A person is on the line: answered without detection, or the detection says human or cannot say.</summary>
    public bool Human =>
        Facts.AnsweredAt is not null && (!detectMachine || Facts.Amd is "human" or "not_sure" || (_amdOverdue && Facts.Amd is null));

    /// <summary>By when an agent has to be on the line; null while no person is. What was stored stands.</summary>
    public DateTimeOffset? ConnectBy =>
        Facts.ConnectBy
        ?? (
            agentless || !Human
                ? null
                : (connect ?? ConnectLimit.Usual).By(
                    Facts.AnsweredAt!.Value,
                    detectMachine ? Facts.AmdAt ?? Facts.AnsweredAt!.Value : Facts.AnsweredAt!.Value
                )
        );

    /// <summary>An agent came later than that. Our word for it counts only where the carrier's own report never came.</summary>
    public bool ConnectedLate => (Facts.BridgeReportedAt ?? (Ended ? Facts.BridgeAcceptedAt : null)) > ConnectBy;

    /// <summary>The key was pressed where a message was spoken; in a conversation keys have no meaning.</summary>
    public bool OptedOut => Facts is { KeyAt: not null, MessageAt: not null, BridgedAt: null };

    /// <summary>A machine that is to hear the message still says its greeting.</summary>
    public bool AwaitsGreeting => ForMachine && Facts.GreetingOverAt is null && !_greetingOverdue && !_speakAsked && !Ended;

    public bool Ended => Facts.Ended;

    private string WithoutAgent => LeftInTime ? Shared.Outcome.HungUp : Shared.Outcome.Abandoned;

    /// <summary>Whoever answered ended the call before an agent had to be on the line.</summary>
    private bool LeftInTime
    {
        get
        {
            if (Facts is not { HungUpAt: { } left, AnsweredAt: { } answered, MessageAt: null })
                return false;
            // Before detection has told nobody of ours ends a call without a reason, so that of a lost report it is enough that it does not name us.
            if (Human ? Facts.Source != "callee" : Facts.Source == "caller")
                return false;
            // Where the law's time begins with the verdict it had not begun then.
            var known =
                !detectMachine ? answered
                : Human ? Facts.AmdAt ?? answered
                : left;
            return left <= (Facts.ConnectBy ?? (connect ?? ConnectLimit.Usual).By(answered, known));
        }
    }

    private bool ForMachine => agentless && speakToMachines && Facts.Amd == "machine";

    public string Status =>
        Ended ? CallStatus.Ended
        : Facts.BridgedAt is not null ? CallStatus.Bridged
        : Facts.AnsweredAt is not null ? CallStatus.Answered
        : Facts.InitiatedAt is not null ? CallStatus.Ringing
        : Facts.DialedAt is not null || Facts.LegId is not null ? CallStatus.Dialing
        : CallStatus.Intent;

    /// <summary>The carrier had taken the dial, so that a phone may have rung.</summary>
    public bool Rang => (Facts.DialedAt ?? Facts.InitiatedAt) is not null;

    /// <summary>
    /// Null until the call has ended. Who answered and met no agent is an abandoned call, unless he ended it himself before anybody had to be there. What picked up and hung up before detection had told
    /// counts as a person: a machine waits for what is said to it.
    /// </summary>
    public string? Outcome =>
        !Ended ? null
        : Facts.BridgedAt is not null ? Shared.Outcome.Connected
        : agentless && Facts.MessageAt is not null ? Shared.Outcome.MessageDelivered
        : Facts.Amd == "machine" ? Shared.Outcome.Voicemail
        : Facts.Amd == "fax" ? Shared.Outcome.Fax
        : Human ? WithoutAgent
        : CancelReason is not null and not RingTimeout ? Shared.Outcome.Cancelled
        : Facts.AnsweredAt is not null ? WithoutAgent
        : HangupCause.Outcome(Facts.Cause);

    /// <summary>As the row says after a restart. What had been said then is not said again.</summary>
    public void Restore(CallFacts facts, Guid? agentId)
    {
        (Facts, AgentId) = (facts, agentId);
        _finishedTold = Ended;
        _bridgeTold = facts.BridgedAt is not null;
        _lateTold = ConnectedLate;
        _routeAsked = agentId is not null;
        _speakAsked = facts.MessageAt is not null;
        // The row only says so when it is stored.
        _optOutTold = facts.KeyAt is not null;
        // Who hears the message has been given up already.
        _nobodyFree = speaksWhenAbandoned && _speakAsked;
    }

    /// <summary>False for an event seen before.</summary>
    public bool IsNew(CarrierEvent carrierEvent) => !_seen.Contains(carrierEvent.EventId);

    public IReadOnlyList<CallCommand> Apply(CarrierEvent e)
    {
        if (!_seen.Add(e.EventId))
            return [];
        Facts = Facts.With(e, optOutKey);
        return Decide();
    }

    public IReadOnlyList<CallCommand> OnDialed(string legId, DateTimeOffset at)
    {
        Facts = Facts with { LegId = Facts.LegId ?? legId, DialedAt = CallFacts.Earlier(Facts.DialedAt, at) };
        return Decide();
    }

    /// <summary>The carrier said nothing useful about the dial: it may ring. Events or the watch decide.</summary>
    public void OnDialUncertain(DateTimeOffset at) => Facts = Facts with { DialedAt = CallFacts.Earlier(Facts.DialedAt, at) };

    public void OnAgentTook(Guid agentId) => AgentId = agentId;

    public IReadOnlyList<CallCommand> OnBridgeAccepted(DateTimeOffset at)
    {
        Facts = Facts with { BridgeAcceptedAt = Facts.BridgeAcceptedAt ?? at };
        return Decide();
    }

    /// <summary>The carrier plays the message.</summary>
    public IReadOnlyList<CallCommand> OnMessageAccepted(DateTimeOffset at)
    {
        Facts = Facts with { MessageAcceptedAt = Facts.MessageAcceptedAt ?? at };
        return Decide();
    }

    /// <summary>It must be over by now, although nobody said so.</summary>
    public IReadOnlyList<CallCommand> OnMessageOverdue(DateTimeOffset at)
    {
        Facts = Facts with { MessageOverAt = Facts.MessageOverAt ?? at };
        return Decide();
    }

    public IReadOnlyList<CallCommand> OnNobodyFree()
    {
        _nobodyFree = true;
        return Decide();
    }

    /// <param name="ringsOn">the law's least ring time is not over: the line is cut when it is, and not at all when somebody answers before</param>
    public IReadOnlyList<CallCommand> OnCancel(string reason, bool ringsOn = false)
    {
        _ringsOn = ringsOn && Facts.AnsweredAt is null && (CancelReason is null || _ringsOn);
        CancelReason ??= reason;
        return Decide();
    }

    /// <summary>It has rung for as long as the law wants.</summary>
    public IReadOnlyList<CallCommand> OnRangEnough()
    {
        _ringsOn = false;
        return Decide();
    }

    /// <summary>The detection's result did not come in time: greet whoever is there.</summary>
    public IReadOnlyList<CallCommand> OnAmdOverdue()
    {
        _amdOverdue = true;
        return Decide();
    }

    /// <summary>Nobody said that the greeting ended: speak, or the machine hangs up on silence.</summary>
    public IReadOnlyList<CallCommand> OnGreetingOverdue()
    {
        _greetingOverdue = true;
        return Decide();
    }

    /// <summary>The leg is over, or it never appeared: the report of its end was lost.</summary>
    public IReadOnlyList<CallCommand> OnLost(DateTimeOffset at, string cause, string source = "unknown")
    {
        if (!Ended)
            Facts = Facts with { HungUpAt = at, Cause = cause, Source = source };
        return Decide();
    }

    /// <summary>What the facts ask for and has not been ordered yet.</summary>
    public IReadOnlyList<CallCommand> Review() => Decide();

    private List<CallCommand> Decide()
    {
        List<CallCommand> commands = [];
        // Whoever answers while it rings on is not cut off: that would be one more abandoned call.
        if (_ringsOn && Facts.AnsweredAt is not null)
            (_ringsOn, CancelReason) = (false, null);
        // Read after a restart: who has heard the message had been given up.
        if (speaksWhenAbandoned && AgentId is null && Facts.MessageAt is not null)
            _nobodyFree = true;
        if (Facts.BridgedAt is not null && AgentId is not null && !Ended && Once(ref _bridgeTold))
            commands.Add(new CallCommand.Bridged());
        if (ConnectedLate && Once(ref _lateTold))
            commands.Add(new CallCommand.ConnectedLate());
        if (Ended)
        {
            // The key may be reported after the end.
            if (OptedOut && Once(ref _optOutTold))
                commands.Add(new CallCommand.OptOut());
            if (Once(ref _finishedTold))
                commands.Add(new CallCommand.Finished(Outcome!));
            return commands;
        }

        if (WhyHangUp() is { } why)
        {
            if (Facts.LegId is not null && Once(ref _hangUpAsked))
                commands.Add(new CallCommand.HangUp(why));
        }
        else if (agentless)
        {
            if ((Human || (ForMachine && !AwaitsGreeting)) && Facts.LegId is not null && Once(ref _speakAsked))
                commands.Add(new CallCommand.Speak());
        }
        else if (_nobodyFree)
        {
            if (AgentId is null && Facts.LegId is not null && Once(ref _speakAsked))
                commands.Add(new CallCommand.Speak());
        }
        else if (Human && AgentId is null && Once(ref _routeAsked))
        {
            commands.Add(new CallCommand.Route());
        }

        if (OptedOut && Once(ref _optOutTold))
            commands.Add(new CallCommand.OptOut());
        return commands;
    }

    private string? WhyHangUp() =>
        CancelReason is not null ? (_ringsOn ? null : CancelReason)
        : AgentId is not null ? null
        : OptedOut ? "opted_out"
        : agentless && Facts.MessageOverAt is not null ? "message_over"
        : ForMachine ? null
        : Facts.Amd is "machine" or "fax" && !_routeAsked ? Facts.Amd
        : _nobodyFree && (!speaksWhenAbandoned || Facts.MessageOverAt is not null) ? "abandoned"
        : null;

    private static bool Once(ref bool done)
    {
        if (done)
            return false;
        return done = true;
    }
}
