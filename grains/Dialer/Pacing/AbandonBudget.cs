namespace Pivotal.Grains.Dialer.Pacing;

/// <summary>
/// The abandoned share of the calls a person answered, in the window that counts, and what it allows: a threshold on the risk that the next answer finds
/// nobody. Steers the share to the target and closes smoothly before the cap: a hard stop at the cap wrecks large teams and still overshoots, because the
/// calls that overshoot are already ringing.
/// </summary>
public sealed class AbandonBudget
{
    /// <summary>How fast the threshold follows. Faster alternates between too much and nothing, which costs the same abandoned calls for less talk.</summary>
    private const double Gain = 0.05;

    private const double Start = 0.03, Least = 0.002, Most = 0.6;

    /// <summary>So many answers at the target are thought in front of the window: one abandoned call among the first ten is no trend.</summary>
    private const double Ahead = 60;

    /// <summary>From so many answers on, further abandoned calls must be within the cap as it stands.</summary>
    private const int Strict = 100;

    /// <summary>The one that is risked, and more than half of another that may already be ringing.</summary>
    private const double Reserve = 1.6;

    private double _theta = Start;
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
    public double Threshold()
    {
        var room = Room(Answered, Abandoned, Limits);
        foreach (var window in Legal) room = Math.Min(room, Room(window.Answered + window.Mistaken, window.Abandoned + window.Mistaken, window.Limits));
        return _theta * room;
    }

    /// <summary>The window with the least room, which is the one that decides.</summary>
    public (string Window, int Answered, int Abandoned, double Cap) Decides()
    {
        var (least, decides) = (Room(Answered, Abandoned, Limits), ("day", Answered, Abandoned, Limits.Cap));
        foreach (var window in Legal)
        {
            var room = Room(window.Answered + window.Mistaken, window.Abandoned + window.Mistaken, window.Limits);
            if (room < least) (least, decides) = (room, (window.Rule.Window, window.Answered, window.Abandoned, window.Limits.Cap));
        }

        return decides;
    }

    /// <summary>How much of the risk a window leaves, 0–1.</summary>
    private static double Room(double answered, double abandoned, AbandonLimits limits)
    {
        if (answered >= Strict && abandoned + Reserve > limits.Cap * (answered + Reserve)) return 0;
        var share = (abandoned + (limits.Target * Ahead)) / (answered + Ahead);
        return Math.Clamp((limits.Cap - share) / (limits.Cap - limits.TaperFrom), 0, 1);
    }

    /// <summary>Lets what has left the windows of the law go.</summary>
    public void Advance(DateTimeOffset now)
    {
        _now = now;
        foreach (var window in Legal) window.Advance(now);
    }

    public void OnAnswered(bool abandoned)
    {
        Answered++;
        if (abandoned) Abandoned++;
        foreach (var window in Legal) window.OnAnswered(abandoned, _now);
        // At the target the many small steps up and the few large ones down cancel out.
        _theta = Math.Clamp(_theta * Math.Exp(Gain * (abandoned ? Limits.Target - 1 : Limits.Target)), Least, Most);
    }

    /// <summary>Detection ended a call as a machine's. Only windows of laws that count its errors change.</summary>
    public void OnMachine()
    {
        foreach (var window in Legal) window.OnMachine(_now);
    }

    /// <summary>An answer that is counted already turns out to be abandoned; the threshold ends where it would be had it been known at once.</summary>
    public void OnAbandonedAfterAll()
    {
        Abandoned++;
        foreach (var window in Legal) window.OnAbandonedAfterAll(_now);
        _theta = Math.Clamp(_theta * Math.Exp(-Gain), Least, Most);
    }

    /// <summary>What the window already holds when this one begins to count.</summary>
    public void OnRecovered(int answered, int abandoned) => (Answered, Abandoned) = (answered, abandoned);

    public void OnLimits(AbandonLimits limits) => Limits = limits;

    /// <summary>The law's windows with what they hold by now.</summary>
    public void OnLegal(IReadOnlyList<LegalWindow> windows, DateTimeOffset now)
    {
        Legal = windows;
        Advance(now);
    }
}

/// <summary>Shares of answered calls, 0–1, with Target &lt; TaperFrom &lt; Cap.</summary>
/// <param name="Target">steered to</param>
/// <param name="TaperFrom">from here on less and less is risked</param>
/// <param name="Cap">from here on nothing</param>
public sealed record AbandonLimits(double Target, double TaperFrom, double Cap)
{
    /// <summary>The cap of US TSR 310.4(b)(4) with the distances that keep it in every window (reference dialer.md C3, lessons 1 and 5).</summary>
    public static readonly AbandonLimits Default = ForCap(0.03);

    public static AbandonLimits ForCap(double cap) => new(0.8 * cap, cap * 26 / 30, cap);
}
