using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pivotal.Domain.Imports;
using Pivotal.Domain.Shared;
using Xunit;

namespace Pivotal.UnitTests.Imports;

public sealed class CsvRowsTests
{
    private const string Text =
        "Email 1;Title;Company City\r\nada@example.com;\"Head; \"\"R&D\"\"\nEurope\";Zürich\r\n\r\nbob@example.com;CTO;Köln\r\n";

    public static TheoryData<string, bool> Encodings =>
        new()
        {
            { TextEncodings.Utf8, false },
            { TextEncodings.Utf8, true },
            { TextEncodings.Utf16, true },
            { TextEncodings.Utf16, false },
            { TextEncodings.Utf16BigEndian, true },
            { TextEncodings.Utf16BigEndian, false },
            { TextEncodings.Windows1252, false },
        };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void The_same_text_is_read_in_every_encoding(string encoding, bool mark)
    {
        var (reading, shape) = Look(Bytes(Text, encoding, mark));
        Assert.Equal(new(encoding, ';'), reading!.Format);
        Assert.Equal(["Email 1", "Title", "Company City"], shape.Headers);
        Assert.Equal(2, shape.Rows);
        Assert.Equal(["ada@example.com", "Head; \"R&D\"\nEurope", "Zürich"], shape.Samples[0]);
        Assert.Equal("Köln", shape.Samples[1][2]);
    }

    [Theory]
    [InlineData(",")]
    [InlineData(";")]
    [InlineData("\t")]
    [InlineData("|")]
    public void The_delimiter_is_found(string delimiter)
    {
        var text = string.Join(
            "\n",
            new[] { "Email 1,Title,City", "ada@example.com,CTO,\"Paris, France\"", "bob@example.com,CFO,Rome" }.Select(l =>
                delimiter == "," ? l : l.Replace("Paris, France", "Paris").Replace(",", delimiter)
            )
        );
        var (reading, shape) = Look(Encoding.UTF8.GetBytes(text));
        Assert.Equal((delimiter[0], Certainty.Certain), (reading!.Format.Delimiter, reading.Delimiter));
        Assert.Equal(3, shape.Headers.Count);
        Assert.Equal(2, shape.Rows);
    }

    [Theory]
    [InlineData("", "imports.empty")]
    [InlineData("Email 1,Title\r\n", "imports.empty")]
    [InlineData("ada@example.com,CTO\nbob@example.com,CFO\n", "imports.no_header")]
    [InlineData("1,2,3\n4,5,6\n", "imports.no_header")]
    public void A_file_without_header_or_rows_is_refused_and_one_with_both_is_taken(string text, string refusal)
    {
        Assert.Equal(refusal, Refusal(Encoding.UTF8.GetBytes(text)));
        Assert.Null(Refusal(Encoding.UTF8.GetBytes("Email 1,Title\n" + "ada@example.com,CTO\n")));
    }

    [Fact]
    public void A_binary_file_is_refused()
    {
        Assert.Equal("imports.binary", Refusal([0x50, 0x4B, 3, 4, 20, 0, 6, 0, 8, 0, 0, 0, 33, 0]));
        Assert.Equal("imports.binary", Refusal([.. "Email 1,Title\nada@example.com,\0\u0001\u0002\u0003\u0004\n"u8]));
    }

    [Property]
    public Property What_was_written_is_read_again() =>
        Prop.ForAll(
            Tables(),
            table =>
            {
                var text = new StringWriter();
                CsvText.WriteRow(text, Enumerable.Range(0, table[0].Length).Select(i => $"H{i}"));
                foreach (var row in table)
                    CsvText.WriteRow(text, row);
                var (reading, _) = Look(Encoding.UTF8.GetBytes(text.ToString()));
                using var rows = new CsvRows(new MemoryStream(Encoding.UTF8.GetBytes(text.ToString())), reading!.Format);
                return table.All(row => rows.Read() && rows.Cells().SequenceEqual(row)) && !rows.Read();
            }
        );

    [Theory]
    [InlineData("+12125550123")]
    [InlineData("=1+1")]
    [InlineData("'+1")]
    [InlineData("@x")]
    [InlineData("-5")]
    [InlineData("\n=1+1")]
    [InlineData("＝1+1")]
    [InlineData("＠x")]
    public void A_cell_that_looks_like_a_formula_is_disarmed_and_comes_back(string cell)
    {
        var written = new StringWriter();
        CsvText.WriteRow(written, [cell, "x"]);
        Assert.StartsWith("'", written.ToString().TrimStart('"'), StringComparison.Ordinal);
        Assert.Equal(cell, CsvText.Unescape(CsvText.Escape(cell)));
        Assert.Equal("O'Neil", CsvText.Escape("O'Neil"));
    }

    [Fact]
    public void A_cell_that_another_sheet_would_split_holds_no_formula_behind_the_split()
    {
        var written = new StringWriter();
        CsvText.WriteRow(written, ["a;=1+1;b", "c|@x", "d;e"]);
        Assert.Equal("\"a;'=1+1;b\",\"c|'@x\",\"d;e\"\r\n", written.ToString());
        Assert.Equal("a;=1+1;b", CsvText.Unescape(CsvText.Escape("a;=1+1;b")));
    }

    /// <summary>Two columns and more, never blank as a whole, so that no row is a blank line.</summary>
    private static Arbitrary<string[][]> Tables() =>
        (
            from width in Gen.Choose(2, 5)
            from rows in Cell().ArrayOf(width).NonEmptyListOf()
            select rows.Select(r => (string[])[$"r{r[0]}", .. r[1..]]).ToArray()
        ).ToArbitrary();

    private static Gen<string> Cell() =>
        Gen.Elements("a", ",", ";", "\"", "\r\n", "\n", "'", "=", "＝", "+", "-", "@", "\t", " ", "é", "€", "|", "")
            .ArrayOf(4)
            .Select(string.Concat);

    private static byte[] Bytes(string text, string encoding, bool mark)
    {
        var bytes = TextEncodings.Get(encoding).GetBytes(text);
        byte[] prefix = !mark
            ? []
            : encoding switch
            {
                TextEncodings.Utf8 => [0xEF, 0xBB, 0xBF],
                TextEncodings.Utf16 => [0xFF, 0xFE],
                _ => [0xFE, 0xFF],
            };
        return [.. prefix, .. bytes];
    }

    private static string? Refusal(byte[] bytes) => Files.Look(bytes).Refusal;

    private static (CsvReading? Reading, CsvShape Shape) Look(byte[] bytes) =>
        Files.Look(bytes) is var look && look.Shape is { } shape
            ? (look.Reading, shape)
            : throw new InvalidOperationException(look.Refusal);
}
