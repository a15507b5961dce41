namespace Pivotal.Data.Shared;

/// <summary>
/// Writes CSV (RFC 4180, CRLF) that a spreadsheet opens without running anything: a cell that a spreadsheet would take for a formula gets a leading apostrophe.
/// Reading takes exactly that apostrophe away again, so that import(export(x)) = x, phone numbers with their plus sign included.
/// </summary>
public static class CsvText
{
    private const string FormulaStarts = "=+-@\t\r";

    public static string Escape(string cell) => IsFormula(cell, 0) ? "'" + cell : cell;

    public static string Unescape(string cell) => cell.Length > 1 && cell[0] == '\'' && IsFormula(cell, 1) ? cell[1..] : cell;

    public static void WriteRow(TextWriter to, IEnumerable<string?> cells, char delimiter = ',')
    {
        var first = true;
        foreach (var raw in cells)
        {
            if (!first)
                to.Write(delimiter);
            first = false;
            var cell = Escape(raw ?? "");
            if (cell.AsSpan().ContainsAny("\"\r\n") || cell.Contains(delimiter) || (cell.Length > 0 && (cell[0] == ' ' || cell[^1] == ' ')))
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

    // Apostrophes in front do not change what the cell is, so that escaping twice stays reversible.
    private static bool IsFormula(string cell, int start)
    {
        var at = start;
        while (at < cell.Length && cell[at] == '\'')
            at++;
        return at < cell.Length && FormulaStarts.Contains(cell[at]);
    }
}
