namespace Pivotal.Domain.Dialer.Pacing;

/// <summary>
/// What a campaign that knows its list may borrow from the rest of its day. Without it nothing is risked before the answer that makes one abandoned call lawful (the 34th at 3 %), which with few agents takes an hour;
/// a day that goes on long enough pays it back.
/// </summary>
public static class DayCredit
{
    /// <summary>Answers, at the start of the day.</summary>
    public const double Most = 60;

    /// <summary>With so many answers of its own the day has nothing of it left.</summary>
    public const int GoneAt = 400;

    /// <summary>The day has to bring so many times what it borrows.</summary>
    private const double Cover = 2;

    /// <summary>Not counted on: teams often go home before the hours end.</summary>
    private static readonly TimeSpan Spared = TimeSpan.FromHours(1);

    /// <summary>Answers that the day is taken to have beyond its own.</summary>
    /// <param name="answered">today</param>
    /// <param name="left">how long may still be called today</param>
    /// <param name="perHour">answers that an hour brings at least</param>
    public static double Of(int answered, TimeSpan left, double perHour) =>
        answered >= GoneAt ? 0 : Math.Min(Most * (GoneAt - answered) / GoneAt, ToCome(left, perHour) / Cover);

    /// <summary>Answers that the rest of the day brings at least.</summary>
    /// <inheritdoc cref="Of"/>
    public static double ToCome(TimeSpan left, double perHour) => left <= Spared ? 0 : perHour * (left - Spared).TotalHours;
}
