using System.Globalization;
using System.Text;
using Pivotal.Domain.Accounts;
using Pivotal.Domain.Imports;
using Xunit;

namespace Pivotal.UnitTests.Imports;

/// <summary>Dates, amounts and the like as the whole column tells how to read them.</summary>
public sealed class ColumnValueTests
{
    [Theory]
    [InlineData("03/04/2024", "25/04/2024", "2024-04-03")]
    [InlineData("03/04/2024", "04/25/2024", "2024-03-04")]
    [InlineData("03-04-24", "25-04-24", "2024-04-03")]
    [InlineData("03/04/2024 10:00", "25/04/2024 10:00", "2024-04-03")]
    public void A_value_that_can_only_be_read_in_one_way_decides_for_its_column(string text, string other, string date) =>
        Assert.Equal(date, ResearchDates(text, other)[0].Date);

    [Fact]
    public void Where_nothing_decides_the_date_is_told_and_left_out()
    {
        Assert.Equal((null, "date.ambiguous"), ResearchDates("03/04/2024", "05/06/2024")[0]);
        Assert.Equal((null, "date.ambiguous"), ResearchDates("03/04/2024", "25/04/2024", "04/25/2024")[0]);
        Assert.Equal(("2024-04-25", null), ResearchDates("04/25/2024", "25/04/2024")[0]);
        Assert.Equal(("2024-03-03", null), ResearchDates("03/03/2024", "")[0]);
    }

    [Theory]
    [InlineData(ColumnReadings.Day, "2024-04-03", null)]
    [InlineData(ColumnReadings.Month, "2024-03-04", null)]
    [InlineData(ColumnReadings.LeaveOut, null, "date.ambiguous")]
    public void What_somebody_chose_decides_where_the_column_does_not(string reading, string? date, string? problem)
    {
        Assert.Equal((date, problem), Dates(reading, "03/04/2024", "05/06/2024")[0]);
        // A column at odds with itself: what can be read in one way only is read so all the same.
        Assert.Equal(
            [(date, problem), ("2024-04-25", null), ("2024-04-25", null)],
            Dates(reading, "03/04/2024", "25/04/2024", "04/25/2024")
        );
    }

    [Fact]
    public void A_column_that_nothing_decides_is_asked_about_by_two_values_and_what_they_would_be()
    {
        var column = Look(
            "Email 1,Research Date,Revenue\np1@x.example,03/04/2024,1.234\np2@x.example,03/04/2024,1.234\np3@x.example,05/06/2024 10:00,\"2,500 EUR\"\np4@x.example,07/08/2024,3.500\n"
        );
        Assert.Equal(
            [("date", "03/04/2024", "day=2024-04-03 month=2024-03-04"), ("date", "05/06/2024 10:00", "day=2024-06-05 month=2024-05-06")],
            Questions(column[1])
        );
        Assert.Equal(
            [("amount", "1.234", "thousands=1234 decimal=1.23"), ("amount", "2,500 EUR", "thousands=2500 decimal=2.5")],
            Questions(column[2])
        );
        Assert.Empty(Questions(column[0]));
    }

    [Theory]
    [InlineData("03/04/2024", "25/04/2024")]
    [InlineData("03/03/2024", "04.03.2024")]
    [InlineData("03/04/2024 or so", "2024-03-04")]
    [InlineData("1.234", "12.5")]
    [InlineData("1.234", "1.234.567")]
    [InlineData("1,234", "1,234.50")]
    [InlineData("0.250", "1234.567")]
    public void A_column_that_something_decides_is_not_asked_about(string text, string other) =>
        Assert.Empty(Questions(Look($"Email 1,Value\np1@x.example,\"{text}\"\np2@x.example,\"{other}\"\n")[1]));

    [Fact]
    public void A_column_at_odds_with_itself_is_asked_about()
    {
        var columns = Look(
            "Email 1,Research Date,Revenue\np1@x.example,03/04/2024,1.234\np2@x.example,25/04/2024,12.5\np3@x.example,04/25/2024,\"12,5\"\n"
        );
        Assert.Equal([("date", "03/04/2024"), ("amount", "1.234")], columns.Skip(1).SelectMany(Questions).Select(q => (q.Kind, q.Value)));
    }

    [Theory]
    [InlineData(null, "1.234", "", "1234", null)]
    [InlineData(null, "1.234", "12.5", "1.23", null)]
    [InlineData(null, "1.234", "12,5", "1234", null)]
    [InlineData(null, "1,234", "12,5", "1.23", null)]
    [InlineData(null, "1.250 Mio", "12,5 Mio", "1250000000", null)]
    [InlineData(ColumnReadings.Decimal, "1.234", "", "1.23", null)]
    [InlineData(ColumnReadings.Thousands, "1.250 Mio", "", "1250000000", null)]
    [InlineData(ColumnReadings.LeaveOut, "1.234", "", null, "money.ambiguous")]
    [InlineData(ColumnReadings.LeaveOut, "1.234,50", "", "1234.5", null)]
    public void An_amount_is_read_by_its_column_and_by_what_was_chosen(
        string? reading,
        string text,
        string other,
        string? amount,
        string? problem
    )
    {
        var row = ReadBy(reading, $"Email 1,Company Annual Revenue\np1@x.example,\"{text}\"\np2@x.example,\"{other}\"\n")[0];
        Assert.Equal(
            (amount, problem),
            (row.Account.AnnualRevenue?.ToString("0.##", CultureInfo.InvariantCulture), row.Problems?.Single().Code)
        );
    }

    [Fact]
    public void What_stands_in_a_question_can_be_stored() =>
        Assert.Empty(Look("Email 1,Value\np1@x.example,1.234\0\np2@x.example,03/04/2024 \0\n")[1].Ambiguous.Amounts);

    [Theory]
    [InlineData("3.4.24", "2024-04-03")]
    [InlineData("31.12.99", "1999-12-31")]
    [InlineData("45385", "2024-04-03")]
    [InlineData("3. April 2024", "2024-04-03")]
    [InlineData("3. März 2024", "2024-03-03")]
    [InlineData("Wed, 03 Apr 2024", "2024-04-03")]
    [InlineData("Mittwoch, 3. April 2024", "2024-04-03")]
    [InlineData("3 avril 2024", "2024-04-03")]
    [InlineData("3 de abril de 2024", "2024-04-03")]
    [InlineData("April 3rd, 2024", "2024-04-03")]
    [InlineData("3-Apr-24", "2024-04-03")]
    [InlineData("2024-04-03T10:00:00Z", "2024-04-03")]
    [InlineData("20240403", "2024-04-03")]
    [InlineData("Mar 2024", "2024-03-01")]
    [InlineData("31.02.2024", null)]
    [InlineData("13/13/2024", null)]
    [InlineData("soon, 3 Foo 2024", null)]
    [InlineData("1234567", null)]
    public void A_date_is_read_as_people_and_sheets_write_it(string text, string? date) =>
        Assert.Equal((date, date is null ? "date.invalid" : null), ResearchDates(text, "")[0]);

    [Theory]
    [InlineData("250.000", "250000")]
    [InlineData("0.250", "0.25")]
    [InlineData("1.250 M", "1250000")]
    [InlineData("1,5 Mio. €", "1500000")]
    [InlineData("€2.3 Mrd", "2300000000")]
    [InlineData("1 200 kr", "1200")]
    [InlineData("4,40E+08", "440000000")]
    [InlineData("1.234.567", "1234567")]
    [InlineData("ca. 5 Mio EUR", "5000000")]
    [InlineData("2 crore", "20000000")]
    [InlineData("3 Mio apples", null)]
    [InlineData("1,5 T€", null)]
    [InlineData("1,5 mil", null)]
    [InlineData("$2 trillion", "2000000000000")]
    [InlineData("1.234.56", null)]
    [InlineData("03.04.2024", null)]
    [InlineData("12,34,567", "1234567")]
    public void An_amount_is_read_as_the_world_writes_it(string text, string? amount) =>
        Assert.Equal(amount is null ? null : decimal.Parse(amount, CultureInfo.InvariantCulture), Money.Parse(text));

    [Theory]
    [InlineData("1.200", "1,001-5,000")]
    [InlineData("10.000+", "10,001+")]
    [InlineData("1'200", "1,001-5,000")]
    [InlineData("Nov-50", "11-50")]
    [InlineData("02-Oct", "2-10")]
    [InlineData("Okt 02", "2-10")]
    public void A_staff_count_is_never_a_fraction_nor_a_date(string text, string band) => Assert.Equal(band, SizeBands.StaffCount(text));

    [Theory]
    [InlineData("500 people", "201-500")]
    [InlineData("500 Mitarbeiter", "201-500")]
    [InlineData("500 Mitarbeiter/innen", "201-500")]
    [InlineData("ca. 500 MA", "201-500")]
    [InlineData("500 Beschäftigte", "201-500")]
    [InlineData("1 200 employés", "1,001-5,000")]
    [InlineData("1.200 empleados", "1,001-5,000")]
    [InlineData("Más de 500 empleados", "501-1,000")]
    [InlineData("120 dipendenti", "51-200")]
    [InlineData("40 medewerkers", "11-50")]
    [InlineData("35 сотрудников", "11-50")]
    [InlineData("500人", "201-500")]
    [InlineData("５００人", "201-500")]
    [InlineData("500人以上", "501-1,000")]
    [InlineData("約500名", "201-500")]
    [InlineData("100〜499名", "201-500")]
    [InlineData("100人～499人", "201-500")]
    [InlineData("1.5万人", "10,001+")]
    [InlineData("500명", "201-500")]
    [InlineData("약 500명 이상", "501-1,000")]
    [InlineData("50 bis 100 Mitarbeiter", "51-200")]
    [InlineData("over 10,000 employees", "10,001+")]
    [InlineData("1.2k employees", "1,001-5,000")]
    [InlineData("~500", "201-500")]
    [InlineData("3 apples", "3 apples")]
    public void A_staff_count_is_read_with_the_word_for_people(string text, string band) => Assert.Equal(band, SizeBands.StaffCount(text));

    [Theory]
    [InlineData("-3")]
    [InlineData("-3 people")]
    [InlineData("−3")]
    [InlineData("–12人")]
    [InlineData("(12)")]
    public void Fewer_people_than_none_are_no_count_and_told(string text)
    {
        var row = Files.Rows($"Email 1,Company Name,Employees,Revenue Range\na@x.example,Acme,\"{text}\",-$5M\n")[0];
        Assert.Equal((null, null), (row.Account.StaffCountRange, row.Account.RevenueRange));
        Assert.Equal(
            ["account.revenueRange revenue.invalid", "account.staffCountRange staff.invalid"],
            row.Problems!.Select(p => $"{p.Field} {p.Code}").Order()
        );
    }

    [Theory]
    [InlineData("1 Jahr 6 Monate", 18)]
    [InlineData("2 ans 3 mois", 27)]
    [InlineData("1 yr 6 mos", 18)]
    public void A_tenure_is_read_in_other_languages(string text, int months) =>
        Assert.Equal(months, Files.Rows($"Email 1,Time in Current Position\na@x.example,{text}\n")[0].Contact.TimeInPositionMonths);

    private static List<(string? Date, string? Problem)> ResearchDates(params string[] cells) => Dates(null, cells);

    private static List<(string? Date, string? Problem)> Dates(string? reading, params string[] cells) =>
        [
            .. ReadBy(reading, "Email 1,Research Date\n" + string.Concat(cells.Select((c, i) => $"p{i}@x.example,\"{c}\"\n")))
                .Select(r => (r.Contact.ResearchDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), r.Problems?.Single().Code)),
        ];

    private static List<ImportRow> ReadBy(string? reading, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var look = Files.Look(bytes);
        return Files.Rows(bytes, look.Reading!.Format, look.Shape!.Columns, reading);
    }

    private static IReadOnlyList<ColumnFacts> Look(string text) => Files.Look(Encoding.UTF8.GetBytes(text)).Shape!.Columns;

    private static List<(string Kind, string Value, string Readings)> Questions(ColumnFacts column) =>
        [
            .. ColumnAmbiguity
                .Of(column.Dates, column.Decimals, column.Ambiguous)
                .SelectMany(a =>
                    a.Examples.Select(e => (a.Kind, e.Value, string.Join(' ', e.Readings.Select(r => $"{r.Reading}={r.Value}"))))
                ),
        ];
}
