using Pivotal.Domain.Accounts;

namespace Pivotal.Domain.Imports;

/// <summary>Finds what separates the cells: what Excel's <c>sep=</c> line says, otherwise the character by which the header has names that are known, a column holds addresses and the rows are as wide as the header.</summary>
internal static class Delimiters
{
    public const string All = ",;\t|";

    private const int Rows = 100;

    private readonly record struct Look(char Delimiter, int Known, double Even, int Width);

    /// <param name="text">the beginning of the file, cut at any place</param>
    public static (char Delimiter, Certainty Certainty) Find(string text)
    {
        if (Said(text) is { } said)
            return (said, Certainty.Certain);
        var looks = All.Select(d => LookBy(d, text))
            .OrderByDescending(l => l.Known)
            .ThenByDescending(l => l.Even)
            .ThenByDescending(l => l.Width)
            .ToList();
        var (best, next) = (looks[0], looks[1]);
        var sure =
            next.Width < 2 || best.Known >= next.Known + 2 ? Certainty.Certain
            : best.Known > next.Known ? Certainty.Likely
            : Certainty.Guess;
        return (best.Delimiter, best.Width > 1 && best.Even < 0.9 && sure > Certainty.Guess ? sure - 1 : sure);
    }

    /// <summary>The line that Excel takes for the separator's name and not for a row.</summary>
    public static bool IsExcelLine(CsvScanner line) =>
        line.Line == 1
        && line.Count is 1 or 2
        && line.Cell(0).Trim('\ufeff') is { Length: 4 or 5 } cell
        && cell.StartsWith("sep=", StringComparison.OrdinalIgnoreCase);

    private static char? Said(string text)
    {
        var line = text.AsSpan().TrimStart("\ufeff\r\n ");
        if (line.IndexOfAny('\r', '\n') is var end and >= 0)
            line = line[..end];
        line = line.TrimStart('"');
        return
            line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase)
            && line.Length is 5 or 6
            && All.Contains(line[4])
            && line[5..] is "" or "\""
            ? line[4]
            : null;
    }

    private static Look LookBy(char delimiter, string text)
    {
        var rows = new CsvScanner(new StringReader(text), delimiter);
        string[]? headers = null;
        int[]? addresses = null;
        int seen = 0,
            even = 0;
        while (seen < Rows && rows.Read())
        {
            if (rows.Count == 1 && rows.Cell(0).IsWhiteSpace())
                continue;
            if (headers is null)
            {
                headers = new string[rows.Count];
                for (var i = 0; i < headers.Length; i++)
                    headers[i] = rows.Cell(i).Trim("\ufeff ").ToString();
                addresses = new int[headers.Length];
                rows.Width = headers.Length;
                continue;
            }

            seen++;
            if (rows.Count == headers.Length)
                even++;
            for (var i = 0; i < rows.Count && i < headers.Length; i++)
            {
                if (rows.Cell(i) is { Length: < 255 } cell && cell.Contains('@') && Emails.Normalize(cell.ToString()) is not null)
                    addresses![i]++;
            }
        }

        if (headers is null)
            return new(delimiter, 0, 0, 0);
        var known =
            HeaderRecogniser.Recognise(headers).Count(g => g.Target is not null) + (seen > 0 && addresses!.Max() * 2 >= seen ? 2 : 0);
        return new(delimiter, known, headers.Length < 2 || seen == 0 ? 0 : (double)even / seen, headers.Length);
    }
}
