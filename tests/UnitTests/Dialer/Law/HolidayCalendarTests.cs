using System.Globalization;
using Pivotal.Domain.Compliance.Law;
using Xunit;

namespace Pivotal.UnitTests.Dialer.Law;

public sealed class HolidayCalendarTests
{
    private static HolidayCalendar Calendar(string id) => HolidayCalendars.Find(id)!;

    [Theory]
    [InlineData(2024, 3, 31), InlineData(2025, 4, 20), InlineData(2026, 4, 5), InlineData(2038, 4, 25), InlineData(2285, 3, 22)]
    public void Easter_is_where_the_tables_have_it(int year, int month, int day) =>
        Assert.Equal(new DateOnly(year, month, day), HolidayDay.EasterSunday(year));

    /// <summary>As published by the US Office of Personnel Management.</summary>
    [Fact]
    public void The_federal_holidays_of_2026_are_the_published_ones() =>
        Assert.Equal(
            [
                "2026-01-01",
                "2026-01-19",
                "2026-02-16",
                "2026-05-25",
                "2026-06-19",
                "2026-07-03",
                "2026-07-04",
                "2026-09-07",
                "2026-10-12",
                "2026-11-11",
                "2026-11-26",
                "2026-12-25",
            ],
            Calendar("us_federal").In(2026).Select(h => h.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
        );

    /// <summary>As published on gov.uk, with the days themselves beside the days kept instead.</summary>
    [Theory]
    [InlineData(2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-26 12-28")]
    [InlineData(2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-25 12-26 12-27 12-28")]
    [InlineData(2022, "01-01 01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-25 12-26 12-27")]
    [InlineData(2023, "01-01 01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26")]
    public void Bank_holidays_are_the_published_ones(int year, string days) =>
        Assert.Equal(
            days,
            string.Join(' ', Calendar("uk_england_wales").In(year).Select(h => h.Date.ToString("MM-dd", CultureInfo.InvariantCulture)))
        );

    [Fact]
    public void A_new_year_on_a_Saturday_is_kept_on_the_last_day_of_the_old_year()
    {
        Assert.True(Calendar("us_federal").Contains(new(2021, 12, 31)));
        Assert.False(Calendar("us_federal").Contains(new(2022, 12, 31)));
    }

    [Theory]
    [InlineData(2025, 5, 19), InlineData(2026, 5, 18), InlineData(2027, 5, 24)]
    public void Victoria_Day_is_the_Monday_before_the_25th(int year, int month, int day) =>
        Assert.True(Calendar("ca_federal").Contains(new(year, month, day)));

    [Fact]
    public void Every_calendar_has_days_in_every_year_and_Juneteenth_only_since_it_is_one()
    {
        foreach (var calendar in HolidayCalendars.All)
            for (var year = 2000; year < 2100; year++)
                Assert.InRange(calendar.In(year).Count, 8, 20);
        Assert.False(Calendar("us_federal").Contains(new(2020, 6, 19)));
        Assert.True(Calendar("us_federal").Contains(new(2021, 6, 19)));
    }
}
