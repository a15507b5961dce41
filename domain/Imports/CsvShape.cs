using Pivotal.Domain.Accounts;

namespace Pivotal.Domain.Imports;

/// <summary>How a file is read, and how sure that is.</summary>
public sealed record CsvReading(CsvFormat Format, Certainty Encoding, Certainty Delimiter)
{
    // Enough for some hundred rows; what a separator is shows in the first ones.
    private const int Beginning = 64 * 1024;

    /// <summary>Null: this is no text.</summary>
    public static CsvReading? Of(string path)
    {
        using var file = CsvShape.Open(path);
        if (EncodingDetection.Find(file) is not var (encoding, sure))
            return null;
        file.Position = 0;
        var (delimiter, certainty) = Delimiters.Find(Head(file, encoding));
        return new(new(encoding, delimiter), sure, certainty);
    }

    /// <summary>The separator of a file whose encoding somebody has chosen.</summary>
    public static (char Delimiter, Certainty Certainty) DelimiterOf(string path, string encoding)
    {
        using var file = CsvShape.Open(path);
        return Delimiters.Find(Head(file, encoding));
    }

    private static string Head(Stream file, string encoding)
    {
        using var text = TextEncodings.Open(file, encoding);
        var head = new char[Beginning];
        return new string(head, 0, text.ReadBlock(head));
    }
}

/// <summary>What a look at a whole file tells.</summary>
/// <param name="Rows">number of data rows</param>
/// <param name="Samples">the first rows</param>
/// <param name="Columns">of each column, by all rows</param>
public sealed record CsvShape(IReadOnlyList<string> Headers, IReadOnlyList<string[]> Samples, long Rows, IReadOnlyList<ColumnFacts> Columns)
{
    /// <summary>Refusals: imports.empty, imports.no_header, imports.broken_quote, imports.too_many_columns, imports.too_many_rows, imports.vcard, imports.markup.</summary>
    public static (CsvShape? Shape, string? Refusal) Of(string path, CsvFormat format)
    {
        using var file = Open(path);
        using var rows = new CsvRows(file, format);
        if (rows.Headers.Count > ImportLimits.Columns)
            return (null, "imports.too_many_columns");
        if (rows.HeaderTrouble == CsvTrouble.BrokenQuote)
            return (null, "imports.broken_quote");
        if (AnotherKind(rows.Headers) is { } kind)
            return (null, kind);
        var first = new List<string[]>(ImportLimits.Samples);
        var learning = new ColumnLearning(rows.Headers.Count);
        while (rows.Read())
        {
            if (first.Count < ImportLimits.Samples)
                first.Add(rows.Cells());
            learning.Add(rows);
            if (rows.Number > ImportLimits.Rows)
                return (null, "imports.too_many_rows");
        }

        if (rows.Number == 0 && !HoldsData(rows.Headers))
            return (null, "imports.empty");
        return IsHeader(rows.Headers)
            ? (new CsvShape(rows.Headers, first, rows.Number, learning.Facts), null)
            : (null, "imports.no_header");
    }

    internal static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 128 * 1024, FileOptions.SequentialScan);

    private static string? AnotherKind(IReadOnlyList<string> headers) =>
        headers.Count == 0 ? null
        : headers[0].StartsWith("BEGIN:VCARD", StringComparison.OrdinalIgnoreCase) ? "imports.vcard"
        : headers[0].StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase)
        || headers[0].StartsWith("<html", StringComparison.OrdinalIgnoreCase)
        || headers[0].StartsWith("<?xml", StringComparison.OrdinalIgnoreCase)
        || headers[0].StartsWith('{')
        || headers[0].StartsWith("[{", StringComparison.Ordinal)
            ? "imports.markup"
        : null;

    private static bool HoldsData(IReadOnlyList<string> cells) => cells.Any(c => Emails.Normalize(c) is not null);

    /// <summary>A first line with an e-mail address, a web address or nothing but numbers in it is data.</summary>
    private static bool IsHeader(IReadOnlyList<string> cells)
    {
        var named = cells.Where(c => !string.IsNullOrWhiteSpace(c)).ToList();
        return named.Exists(c => c.Any(char.IsLetter))
            && !named.Exists(c => Emails.Normalize(c) is not null || c.Contains("://", StringComparison.Ordinal));
    }
}
