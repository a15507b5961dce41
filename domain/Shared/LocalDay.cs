namespace Pivotal.Domain.Shared;

/// <summary>Days on a clock, as moments in UTC.</summary>
public static class LocalDay
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    public static DateOnly Of(DateTimeOffset at, TimeZoneInfo clock) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, clock).DateTime);

    /// <summary>
    /// The first moment of a day. Where the clock jumps over midnight the day begins where it lands; where midnight comes twice it begins with the first.
    /// </summary>
    public static DateTimeOffset Start(DateOnly day, TimeZoneInfo clock)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (clock.IsInvalidTime(local))
            local += Quarter;
        var offset = clock.IsAmbiguousTime(local) ? clock.GetAmbiguousTimeOffsets(local).Max() : clock.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>The first moment of the day that a moment falls into.</summary>
    public static DateTimeOffset StartOf(DateTimeOffset at, TimeZoneInfo clock) => Start(Of(at, clock), clock);
}
