using System.Buffers;
using System.Text;

namespace Pivotal.Domain.Shared;

/// <summary>
/// Writes CSV (RFC 4180, CRLF) that a spreadsheet opens without running anything: what a spreadsheet would take for a formula gets a leading apostrophe, at the beginning of a cell and behind a character at which a sheet may
/// split it in spite of its quotes. Reading takes exactly these apostrophes away again, so that import(export(x)) = x, phone numbers with their plus sign included.
/// </summary>
public static class CsvText
{
    // The full-width ones are operators to East Asian spreadsheets.
    private static readonly SearchValues<char> Operators = SearchValues.Create("=+-@＝＋－＠");
    private static readonly SearchValues<char> Quoted = SearchValues.Create("\",;\t|\r\n");

    public static string Escape(string cell)
    {
        if (!MayHold(cell))
            return cell;
        var escaped = new StringBuilder(cell.Length + 2);
        for (var i = 0; i < cell.Length; i++)
        {
            if (IsFormula(cell, i))
                escaped.Append('\'');
            escaped.Append(cell[i]);
        }

        return escaped.ToString();
    }

    public static string Unescape(string cell)
    {
        if (!cell.Contains('\'') || !MayHold(cell))
            return cell;
        var plain = new StringBuilder(cell.Length);
        for (var i = 0; i < cell.Length; i++)
        {
            if (cell[i] != '\'' || !IsFormula(cell, i))
                plain.Append(cell[i]);
        }

        return plain.ToString();
    }

    public static void WriteRow(TextWriter to, IEnumerable<string?> cells, char delimiter = ',')
    {
        var first = true;
        foreach (var raw in cells)
        {
            if (!first)
                to.Write(delimiter);
            first = false;
            var cell = Escape(raw ?? "");
            if (cell.AsSpan().ContainsAny(Quoted) || cell.Contains(delimiter) || (cell.Length > 0 && (cell[0] == ' ' || cell[^1] == ' ')))
            {
                to.Write('"');
                to.Write(cell.Replace("\"", "\"\""));
                to.Write('"');
            }
            else
            {
                to.Write(cell);
            }
        }

        to.Write("\r\n");
    }

    private static bool MayHold(string cell) =>
        cell.AsSpan().ContainsAny(Operators) || cell.Length > 0 && cell.AsSpan().TrimStart('\'') is ['\t' or '\r' or '\n' or '\0', ..];

    /// <summary>Does what a sheet would run begin here? Apostrophes in front do not change what it is, so that escaping twice stays reversible.</summary>
    private static bool IsFormula(string cell, int start)
    {
        if (start > 0 && cell[start - 1] is not (';' or '|' or '\t'))
            return false;
        var at = start;
        while (at < cell.Length && cell[at] == '\'')
            at++;
        return at < cell.Length && (Operators.Contains(cell[at]) || start == 0 && cell[at] is '\t' or '\r' or '\n' or '\0');
    }
}
