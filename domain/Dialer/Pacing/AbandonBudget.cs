namespace Pivotal.Domain.Dialer.Pacing;

/// <summary>
/// The abandoned share of the calls a person answered, in the window that counts, and what it allows: a threshold on the risk that the next answer finds
/// nobody. Steers the share to the target and closes smoothly before the cap, from the first answer on: a hard stop wrecks large teams and still overshoots, because the
/// calls that overshoot are already ringing, and small numbers without a rule of their own overshoot most.
/// </summary>
public sealed class AbandonBudget
{
    /// <summary>How fast the threshold follows. Faster alternates between too much and nothing, which costs the same abandoned calls for less talk; slower stays behind a list that wears out.</summary>
    private const double Gain = 0.08;

    private const double Start = 0.03,
        Least = 0.002,
        Most = 0.6;

    /// <summary>Of those who answer what rings already, so many may be abandoned together with the one that is risked: they come in crowds.</summary>
    private const double AtOnce = 0.3;

    private double _theta = Start;
    private double _credit;
    private bool _dayKnown;
    private DateTimeOffset _now;

    public AbandonBudget(AbandonLimits limits) => Limits = limits;

    public AbandonLimits Limits { get; private set; }

    /// <summary>Calls a person answered in this window, abandoned ones included.</summary>
    public int Answered { get; private set; }

    public int Abandoned { get; private set; }

    /// <summary>0–1; 0 before the first answer.</summary>
    public double Share => Answered == 0 ? 0 : (double)Abandoned / Answered;

    /// <summary>Share ÷ cap of the window that has come furthest, of the day and the law's; 1 is all of it.</summary>
    public double Used => Legal.Aggregate(Share / Limits.Cap, (most, window) => Math.Max(most, window.Share / window.Limits.Cap));

    /// <summary>The windows of the law beside the day; the one with the least room decides.</summary>
    public IReadOnlyList<LegalWindow> Legal { get; private set; } = [];

    /// <summary>Risk that may be taken with the next dial, 0–1. 0: only dials that have an agent of their own.</summary>
    /// <param name="underWay">people who are expected to answer what rings already</param>
    public double Threshold(double underWay = 0) => _theta * Room(underWay);

    /// <summary>So few answers in every window that one abandoned call would already be too many, and none yet.</summary>
    public bool KnowsNothing =>
        Abandoned == 0 && Limits.Cap * Answered < 1 && Legal.All(w => w.Abandoned == 0 && w.Limits.Cap * w.Answered < 1);

    /// <summary>How much of the risk all the windows leave, 0–1.</summary>
    public double Room(double underWay = 0)
    {
        var reserve = 1 + (AtOnce * underWay);
        return Legal.Aggregate(DayRoom(reserve), (least, window) => Math.Min(least, Room(window, reserve)));
    }

    /// <summary>The window with the least room, which is the one that decides.</summary>
    public (string Window, int Answered, int Abandoned, double Cap) Decides()
    {
        var (least, decides) = (DayRoom(1), ("day", Answered, Abandoned, Limits.Cap));
        foreach (var window in Legal)
        {
            var room = Room(window, 1);
            if (room < least)
                (least, decides) = (room, (window.Rule.Window, window.Answered, window.Abandoned, window.Limits.Cap));
        }

        return decides;
    }

    /// <summary>
    /// How much of the risk a window leaves, 0–1: what one more abandoned call, and those that may come with it, would leave to the cap, as a share of the distance over which it closes. Continuous in both counts
    /// and the same rule for a handful of answers as for thousands: nothing before one abandoned call is within the cap, all of it while the share is under where the taper begins.
    /// </summary>
    private static double Room(double answered, double abandoned, AbandonLimits limits, double reserve) =>
        Math.Clamp(((limits.Cap * answered) - abandoned - reserve) / (((limits.Cap - limits.TaperFrom) * answered) + 1), 0, 1);

    /// <summary>On credit the day is at most one abandoned call ahead of what is lawful without it, so that a day broken off early is over the cap by no more than that one.</summary>
    private double DayRoom(double reserve) => Room(Answered, Abandoned - Math.Min(1, Limits.Cap * Credit), Limits, reserve);

    /// <summary>As it stands and as it will when its oldest hours have left: what is within the cap only thanks to a good hour of yesterday is not any more without it.</summary>
    private double Room(LegalWindow window, double reserve) =>
        window.Ahead(_now).Min(w => Room(w.Answered, w.Abandoned, window.Limits, reserve));

    /// <summary>Lets what has left the windows of the law go.</summary>
    public void Advance(DateTimeOffset now)
    {
        _now = now;
        foreach (var window in Legal)
            window.Advance(now);
    }

    public void OnAnswered(bool abandoned)
    {
        Answered++;
        if (abandoned)
            Abandoned++;
        foreach (var window in Legal)
            window.OnAnswered(abandoned, _now);
        // At the target the many small steps up and the few large ones down cancel out.
        _theta = Math.Clamp(_theta * Math.Exp(Gain * (abandoned ? Limits.Target - 1 : Limits.Target)), Least, Most);
    }

    /// <summary>Detection ended a call as a machine's. Only windows of laws that count its errors change.</summary>
    public void OnMachine()
    {
        foreach (var window in Legal)
            window.OnMachine(_now);
    }

    /// <summary>An answer that is counted already turns out to be abandoned; the threshold ends where it would be had it been known at once.</summary>
    public void OnAbandonedAfterAll()
    {
        Abandoned++;
        foreach (var window in Legal)
            window.OnAbandonedAfterAll(_now);
        _theta = Math.Clamp(_theta * Math.Exp(-Gain), Least, Most);
    }

    /// <summary>An answer that is counted already found its agent too late. It spends the budget; the threshold stays, because it was not the risk that was wrong.</summary>
    public void OnConnectedLate()
    {
        Abandoned++;
        foreach (var window in Legal)
            window.OnAbandonedAfterAll(_now);
    }

    /// <summary>An answer that is counted already is none: whoever it was left before anybody had to be there. The threshold stays.</summary>
    public void OnLeft(bool abandoned)
    {
        Answered--;
        if (abandoned)
            Abandoned--;
        foreach (var window in Legal)
            window.OnLeft(abandoned, _now);
    }

    /// <summary>What the window already holds when this one begins to count.</summary>
    public void OnRecovered(int answered, int abandoned) => (Answered, Abandoned, _dayKnown) = (answered, abandoned, true);

    /// <summary>Answers that the day may count on beyond its own (<see cref="DayCredit"/>). None before it is known what the day holds already.</summary>
    public double Credit => _dayKnown ? _credit : 0;

    public void OnCredit(double answers) => _credit = answers;

    /// <summary>Where the threshold stands before the windows' room, 0–1.</summary>
    public double Theta => _theta;

    /// <summary>Where it stood in an earlier activation.</summary>
    public void OnLearned(double theta) => _theta = theta is > 0 and <= 1 ? Math.Clamp(theta, Least, Most) : _theta;

    public void OnLimits(AbandonLimits limits) => Limits = limits;

    /// <summary>The law's windows with what they hold by now.</summary>
    public void OnLegal(IReadOnlyList<LegalWindow> windows, DateTimeOffset now)
    {
        Legal = windows;
        Advance(now);
    }
}

/// <summary>Shares of answered calls, 0–1, with TaperFrom &lt; Target &lt; Cap.</summary>
/// <param name="Target">steered to</param>
/// <param name="TaperFrom">from here on less and less is risked; before the target, because a budget that closes suddenly costs more talk than one that narrows early</param>
/// <param name="Cap">from here on nothing</param>
public sealed record AbandonLimits(double Target, double TaperFrom, double Cap)
{
    /// <summary>The cap of US TSR 310.4(b)(4) with the distances that keep it in every window (reference dialer.md C3, lessons 1 and 5).</summary>
    public static readonly AbandonLimits Default = ForCap(0.03);

    public static AbandonLimits ForCap(double cap) => new(0.8 * cap, 0.77 * cap, cap);
}
