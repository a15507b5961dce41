using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pivotal.Domain.Campaigns;
using Xunit;

namespace Pivotal.UnitTests.Dialer;

public sealed class CallingWindowTests
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
    private static readonly TimeZoneInfo Sydney = TimeZoneInfo.FindSystemTimeZoneById("Australia/Sydney");
    private static readonly TimeZoneInfo LordHowe = TimeZoneInfo.FindSystemTimeZoneById("Australia/Lord_Howe");
    private static readonly CallingWindow Office = new([1, 2, 3, 4, 5], new(9, 0), new(17, 0));

    private static DateTimeOffset Utc(int y, int mo, int d, int h, int mi = 0, int s = 0) => new(y, mo, d, h, mi, s, TimeSpan.Zero);

    [Fact]
    public void The_start_is_inside_and_the_end_is_not()
    {
        Assert.False(Office.IsOpen(Utc(2026, 1, 5, 13, 59, 59), NewYork));
        Assert.True(Office.IsOpen(Utc(2026, 1, 5, 14), NewYork));
        Assert.True(Office.IsOpen(Utc(2026, 1, 5, 21, 59, 59), NewYork));
        Assert.False(Office.IsOpen(Utc(2026, 1, 5, 22), NewYork));
    }

    [Fact]
    public void Nine_in_the_morning_moves_with_the_clock_change()
    {
        Assert.Equal(Utc(2026, 3, 6, 14), Office.NextOpen(Utc(2026, 3, 6, 5), NewYork));
        Assert.Equal(Utc(2026, 3, 9, 13), Office.NextOpen(Utc(2026, 3, 7, 5), NewYork));
    }

    [Fact]
    public void An_hour_the_clock_jumps_over_is_never_open()
    {
        var night = new CallingWindow([7], new(2, 0), new(3, 0));
        Assert.Equal(Utc(2026, 3, 15, 6), night.NextOpen(Utc(2026, 3, 8, 0), NewYork));
    }

    [Fact]
    public void A_start_inside_the_jump_opens_where_the_clock_lands()
    {
        var night = new CallingWindow([7], new(2, 30), new(4, 0));
        Assert.Equal(Utc(2026, 3, 8, 7), night.NextOpen(Utc(2026, 3, 8, 0), NewYork));
    }

    [Fact]
    public void An_hour_that_happens_twice_is_open_twice()
    {
        var night = new CallingWindow([7], new(1, 0), new(1, 30));
        Assert.True(night.IsOpen(Utc(2026, 11, 1, 5, 10), NewYork));
        Assert.False(night.IsOpen(Utc(2026, 11, 1, 5, 40), NewYork));
        Assert.Equal(Utc(2026, 11, 1, 6), night.NextOpen(Utc(2026, 11, 1, 5, 40), NewYork));
    }

    [Fact]
    public void An_end_of_midnight_keeps_the_whole_day_open()
    {
        var always = new CallingWindow([1, 2, 3, 4, 5, 6, 7], TimeOnly.MinValue, TimeOnly.MinValue);
        Assert.True(always.CanOpen);
        Assert.True(always.IsOpen(Utc(2026, 7, 1, 3, 59, 59), NewYork));
        Assert.True(always.IsOpen(Utc(2026, 7, 1, 4), NewYork));
    }

    [Fact]
    public void A_window_without_days_or_without_length_never_opens()
    {
        var from = Utc(2026, 1, 1, 0);
        Assert.Null(new CallingWindow([], new(9, 0), new(17, 0)).NextOpen(from, NewYork));
        Assert.False(new CallingWindow([1], new(9, 0), new(9, 0)).CanOpen);
        Assert.False(new CallingWindow([1], new(17, 0), new(9, 0)).CanOpen);
        Assert.True(Office.CanOpen);
    }

    [Property(MaxTest = 150)]
    public Property The_next_open_moment_is_the_first_open_minute_of_a_search_by_hand()
    {
        // Weeks with a clock change in three zones, one of which changes by half an hour.
        (TimeZoneInfo Zone, DateTimeOffset From)[] weeks =
        [
            (NewYork, Utc(2026, 3, 6, 0)),
            (NewYork, Utc(2026, 10, 30, 0)),
            (Sydney, Utc(2026, 4, 3, 0)),
            (Sydney, Utc(2026, 10, 2, 0)),
            (LordHowe, Utc(2026, 4, 3, 0)),
            (LordHowe, Utc(2026, 10, 2, 0)),
        ];
        var cases =
            from week in Gen.Elements(weeks)
            from minute in Gen.Choose(0, 4 * 24 * 60)
            from start in Gen.Choose(0, 1438)
            from length in Gen.Choose(1, 1439)
            from days in Gen.NonEmptyListOf(Gen.Choose(1, 7))
            select (week, minute, start, end: Math.Min(1439, start + length), days);
        return Prop.ForAll(
            cases.ToArbitrary(),
            c =>
            {
                var window = new CallingWindow([.. c.days], TimeOnly.MinValue.AddMinutes(c.start), TimeOnly.MinValue.AddMinutes(c.end));
                var at = c.week.From.AddMinutes(c.minute);
                var byHand = Enumerable
                    .Range(0, 9 * 24 * 60)
                    .Select(m => at.AddMinutes(m))
                    .FirstOrDefault(t => window.IsOpen(t, c.week.Zone));
                return byHand == default || byHand == window.NextOpen(at, c.week.Zone);
            }
        );
    }
}
