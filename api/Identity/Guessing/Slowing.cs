namespace Pivotal.Api.Identity.Guessing;

/// <summary>How failures slow down: some are free, then each next check has to wait twice as long as the one before, up to a limit. Nobody is ever locked out.</summary>
/// <param name="Free">failures within <see cref="Window"/> after which the first wait comes</param>
/// <param name="Step">failures after which the wait doubles</param>
internal sealed record Slowing(int Free, TimeSpan First, TimeSpan Most, int Step = 1)
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>One account from one source, or from one browser in which it was signed in before.</summary>
    public static readonly Slowing Pair = new(10, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    /// <summary>One account from everywhere but its known browsers.</summary>
    public static readonly Slowing Account = new(50, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15), 10);

    /// <summary>Everything from one source but what known browsers ask: a whole office may stand behind it.</summary>
    public static readonly Slowing Source = new(100, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), 50);

    /// <summary>From the last check to the next.</summary>
    public TimeSpan Gap(long failures) =>
        failures < Free
            ? TimeSpan.Zero
            : TimeSpan.FromTicks((long)Math.Min(Most.Ticks, First.Ticks * Math.Pow(2, Math.Min(30, (failures - Free) / Step))));
}
