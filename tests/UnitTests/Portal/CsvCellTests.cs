using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pivotal.Api.Shared;
using Pivotal.Demo;
using Xunit;

namespace Pivotal.UnitTests.Portal;

public sealed class CsvCellTests
{
    public static TheoryData<char> Leads => ['=', '+', '-', '@', '\t', '\r', '\n', '\0'];

    [Theory]
    [MemberData(nameof(Leads))]
    public void Text_a_spreadsheet_would_run_is_taken_as_text(char lead)
    {
        Assert.Equal($"'{lead}1+1", CsvCell.Safe($"{lead}1+1"));
        Assert.Equal($"'{lead}", CsvCell.Safe($"{lead}"));
        Assert.Equal($"a{lead}1", CsvCell.Safe($"a{lead}1"));
    }

    [Theory]
    [InlineData("+12025550123", true)]
    [InlineData("+442079460958", true)]
    [InlineData("+1 202 555 0123", false)]
    [InlineData("+12025550123\n", false)]
    [InlineData("+12025550123*cmd|'/c calc'!A0", false)]
    [InlineData("+0123456789", false)]
    [InlineData("-12025550123", false)]
    public void Only_a_telephone_number_in_its_standard_form_keeps_its_plus(string text, bool kept) =>
        Assert.Equal(kept ? text : "'" + text, CsvCell.Safe(text));

    [Fact]
    public void A_line_is_quoted_where_it_must_be()
    {
        var into = new StringBuilder();
        CsvCell.Line(into, ["plain", null, "a,b", "say \"yes\"", "two\r\nlines", "=1+1"]);
        Assert.Equal("plain,,\"a,b\",\"say \"\"yes\"\"\",\"two\r\nlines\",'=1+1\r\n", into.ToString());
    }

    /// <summary>Whatever somebody typed into a field: another program reads back the same cells, and none of them starts like a formula.</summary>
    [Property(MaxTest = 500)]
    public Property Any_cells_survive_and_none_runs()
    {
        var cell = Gen.ArrayOf(Gen.Elements('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', '\'', ';', 'a', '1', 'é', '\0'))
            .Select(c => new string(c));
        return Prop.ForAll(
            Gen.NonEmptyListOf(cell).ToArbitrary(),
            cells =>
            {
                var into = new StringBuilder();
                CsvCell.Line(into, cells);
                var read = Assert.Single(CsvText.Lines(into.ToString()));
                Assert.Equal(cells.Select(CsvCell.Safe), read);
                Assert.All(read, c => Assert.DoesNotMatch(@"\A[=+\-@\t\r\n\0]", c));
            }
        );
    }
}
