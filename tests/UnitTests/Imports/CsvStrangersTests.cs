using System.Text;
using Pivotal.Domain.Imports;
using Xunit;

namespace Pivotal.UnitTests.Imports;

/// <summary>Files as other programs and people leave them.</summary>
public sealed class CsvStrangersTests
{
    private const string Header = "Email 1,First Name,Title\n";

    [Theory]
    [InlineData(40)]
    [InlineData(600)]
    public void A_quote_that_is_opened_and_never_closed_costs_its_own_row(int good)
    {
        var rows = Files.Rows($"{Header}bad@x.example,Bad,\"open\n{People(good)}");
        Assert.Equal(good + 1, rows.Count);
        Assert.Contains("line 2", Assert.Single(rows[0].Problems!).Detail, StringComparison.Ordinal);
        Assert.Equal("row.broken_quote", rows[0].Problems![0].Code);
        Assert.All(rows[1..], r => Assert.False(r.Rejected));
    }

    [Fact]
    public void Two_stray_quotes_far_apart_cost_two_rows_and_not_what_lies_between()
    {
        var rows = Files.Rows($"{Header}bad@x.example,Bad,\"open\n{People(60)}bad2@x.example,\"Worse,x\n{People(5)}");
        Assert.Equal(67, rows.Count);
        Assert.Equal([1L, 62], rows.Where(r => r.Rejected).Select(r => r.Number));
        Assert.Contains("line 63", rows[61].Problems![0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_quote_before_rows_with_good_quotes_costs_its_own_row()
    {
        var rows = Files.Rows(
            $"{Header}bad@x.example,\"Bad,x\na@x.example,\"Ann, PhD\",CTO\nb@x.example,\"Bob\nthe builder\",\"a \"\"b\"\"\"\n"
        );
        Assert.Equal([true, false, false], rows.Select(r => r.Rejected));
        Assert.Equal(
            ("Ann, PhD", "Bob\nthe builder", "a \"b\""),
            (rows[1].Contact.FirstName, rows[2].Contact.FirstName, rows[2].Contact.JobTitle)
        );
    }

    [Theory]
    [InlineData("a@x.example, \"Ann\", \"VP, Sales\"", "Ann", "VP, Sales")]
    [InlineData("a@x.example,\"Ann\" ,\"VP, Sales\" ", "Ann", "VP, Sales")]
    [InlineData("a@x.example,\"Ann\" Lee,VP", "\"Ann\" Lee", "VP")]
    [InlineData("a@x.example,\"Ann \"Annie\" Lee\",VP", "Ann \"Annie\" Lee", "VP")]
    [InlineData("a@x.example,Ann,5\" pipes", "Ann", "5\" pipes")]
    [InlineData("a@x.example,Ann,\"VP\r\n\r\nSales\"", "Ann", "VP\r\n\r\nSales")]
    [InlineData("a@x.example,NULL,#N/A", null, null)]
    [InlineData("a@x.example,Null,VP", "Null", "VP")]
    [InlineData("a@x.example,=\"007\",\"=\"\"VP\"\"\"", "007", "VP")]
    public void Quotes_and_empty_words_are_read_as_they_are_meant(string line, string? name, string? title)
    {
        var row = Assert.Single(Files.Rows($"{Header}{line}\n"));
        Assert.False(row.Rejected);
        Assert.Equal((name, title), (row.Contact.FirstName, row.Contact.JobTitle));
    }

    [Fact]
    public void A_hostile_file_of_broken_quotes_is_read_in_one_go()
    {
        var rows = Files.Rows(Header + string.Concat(Enumerable.Repeat("\"a\n", 20_000)) + People(1));
        Assert.Equal(20_001, rows.Count);
        Assert.False(rows[^1].Rejected);
    }

    [Fact]
    public void Lines_of_separators_alone_and_the_mark_of_a_DOS_file_are_no_rows()
    {
        var rows = Files.Rows($"{Header},,\n{People(1)};;\n , ,\n{People(1)}\u001a");
        Assert.Equal([false, true, false], rows.Select(r => r.Rejected));
    }

    [Theory]
    [InlineData("sep=;\nEmail;Company, legal name\na@x.example;Acme, Inc\n", ';', Certainty.Certain)]
    [InlineData("\"sep=;\"\nEmail;Company, legal name\na@x.example;Acme, Inc\n", ';', Certainty.Certain)]
    [InlineData("Email;Company, legal name\na@x.example;Acme, Inc\nb@x.example;Beta, Ltd\n", ';', Certainty.Certain)]
    [InlineData("Vorname;Nachname;E-Mail\nAnn;Lee;a@x.example\n", ';', Certainty.Certain)]
    [InlineData("Email\na@x.example\nb@x.example\n", ',', Certainty.Certain)]
    [InlineData("Foo|Bar, x\n1|2,3\n4|5,6\n", ',', Certainty.Guess)]
    public void The_separator_is_found_and_how_sure_it_is(string text, char delimiter, Certainty certainty)
    {
        var look = Files.Look(Encoding.UTF8.GetBytes(text));
        Assert.Equal(certainty, look.Reading!.Delimiter);
        if (certainty > Certainty.Guess)
            Assert.Equal(delimiter, look.Reading.Format.Delimiter);
        Assert.DoesNotContain(look.Shape!.Headers, h => h.Contains("sep=", StringComparison.Ordinal));
    }

    [Fact]
    public void German_headers_are_recognised()
    {
        var guesses = HeaderRecogniser.Recognise([
            "Vorname",
            "Nachname",
            "Firma",
            "Telefon",
            "Ort",
            "Land",
            "E-Mail-Adresse",
            "Straße",
            "PLZ",
        ]);
        Assert.Equal(
            [
                "contact.firstName",
                "contact.lastName",
                "account.name",
                "contact.directPhone",
                "contact.city",
                "contact.country",
                "contact.email",
                "account.hqStreet1",
                "contact.postalCode",
            ],
            guesses.Select(g => g.Target)
        );
    }

    [Theory]
    [InlineData("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Lee\r\nEND:VCARD\r\n", "imports.vcard")]
    [InlineData("<!DOCTYPE html>\n<html><body>a@x.example</body></html>\n", "imports.markup")]
    [InlineData("[{\"email\": \"a@x.example\"}]\n", "imports.markup")]
    public void Another_kind_of_file_named_csv_is_refused_by_its_kind(string text, string code) =>
        Assert.Equal(code, Files.Look(Encoding.UTF8.GetBytes(text)).Refusal);

    [Fact]
    public void A_file_has_a_limit_in_every_dimension()
    {
        Assert.Equal(
            "imports.too_many_columns",
            Refusal($"Email 1,{string.Join(',', Enumerable.Range(0, 1_000).Select(i => $"c{i}"))}\na@x.example,x\n")
        );
        Assert.Null(Refusal($"Email 1,{string.Join(',', Enumerable.Range(0, 999).Select(i => $"c{i}"))}\na@x.example,x\n"));
        Assert.Equal(
            ImportLimits.Header,
            Files.Look(Encoding.UTF8.GetBytes($"Email 1,{new string('h', 5_000)}\na@x.example,x\n")).Shape!.Headers[1].Length
        );
        var wide = Files.Rows(
            $"Email 1,First Name\na@x.example{new string(',', 500_000)}\na@x.example,{string.Join(',', Enumerable.Repeat(new string('y', 30_000), 20))}\nb@x.example,Bob\n"
        );
        Assert.Equal(["row.too_long", "row.too_long"], wide[..2].Select(r => r.Problems![0].Code));
        Assert.Equal((3, false, "Bob"), (wide.Count, wide[2].Rejected, wide[2].Contact.FirstName));

        static string? Refusal(string text) => Files.Look(Encoding.UTF8.GetBytes(text)).Refusal;
    }

    private static string People(int count) => string.Concat(Enumerable.Range(0, count).Select(i => $"p{i}@x.example,Ann,CTO\n"));
}
