using System.Text;
using Pivotal.Domain.Accounts;
using Pivotal.Domain.Imports;
using Pivotal.Domain.Shared;
using Pivotal.Simulator.Data;
using Xunit;

namespace Pivotal.UnitTests.Imports;

public sealed class RowMapperTests
{
    [Fact]
    public void Every_template_column_lands_in_its_own_place()
    {
        var row = Map(
            ("Email 1", "Ada@Example.com"),
            ("Email 1 Validation", "Safe to send"),
            ("Email 1 Total AI", "98%"),
            ("Contact State Abbr", "ny"),
            ("Company State", "Texas"),
            ("Company State Abbr", "TX"),
            ("Company City", "Austin"),
            ("Company Country", "United States"),
            ("Company Phone 1", "512-555-0100"),
            ("Contact Phone 1", "(212) 555-0123 ext 9"),
            ("Contact Country", "USA"),
            ("Research Date", "3/14/2025"),
            ("First Name", "Ada"),
            ("Last Name", "Example"),
            ("Company Website Domain", "https://www.acme.example/x"),
            ("Company Name - Cleaned", "Acme Inc."),
            ("Company Founded Date", "1998"),
            ("Company Staff Count Range", "1000-5000"),
            ("Company Annual Revenue", "$12.5M"),
            ("Time in Current Position", "2 years 3 months"),
            ("Web Technologies", "Nginx; React, nginx")
        );
        var (c, a) = (row.Contact, row.Account);
        Assert.False(row.Rejected);
        Assert.Null(row.Problems);
        Assert.Equal(("ada@example.com", "safe_to_send", 98m), (c.EmailNormalized, c.EmailVerification, c.EmailAiConfidence));
        Assert.Equal(("ny", "Texas", "TX", "Austin", "United States"), (c.StateAbbr, a.HqState, a.HqStateAbbr, a.HqCity, a.HqCountry));
        Assert.Equal(("+12125550123", "+15125550100", "America/New_York"), (c.DirectPhoneE164, a.MainPhoneE164, c.TimeZone));
        Assert.Equal(("Ada Example", new DateOnly(2025, 3, 14), 27), (c.FullName, c.ResearchDate, c.TimeInPositionMonths));
        Assert.Equal(
            ("acme.example", "acme", 1998, null, "1,001-5,000"),
            (a.DomainNormalized, a.NameNormalized, a.FoundedYear, a.FoundedDate, a.StaffCountRange)
        );
        Assert.Equal(12_500_000m, a.AnnualRevenue);
        Assert.Equal(["Nginx", "React"], a.WebTechnologies!);
    }

    [Theory]
    [InlineData("", "email.missing")]
    [InlineData("n/a", "email.invalid")]
    public void A_row_without_an_address_is_rejected_and_one_with_is_taken(string email, string code)
    {
        var row = Map(("Email 1", email), ("First Name", "Ada"));
        Assert.True(row.Rejected);
        Assert.Equal(code, Assert.Single(row.Problems!).Code);
        Assert.False(Map(("Email 1", "ada@example.com"), ("First Name", "Ada")).Rejected);
    }

    [Theory]
    [InlineData("Contact Phone 1", "555", "phone.invalid")]
    [InlineData("Research Date", "soon", "date.invalid")]
    [InlineData("Company Annual Revenue", "lots", "money.invalid")]
    [InlineData("Email 1 Total AI", "198%", "percent.invalid")]
    [InlineData("Company Website Domain", "none", "domain.invalid")]
    [InlineData("Company Founded Date", "long ago", "date.invalid")]
    public void An_unreadable_value_is_told_and_the_row_still_taken(string header, string value, string code)
    {
        var row = Map(("Email 1", "ada@example.com"), (header, value));
        Assert.False(row.Rejected);
        Assert.Equal(code, Assert.Single(row.Problems!).Code);
    }

    [Fact]
    public void A_free_mail_domain_makes_no_company_but_the_name_does()
    {
        var row = Map(
            ("Email 1", "ada@gmail.com"),
            ("Company Website Domain", "gmail.com"),
            ("Company Name - Cleaned", "Acme"),
            ("Company City", "Austin")
        );
        Assert.Null(row.Account.DomainNormalized);
        Assert.Contains("acme", row.Account.Key, StringComparison.Ordinal);
        Assert.Null(Map(("Email 1", "ada@gmail.com"), ("Company Website Domain", "gmail.com")).Account.Key);
    }

    [Fact]
    public void A_row_may_end_early_but_not_run_over()
    {
        Assert.False(Rows("Email 1,Title,City\nada@example.com\n")[0].Rejected);
        Assert.False(Rows("Email 1,Title,City\nada@example.com,CTO,Rome,,\n")[0].Rejected);
        var long_ = Rows("Email 1,Title,City\nada@example.com,CTO,Rome,extra\n")[0];
        Assert.Equal("row.too_many_cells", Assert.Single(long_.Problems!).Code);
    }

    [Fact]
    public void A_huge_cell_costs_its_row_and_nothing_else()
    {
        var rows = Rows($"Email 1,Title,City\nada@example.com,{new string('x', 10_000_000)},Rome\nbob@example.com,CTO,Rome\n");
        Assert.True(rows[0].Rejected);
        Assert.Equal("cell.too_long", Assert.Single(rows[0].Problems!).Code);
        Assert.False(rows[1].Rejected);
    }

    [Fact]
    public void The_generated_file_is_what_it_says()
    {
        var text = new StringWriter();
        var expected = TemplateCsvGenerator.Write(text, new(Rows: 5_000));
        var rows = Rows(text.ToString());
        var taken = rows.Where(r => !r.Rejected).DistinctBy(r => r.Contact.EmailNormalized).ToList();
        Assert.Equal(expected.Rows, rows.Count);
        Assert.Equal(expected.Rejected, rows.Count(r => r.Rejected));
        Assert.Equal(expected.Created, taken.Count);
        Assert.Equal(expected.Duplicates, rows.Count - expected.Rejected - expected.Created);
        Assert.Equal(expected.Accounts, taken.Select(r => r.Account.Key).Distinct().Count());
        Assert.Equal(expected.Phoneless, taken.Count(r => r.Contact.DirectPhoneE164 is null));
        Assert.All(taken, r => Assert.NotNull(r.Contact.TimeZone));
        var phones = taken.Where(r => r.Contact.DirectPhoneE164 is not null).Select(r => r.Contact.DirectPhoneE164!).ToList();
        Assert.Equal(phones.Count, phones.Distinct().Count());
        Assert.Equal(
            expected.Suppressed,
            taken.Count(r =>
                expected.DncPhones.Contains(r.Contact.DirectPhoneE164!) || expected.DncEmails.Contains(r.Contact.EmailNormalized!)
            )
        );
        Assert.Equal(expected.Dialable, phones.Count(p => !expected.DncPhones.Contains(p)));
        Assert.InRange(expected.Rejected, 140, 160);
        Assert.True(expected.DncPhones.Count > 10 && expected.DncEmails.Count > 5 && expected.Duplicates > 40 && expected.Phoneless > 40);
        Assert.All(rows.Where(r => !r.Rejected), r => Assert.Null(r.Problems));
        var again = new StringWriter();
        TemplateCsvGenerator.Write(again, new(Rows: 5_000));
        Assert.Equal(text.ToString(), again.ToString());
    }

    [Theory]
    [InlineData("Foo Bar <Foo.Bar@firm.example>", "Foo.Bar@firm.example")]
    [InlineData("mailto:foo@firm.example", "foo@firm.example")]
    [InlineData("Foo@Firm.example", "Foo@Firm.example")]
    public void Of_what_a_mail_program_wrote_the_address_is_kept(string cell, string kept) =>
        Assert.Equal(kept, Map(("Email 1", cell)).Contact.Email);

    private static ImportRow Map(params (string Header, string Value)[] cells)
    {
        var text = new StringWriter();
        // The last column keeps a row of one empty cell from being a blank line.
        CsvText.WriteRow(text, [.. cells.Select(c => c.Header), "Note"]);
        CsvText.WriteRow(text, [.. cells.Select(c => c.Value), "x"]);
        return Rows(text.ToString())[0];
    }

    private static List<ImportRow> Rows(string text) => Files.Rows(text);
}
