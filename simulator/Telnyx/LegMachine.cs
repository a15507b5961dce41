using Pivotal.Simulator.Telnyx.Script;

namespace Pivotal.Simulator.Telnyx;

public enum Alarm
{
    RingOver,
    RingLimit,
    AmdOver,
    PatienceOver,
    TalkOver,
    TimeLimit,
    SpeechOver,
    PlaybackOver,
    GatherOver,
    GreetingOver,
}

/// <summary>What can happen to a leg.</summary>
public abstract record LegInput
{
    public sealed record Dialled : LegInput;

    public sealed record Rang(Alarm Alarm, int Bridge, int Gathering = 0) : LegInput;

    public sealed record CallerHungUp : LegInput;

    public sealed record CalleeHungUp : LegInput;

    public sealed record CalleeAnswered : LegInput;

    public sealed record Joined(string Partner, bool Park) : LegInput;

    public sealed record PartnerLeft : LegInput;

    public sealed record Speech(TimeSpan Length, bool IsPlayback) : LegInput;

    /// <param name="Length">of the text and the wait after it</param>
    public sealed record Gather(TimeSpan Length, string ValidDigits) : LegInput;

    public sealed record KeyPressed(string Digit) : LegInput;

    public sealed record RoleSwitched(string Role) : LegInput;

    public sealed record RecordStarted : LegInput;

    public sealed record RecordStopped : LegInput;
}

/// <summary>A webhook to send about a leg; the rest of its payload comes from the leg.</summary>
public sealed record LegEvent(string Type, params (string Name, object? Value)[] Extra);

/// <param name="RealTime">The wait is not divided by the speed.</param>
public sealed record AlarmSetting(Alarm Alarm, TimeSpan After, bool RealTime = false);

/// <param name="Released">The leg that this one was bridged to and no longer is.</param>
public sealed record LegStep(Leg Leg, IReadOnlyList<LegEvent> Events, IReadOnlyList<AlarmSetting> Alarms, string? Released = null);

/// <summary>The life of one call leg as the carrier sees it. Pure: time comes in, webhooks and alarms come out.</summary>
public static class LegMachine
{
    public static LegStep Apply(Leg leg, LegInput input, DateTimeOffset now)
    {
        if (!leg.IsAlive)
            return Nothing(leg);
        return input switch
        {
            LegInput.Dialled => Dial(leg),
            LegInput.Rang rang => Ring(leg, rang, now),
            LegInput.CallerHungUp => leg.Phase == LegPhase.Ringing
                ? End(leg, now, "originator_cancel", "caller", "487")
                : End(leg, now, "normal_clearing", "caller", "200"),
            LegInput.CalleeHungUp => leg.Phase == LegPhase.Ringing
                ? End(leg, now, "call_rejected", "callee", "603")
                : End(leg, now, "normal_clearing", "callee", "200"),
            LegInput.CalleeAnswered => leg.Phase == LegPhase.Ringing ? Answer(leg, now) : Nothing(leg),
            LegInput.Joined joined => Join(leg, joined, now),
            LegInput.PartnerLeft => leg.ParksAfterUnbridge
                ? new(leg with { Phase = LegPhase.Answered, Partner = null }, [], [])
                : End(leg with { Partner = null }, now, "normal_clearing", "caller", "200"),
            LegInput.Speech speech => Speak(leg, speech),
            LegInput.Gather gather => new(
                leg with
                {
                    Gathers = gather.ValidDigits,
                    Gatherings = leg.Gatherings + 1,
                },
                [],
                [new(Alarm.GatherOver, gather.Length)]
            ),
            LegInput.KeyPressed pressed => Press(leg, pressed.Digit),
            LegInput.RoleSwitched switched => new(leg with { SupervisorRole = switched.Role }, [], []),
            LegInput.RecordStarted => new(leg with { RecordingSince = now }, [], []),
            LegInput.RecordStopped => new(leg with { RecordingSince = null }, Saved(leg, now), []),
            _ => Nothing(leg),
        };
    }

    private static LegStep Dial(Leg leg)
    {
        List<AlarmSetting> alarms = [new(Alarm.RingLimit, leg.Order.RingLimit)];
        if (leg.Script.RingFor != CallScript.Forever)
            alarms.Add(new(Alarm.RingOver, leg.Script.RingFor, RealTime: leg.Script.Kind == CalleeKind.Agent));
        return new(leg, [new("call.initiated", ("direction", "outgoing"), ("state", "bridging"))], alarms);
    }

    private static LegStep Ring(Leg leg, LegInput.Rang rang, DateTimeOffset now) =>
        (rang.Alarm, leg.Phase) switch
        {
            (Alarm.RingOver, LegPhase.Ringing) => RingOver(leg, now),
            (Alarm.RingLimit, LegPhase.Ringing) => End(leg, now, "timeout", "caller", "487"),
            (Alarm.AmdOver, _) => new(leg, [Verdict(leg)], Greets(leg) ? [new(Alarm.GreetingOver, leg.Script.GreetingFor)] : []),
            (Alarm.GreetingOver, _) => new(
                leg,
                [
                    new(
                        "call.machine.premium.greeting.ended",
                        ("result", leg.Script.Kind == CalleeKind.Machine ? "beep_detected" : "no_beep_detected")
                    ),
                ],
                []
            ),
            (Alarm.PatienceOver, LegPhase.Answered) when leg.BridgedAt is null => End(leg, now, "normal_clearing", "callee", "200"),
            // A mailbox ends its recording bridged or not; a person ends the conversation they are in.
            (Alarm.TalkOver, LegPhase.Answered or LegPhase.Bridged) when rang.Bridge == leg.Bridges || !TalksWhenBridged(leg) => End(
                leg,
                now,
                "normal_clearing",
                "callee",
                "200"
            ),
            (Alarm.TimeLimit, LegPhase.Answered or LegPhase.Bridged) => End(leg, now, "time_limit", "unknown", "200"),
            (Alarm.SpeechOver, _) => new(leg, [new("call.speak.ended", ("status", "completed"))], []),
            (Alarm.GatherOver, _) when leg.Gathers is not null && rang.Gathering == leg.Gatherings => new(
                leg with
                {
                    Gathers = null,
                },
                [Gathered("", "timeout")],
                []
            ),
            (Alarm.PlaybackOver, _) => new(leg, [new("call.playback.ended", ("status", "completed"))], []),
            _ => Nothing(leg),
        };

    private static LegStep RingOver(Leg leg, DateTimeOffset now) =>
        leg.Script.Kind switch
        {
            CalleeKind.Busy => End(leg, now, "user_busy", "callee", "486"),
            CalleeKind.Invalid => End(leg, now, "not_found", "callee", "404"),
            CalleeKind.Rejects => End(leg, now, "call_rejected", "callee", "603"),
            CalleeKind.NoAnswer => End(leg, now, "no_answer", "callee", "480"),
            _ => Answer(leg, now),
        };

    private static LegStep Answer(Leg leg, DateTimeOffset now)
    {
        var script = leg.Script;
        // An agent's leg lives as long as the agent's shift, which is not accelerated.
        List<AlarmSetting> alarms = [new(Alarm.TimeLimit, leg.Order.TalkLimit, RealTime: script.Kind == CalleeKind.Agent)];
        if (leg.Order.Amd != AmdMode.Off && script.AmdAfter != CallScript.Forever)
            alarms.Add(new(Alarm.AmdOver, script.AmdAfter));
        if (script.Patience != CallScript.Forever)
            alarms.Add(new(Alarm.PatienceOver, script.Patience, RealTime: true));
        if (!TalksWhenBridged(leg) && script.TalkFor != CallScript.Forever)
            alarms.Add(new(Alarm.TalkOver, script.TalkFor));
        var answered = leg with { Phase = LegPhase.Answered, AnsweredAt = now, RecordingSince = leg.Order.RecordFromAnswer ? now : null };
        return new(answered, [new("call.answered", ("state", "answered"))], alarms);
    }

    private static LegStep Join(Leg leg, LegInput.Joined joined, DateTimeOffset now)
    {
        var bridged = leg with
        {
            Phase = LegPhase.Bridged,
            Partner = joined.Partner,
            BridgedAt = leg.BridgedAt ?? now,
            ParksAfterUnbridge = leg.ParksAfterUnbridge || joined.Park,
            Bridges = leg.Bridges + 1,
        };
        AlarmSetting[] alarms =
            TalksWhenBridged(leg) && leg.Script.TalkFor != CallScript.Forever ? [new(Alarm.TalkOver, leg.Script.TalkFor)] : [];
        return new(bridged, [new("call.bridged", ("state", "bridged"))], alarms, leg.Partner == joined.Partner ? null : leg.Partner);
    }

    private static LegStep Speak(Leg leg, LegInput.Speech speech) =>
        speech.IsPlayback
            ? new(leg, [new("call.playback.started")], [new(Alarm.PlaybackOver, speech.Length)])
            : new(leg, [new("call.speak.started")], [new(Alarm.SpeechOver, speech.Length)]);

    /// <summary>Nobody hears a key before the answer; the first one ends what is gathered.</summary>
    private static LegStep Press(Leg leg, string digit)
    {
        if (leg.Phase == LegPhase.Ringing)
            return Nothing(leg);
        LegEvent pressed = new("call.dtmf.received", ("digit", digit));
        return leg.Gathers is { } valid
            ? new(
                leg with
                {
                    Gathers = null,
                },
                [pressed, Gathered(digit, valid.Contains(digit, StringComparison.Ordinal) ? "valid" : "invalid")],
                []
            )
            : new(leg, [pressed], []);
    }

    private static LegEvent Gathered(string digits, string status) => new("call.gather.ended", ("digits", digits), ("status", status));

    private static LegStep End(Leg leg, DateTimeOffset now, string cause, string source, string sip)
    {
        List<LegEvent> events = leg.Gathers is null ? [] : [Gathered("", "call_hangup")];
        if (!leg.Script.LosesHangup)
        {
            events.Add(
                new(
                    "call.hangup",
                    ("state", "hangup"),
                    ("hangup_cause", cause),
                    ("hangup_source", source),
                    ("sip_hangup_cause", sip),
                    ("start_time", Wire.Time(leg.DialledAt)),
                    ("end_time", Wire.Time(now))
                )
            );
        }

        events.AddRange(Saved(leg, now));
        var ended = leg with
        {
            Phase = LegPhase.Ended,
            EndedAt = now,
            HangupCause = cause,
            HangupSource = source,
            SipCause = sip,
            Partner = null,
            Gathers = null,
            RecordingSince = null,
        };
        return new(ended, events, [], leg.Partner);
    }

    private static LegEvent[] Saved(Leg leg, DateTimeOffset now) =>
        leg.RecordingSince is { } since
            ?
            [
                new(
                    "call.recording.saved",
                    ("recording_started_at", Wire.Time(since)),
                    ("recording_ended_at", Wire.Time(now)),
                    ("channels", "dual"),
                    ("format", "wav")
                ),
            ]
            : [];

    private static LegEvent Verdict(Leg leg)
    {
        var premium = leg.Order.Amd == AmdMode.Premium;
        var result = leg.Script.Verdict switch
        {
            AmdVerdict.Human => premium ? "human_business" : "human",
            AmdVerdict.Machine => "machine",
            AmdVerdict.Fax => premium ? "fax_detected" : "machine",
            _ => "not_sure",
        };
        return new(premium ? "call.machine.premium.detection.ended" : "call.machine.detection.ended", ("result", result));
    }

    /// <summary>Only the premium detection listens on for the end of what it takes for a greeting.</summary>
    private static bool Greets(Leg leg) =>
        leg.Order.Amd == AmdMode.Premium && leg.Script.Verdict == AmdVerdict.Machine && leg.Script.GreetingFor != CallScript.Forever;

    private static bool TalksWhenBridged(Leg leg) => leg.Script.Kind == CalleeKind.Human;

    private static LegStep Nothing(Leg leg) => new(leg, [], []);
}
