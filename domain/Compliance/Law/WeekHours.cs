namespace Pivotal.Domain.Compliance.Law;

/// <summary>Open hours of one day in minutes from its midnight.</summary>
/// <param name="End">outside, up to 1,440</param>
public readonly record struct DayHours(int Start, int End)
{
    public static readonly DayHours AllDay = new(0, 1440),
        Closed = new(0, 0);

    public bool IsOpen => Start < End;

    public DayHours And(DayHours other)
    {
        var both = new DayHours(Math.Max(Start, other.Start), Math.Min(End, other.End));
        return both.IsOpen ? both : Closed;
    }
}

/// <summary>One stretch of open hours for each day of the week. What several parties allow is what all of them allow.</summary>
public sealed class WeekHours : IEquatable<WeekHours>
{
    public static readonly WeekHours Always = new([.. Enumerable.Repeat(DayHours.AllDay, 7)]);

    private readonly DayHours[] _days;

    private WeekHours(DayHours[] days) => _days = days;

    /// <summary>Several lines for one day leave what all of them allow.</summary>
    public static WeekHours Of(IEnumerable<HoursLine> lines)
    {
        var days = new DayHours?[7];
        foreach (var line in lines)
        {
            var hours = new DayHours(
                (int)line.Start.ToTimeSpan().TotalMinutes,
                line.End == TimeOnly.MinValue ? 1440 : (int)line.End.ToTimeSpan().TotalMinutes
            );
            foreach (var day in line.Days.Where(d => d is >= 1 and <= 7))
                days[day - 1] = days[day - 1]?.And(hours) ?? (hours.IsOpen ? hours : DayHours.Closed);
        }

        return new([.. days.Select(d => d ?? DayHours.Closed)]);
    }

    /// <param name="isoDay">1 = Monday … 7 = Sunday</param>
    public DayHours this[int isoDay] => _days[isoDay - 1];

    public DayHours On(DayOfWeek day) => this[IsoDay(day)];

    public bool EverOpen => _days.Any(d => d.IsOpen);

    public WeekHours And(WeekHours other) => new([.. _days.Zip(other._days, (a, b) => a.And(b))]);

    public bool Equals(WeekHours? other) => other is not null && _days.AsSpan().SequenceEqual(other._days);

    public override bool Equals(object? obj) => Equals(obj as WeekHours);

    public override int GetHashCode() => _days.Aggregate(17, HashCode.Combine);

    public static int IsoDay(DayOfWeek day) => day == DayOfWeek.Sunday ? 7 : (int)day;
}
