namespace Pivotal.Api.Tenancy.Demo.Story;

/// <summary>A stretch in which an agent takes calls.</summary>
/// <param name="Break">the break after it, by its pause code; null: the end of the shift</param>
internal sealed record StoryBlock(DateTimeOffset Start, DateTimeOffset End, string? Break);

/// <summary>The workdays of the last thirty days on the tenant's clock, and who sits when.</summary>
internal sealed class StoryDays(DateTimeOffset now, TimeZoneInfo clock)
{
    public const int Length = 30;

    /// <summary>From a dial to its disposition, at most.</summary>
    public static readonly TimeSpan LongestCall = TimeSpan.FromMinutes(15);

    public const string Lunch = "lunch",
        Coffee = "coffee",
        Training = "training";

    /// <summary>Share of the dials that a person picks up, by the hour of the person called: two peaks, and nobody at noon.</summary>
    private static readonly Dictionary<int, double> Answers = new()
    {
        [7] = 0.04,
        [8] = 0.07,
        [9] = 0.11,
        [10] = 0.145,
        [11] = 0.13,
        [12] = 0.055,
        [13] = 0.08,
        [14] = 0.125,
        [15] = 0.145,
        [16] = 0.13,
        [17] = 0.08,
    };

    public DateTimeOffset Now { get; } = now;

    public DateOnly Today { get; } = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, clock).DateTime);

    public static double AnswerRate(int hour) => Answers.GetValueOrDefault(hour, 0.02);

    /// <param name="from">days before today, inside</param>
    /// <param name="to">days before today, inside</param>
    public IEnumerable<DateOnly> Workdays(int from, int to) =>
        Enumerable
            .Range(to, from - to + 1)
            .Reverse()
            .Select(back => Today.AddDays(-back))
            .Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));

    public DateTimeOffset At(DateOnly day, double hour) => At(day, hour, clock);

    /// <summary>A moment of the day on this clock. No hour that people work is left out by any clock of the demo.</summary>
    public static DateTimeOffset At(DateOnly day, double hour, TimeZoneInfo clock)
    {
        var local = day.ToDateTime(TimeOnly.MinValue).AddSeconds(Math.Round(hour * 3600));
        return new DateTimeOffset(local, clock.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>A shift's blocks as far as they are over by now; nobody comes or goes on the minute.</summary>
    public IReadOnlyList<StoryBlock> Shift(StoryDice dice, DateOnly day, StoryShift shift)
    {
        (double From, double To, string? Break)[] plan = shift switch
        {
            StoryShift.Late => [(10.1, 12, Lunch), (12.9, 14.9, Coffee), (15.15, 16.9, null)],
            StoryShift.Afternoon => [(13, 15, Coffee), (15.2, 16.75, null)],
            _ => [(9, 10.5, Coffee), (10.7, 12, null)],
        };
        // Whatever is begun by then is over by now, wrap-up included.
        var over = Now - LongestCall;
        var blocks = plan.Select(p => new StoryBlock(
                At(day, p.From + dice.Between(0, 0.08)),
                At(day, p.To - dice.Between(0, 0.08)),
                p.Break
            ))
            .Where(b => b.Start < over)
            .ToList();
        if (blocks.Count > 0 && (blocks[^1].End > over || blocks[^1].Break is not null))
            blocks[^1] = blocks[^1] with { End = blocks[^1].End > over ? over : blocks[^1].End, Break = null };
        return blocks;
    }
}

internal enum StoryShift
{
    Morning,
    Afternoon,
    Late,
}
