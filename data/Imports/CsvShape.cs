using Pivotal.Data.Accounts;

namespace Pivotal.Data.Imports;

/// <summary>What a look at a whole file tells.</summary>
/// <param name="Rows">number of data rows</param>
/// <param name="Samples">the first rows</param>
public sealed record CsvShape(string Encoding, string Delimiter, IReadOnlyList<string> Headers, IReadOnlyList<string[]> Samples, long Rows)
{
    /// <summary>Refusals: imports.empty, imports.binary, imports.no_header, imports.broken_quote.</summary>
    public static (CsvShape? Shape, string? Refusal) Of(string path, int samples = 5)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 128 * 1024, FileOptions.SequentialScan);
        if (file.Length == 0)
            return (null, "imports.empty");
        if (TextEncodings.Detect(file) is not { } encoding)
            return (null, "imports.binary");

        file.Position = 0;
        try
        {
            using var rows = new CsvRows(file, encoding);
            var first = new List<string[]>(samples);
            while (rows.Read())
            {
                if (first.Count < samples)
                    first.Add(rows.Cells());
            }

            if (rows.Headers.All(string.IsNullOrWhiteSpace))
                return (null, rows.Number == 0 ? "imports.empty" : "imports.no_header");
            if (!IsHeader(rows.Headers))
                return (null, "imports.no_header");
            return rows.Number == 0 ? (null, "imports.empty") : (new CsvShape(encoding, rows.Delimiter, rows.Headers, first, rows.Number), null);
        }
        catch (CsvCellTooLargeException)
        {
            return (null, "imports.broken_quote");
        }
    }

    /// <summary>A first line with an e-mail address, a web address or nothing but numbers in it is data.</summary>
    private static bool IsHeader(IReadOnlyList<string> cells)
    {
        var named = cells.Where(c => !string.IsNullOrWhiteSpace(c)).ToList();
        return named.Exists(c => c.Any(char.IsLetter))
            && !named.Exists(c => Emails.Normalize(c) is not null || c.Contains("://", StringComparison.Ordinal));
    }
}
