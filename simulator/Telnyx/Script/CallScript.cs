namespace Pivotal.Simulator.Telnyx.Script;

public enum CalleeKind
{
    Human,
    Machine,
    Fax,
    Busy,
    NoAnswer,
    Invalid,
    Rejects,
    Agent,
}

public enum AmdVerdict
{
    Human,
    Machine,
    Fax,
    NotSure,
}

/// <summary>
/// What the called side will do, decided before the phone rings. Pure: the same seed, number and count give the same script,
/// whatever else is going on, so a run can be repeated even though its calls overlap differently.
/// </summary>
/// <param name="RingFor">Ringing until the callee's answer, or until the network gives up.</param>
/// <param name="AmdAfter">From answer to the detection's verdict.</param>
/// <param name="Patience">From answer to hanging up when nobody speaks (real time).</param>
/// <param name="TalkFor">From bridge to hanging up; infinite for those who wait for the other side.</param>
/// <param name="LosesHangup">The provider never reports the end of this call.</param>
public sealed record CallScript(
    CalleeKind Kind,
    TimeSpan RingFor,
    TimeSpan AmdAfter,
    AmdVerdict Verdict,
    TimeSpan Patience,
    TimeSpan TalkFor,
    bool LosesHangup = false
)
{
    /// <summary>From the detection's verdict to the end of the machine's greeting; infinite: the end is never reported.</summary>
    public TimeSpan GreetingFor { get; init; } = TimeSpan.FromSeconds(8);

    public static readonly TimeSpan Forever = Timeout.InfiniteTimeSpan;

    public bool Answers => Kind is CalleeKind.Human or CalleeKind.Machine or CalleeKind.Fax or CalleeKind.Agent;

    public static CallScript Write(CalleeBehaviour behaviour, ulong seed, string to, int nthCall)
    {
        var dice = new Dice(seed, $"{to}#{nthCall}");
        if (IsSip(to))
            return new(CalleeKind.Agent, Seconds(0.1 + 0.2 * dice.Unit()), Forever, AmdVerdict.Human, Forever, Forever);
        return ForcedNumbers.Find(to) ?? Draw(behaviour, ref dice);
    }

    public static bool IsSip(string to) => to.StartsWith("sip:", StringComparison.OrdinalIgnoreCase);

    private static CallScript Draw(CalleeBehaviour b, ref Dice dice)
    {
        var kind = PickKind(b, dice.Unit());
        var isMachine = kind is CalleeKind.Machine or CalleeKind.Fax;
        var ring = kind switch
        {
            CalleeKind.NoAnswer => 60,
            CalleeKind.Busy or CalleeKind.Invalid => 0.5 + dice.Unit(),
            _ => dice.LogNormal(b.RingSeconds, 0.45),
        };
        var amd = dice.LogNormal(isMachine ? b.AmdSeconds * 2.5 : b.AmdSeconds, 0.3);
        var patience = isMachine ? Forever : Seconds(dice.LogNormal(b.PatienceSeconds, 0.5));
        // A mailbox records for a while and then hangs up by itself.
        var talk = isMachine ? 30 + 30 * dice.Unit() : dice.Erlang(b.TalkSeconds, 2);
        return new(kind, Seconds(ring), Seconds(amd), PickVerdict(b, kind, ref dice), patience, Seconds(talk));
    }

    private static CalleeKind PickKind(CalleeBehaviour b, double at)
    {
        (CalleeKind Kind, double Share)[] shares =
        [
            (CalleeKind.Human, b.Human),
            (CalleeKind.Machine, b.Machine),
            (CalleeKind.Busy, b.Busy),
            (CalleeKind.Fax, b.Fax),
            (CalleeKind.Invalid, b.Invalid),
            (CalleeKind.Rejects, b.Rejects),
        ];
        foreach (var (kind, share) in shares)
        {
            if (at < share)
                return kind;
            at -= share;
        }

        return CalleeKind.NoAnswer;
    }

    private static AmdVerdict PickVerdict(CalleeBehaviour b, CalleeKind kind, ref Dice dice)
    {
        if (dice.Chance(b.AmdNotSure))
            return AmdVerdict.NotSure;
        var wrong = dice.Chance(b.AmdError);
        return kind switch
        {
            CalleeKind.Fax => AmdVerdict.Fax,
            CalleeKind.Machine => wrong ? AmdVerdict.Human : AmdVerdict.Machine,
            _ => wrong ? AmdVerdict.Machine : AmdVerdict.Human,
        };
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
