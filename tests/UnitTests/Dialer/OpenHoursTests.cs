using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pivotal.Domain.Accounts;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Compliance;
using Pivotal.Domain.Compliance.Law;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Xunit;

namespace Pivotal.UnitTests.Dialer;

public sealed class OpenHoursTests
{
    private static readonly CallingWindow Always = Some.Always;
    private static readonly CallingWindow Office = new([1, 2, 3, 4, 5], new(9, 0), new(17, 0));

    /// <summary>Both hemispheres, half-hour changes, none at all, and one whose clock jumps at midnight.</summary>
    private static readonly string[] Ids =
    [
        "America/New_York",
        "America/Los_Angeles",
        "Australia/Sydney",
        "Australia/Lord_Howe",
        "Europe/London",
        "Asia/Kolkata",
        "America/Santiago",
    ];

    public static readonly TheoryData<string> Zones = [.. Ids];

    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);

    private static OpenHours Hours(CallingWindow window, ComplianceRules? own = null, params string[] laws) =>
        new(window, EffectiveCompliance.Of(laws.Select(l => Jurisdictions.Find(l)!), own ?? new()));

    private static DateTimeOffset Utc(int y, int mo, int d, int h, int mi = 0) => new(y, mo, d, h, mi, 0, TimeSpan.Zero);

    /// <summary>Every quarter of an hour of a year, with ends that the clock jumps over and ends that it shows twice.</summary>
    [Theory, MemberData(nameof(Zones))]
    public void What_is_open_closes_when_the_wall_clock_says_so(string id)
    {
        var zone = Zone(id);
        foreach (
            var hours in new[]
            {
                Hours(Office),
                Hours(Always),
                Hours(Always with { Start = new(0, 30), End = new(1, 45) }),
                Hours(Always with { Start = new(1, 0), End = new(2, 30) }),
            }
        )
            for (var at = Utc(2026, 1, 1, 0); at < Utc(2027, 1, 1, 0); at = at.AddMinutes(15))
            {
                var closes = hours.Closes(at, zone);
                Assert.Equal(hours.IsOpen(at, zone), closes > at);
                if (closes is not { } end)
                    continue;
                Assert.True(!hours.IsOpen(end, zone) || end == LocalDay.StartOf(end, zone), $"{id}: open at {at}, said to close at {end}");
                if (at.AddMinutes(15) < end)
                    Assert.True(
                        hours.IsOpen(at.AddMinutes(15), zone),
                        $"{id}: open at {at} until {end}, and closed a quarter of an hour later"
                    );
            }
    }

    /// <summary>Every half hour of a year: open is what the wall clock says, and the next open moment is open with nothing open before it.</summary>
    [Theory, MemberData(nameof(Zones))]
    public void Through_every_hour_of_a_year_the_wall_clock_decides(string id)
    {
        var (zone, hours) = (Zone(id), Hours(Office, new() { Holidays = ["us_federal"] }, "ca_crtc"));
        var calendar = HolidayCalendars.Find("us_federal")!;
        DateTimeOffset? next = null;
        for (var at = Utc(2026, 1, 1, 0); at < Utc(2027, 1, 1, 0); at = at.AddMinutes(30))
        {
            var local = TimeZoneInfo.ConvertTime(at, zone).DateTime;
            var expected =
                local.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
                && local.TimeOfDay >= TimeSpan.FromHours(9)
                && local.TimeOfDay < TimeSpan.FromHours(17)
                && !calendar.Contains(DateOnly.FromDateTime(local));
            Assert.True(expected == hours.IsOpen(at, zone), $"{id} {local}");
            if (expected)
            {
                Assert.True(next is null || next <= at, $"{id}: said {next}, open at {at}");
                next = null;
                continue;
            }

            next ??= hours.NextOpen(at, zone);
            Assert.True(next > at, $"{id}: {next} is not after {at}");
            Assert.True(hours.IsOpen(next.Value, zone));
            Assert.False(hours.IsOpen(next.Value.AddTicks(-1), zone));
        }
    }

    [Fact]
    public void The_campaigns_window_counts_only_inside_the_legal_hours()
    {
        var zone = Zone("America/New_York");
        Assert.Equal(Utc(2026, 6, 1, 12), Hours(Always, null, "us_tsr_fcc").NextOpen(Utc(2026, 6, 1, 7), zone));
        Assert.Equal(Utc(2026, 6, 1, 13), Hours(Office, null, "us_tsr_fcc").NextOpen(Utc(2026, 6, 1, 7), zone));
        Assert.False(Hours(Always, null, "us_tsr_fcc", "us_florida").IsOpen(Utc(2026, 6, 2, 0, 30), zone));
        Assert.True(Hours(Always, null, "us_tsr_fcc").IsOpen(Utc(2026, 6, 2, 0, 30), zone));
        Assert.True(Hours(Always).IsOpen(Utc(2026, 6, 2, 7), zone));
    }

    [Fact]
    public void A_holiday_is_closed_where_it_is_that_day()
    {
        var hours = Hours(Office, new() { Holidays = ["us_federal"], ClosedDates = [new(2026, 11, 27)] });
        Assert.Equal(Utc(2026, 11, 30, 14), hours.NextOpen(Utc(2026, 11, 25, 23), Zone("America/New_York")));
        Assert.Equal("Thanksgiving Day", hours.ClosedDay(Utc(2026, 11, 26, 15), Zone("America/New_York")));
        Assert.Equal("a closed day", hours.ClosedDay(Utc(2026, 11, 27, 15), Zone("America/New_York")));
        Assert.Null(hours.ClosedDay(Utc(2026, 11, 26, 3), Zone("America/New_York")));
    }

    [Fact]
    public void Of_several_clocks_all_have_to_be_inside()
    {
        var hours = Hours(Office);
        TimeZoneInfo[] both = [Zone("America/New_York"), Zone("America/Los_Angeles")];
        Assert.Equal(Utc(2026, 6, 1, 16), hours.NextOpen(Utc(2026, 6, 1, 13), both));
        Assert.True(hours.IsOpen(Utc(2026, 6, 1, 20), both));
        Assert.False(hours.IsOpen(Utc(2026, 6, 1, 21), both));
        Assert.Null(hours.NextOpen(Utc(2026, 6, 1, 13), [Zone("America/New_York"), Zone("Asia/Kolkata")]));
    }

    [Fact]
    public void However_many_days_are_closed_the_next_open_one_is_found_and_what_never_opens_is_never()
    {
        var zone = Zone("America/New_York");
        DateOnly[] workdays =
        [
            .. Enumerable
                .Range(0, 140)
                .Select(n => new DateOnly(2026, 6, 1).AddDays(n))
                .Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)),
        ];
        Assert.Equal(100, workdays.Length);
        Assert.Equal(Utc(2026, 10, 19, 13), Hours(Office, new() { ClosedDates = workdays }).NextOpen(Utc(2026, 5, 30, 0), zone));
        DateOnly[] fridays = [.. Enumerable.Range(0, 100).Select(n => new DateOnly(2026, 6, 5).AddDays(7 * n))];
        Assert.Equal(
            Utc(2028, 5, 5, 13),
            Hours(Office with { Days = [5] }, new() { ClosedDates = fridays }).NextOpen(Utc(2026, 5, 30, 0), zone)
        );
        Assert.Null(Hours(Office with { Start = new(3, 0), End = new(5, 0) }, null, "us_tsr_fcc").NextOpen(Utc(2026, 5, 30, 0), zone));
    }

    [Fact]
    public void Clocks_that_meet_in_one_week_of_the_year_are_waited_for()
    {
        // Eight hours apart, and seven between the night in which Europe changes its clocks and the one in which America does.
        TimeZoneInfo[] both = [Zone("America/Los_Angeles"), Zone("Europe/London")];
        Assert.Equal(Utc(2026, 10, 26, 16), Hours(Office).NextOpen(Utc(2026, 4, 1, 0), both));
        Assert.Null(Hours(Office).NextOpen(Utc(2026, 4, 1, 0), [Zone("America/Los_Angeles"), Zone("Asia/Kolkata")]));
    }

    [Property(MaxTest = 150)]
    public Property The_next_moment_for_several_clocks_is_the_first_open_for_all() =>
        Prop.ForAll(
            Gen.Choose(0, 365 * 48).Zip(Gen.ArrayOf(Gen.Elements(Ids), 2)).ToArbitrary(),
            drawn =>
            {
                var hours = new OpenHours(new([1, 3, 5, 7], new(7, 0), new(22, 0)), EffectiveCompliance.None);
                var (at, clocks) = (Utc(2026, 1, 1, 0).AddMinutes(30 * drawn.Item1), drawn.Item2.Select(Zone).ToArray());
                var next = hours.NextOpen(at, clocks);
                if (next is not { } opens)
                    return Enumerable.Range(0, 48 * 14).All(i => !hours.IsOpen(at.AddMinutes(30 * i), clocks));
                var before = Enumerable.Range(0, 10_000).Select(i => at.AddMinutes(15 * i)).TakeWhile(t => t < opens);
                return hours.IsOpen(opens, clocks) && before.All(t => !hours.IsOpen(t, clocks));
            }
        );

    [Theory]
    [InlineData("+12125550100", "America/New_York")]
    [InlineData("+14155550100", "America/Los_Angeles")]
    [InlineData("+18505550100", "America/New_York|America/Chicago")]
    [InlineData("+14165550100", "America/Toronto")]
    [InlineData("+18005550100", "")]
    [InlineData("+4930123456", "Europe/Berlin")]
    [InlineData("+919812345678", "Asia/Kolkata")]
    [InlineData("12125550100", "")]
    public void A_number_says_where_it_may_be(string number, string zones) => Assert.Equal(zones, string.Join('|', NumberZones.Of(number)));

    [Fact]
    public void Every_zone_of_the_numbers_is_known_to_this_machine() =>
        Assert.All(NumberZones.ByPrefix.Values.SelectMany(ContactClocks.Split).Distinct(), z => Assert.NotNull(ContactZone.Find(z)));

    [Theory]
    [InlineData("America/Los_Angeles", "+12125550100", "America/Los_Angeles|America/New_York")]
    [InlineData("America/New_York", "+12125550100", "America/New_York")]
    [InlineData("America/Chicago", "+18505550100", "America/Chicago")]
    [InlineData(null, "+12125550100", "America/New_York")]
    [InlineData("Europe/Paris", "+18005550100", "Europe/Paris")]
    [InlineData(null, "+18005550100", "Europe/Berlin")]
    public void Address_and_number_agree_or_both_count(string? address, string number, string clocks) =>
        Assert.Equal(clocks, ContactClocks.Of(address, number, "Europe/Berlin"));
}
