using System.Text;
using System.Text.RegularExpressions;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Shared;

/// <summary>
/// Cells of the CSV files people open in a spreadsheet. Text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection), as in <see cref="CsvText"/>;
/// a telephone number in E.164 starts with a plus and is no formula, so it stays as it is and can be imported again.
/// </summary>
public static partial class CsvCell
{
    /// <summary>Appends one line, cells quoted as RFC 4180 says, ended by CR LF.</summary>
    public static void Line(StringBuilder into, IEnumerable<string?> cells)
    {
        var first = true;
        foreach (var cell in cells)
        {
            if (!first)
                into.Append(',');
            first = false;
            Quote(into, Safe(cell ?? ""));
        }

        into.Append("\r\n");
    }

    public static string Safe(string text) => Phone().IsMatch(text) ? text : CsvText.Escape(text);

    private static void Quote(StringBuilder into, string text)
    {
        if (text.AsSpan().IndexOfAny(",;\t|\"\r\n") < 0)
        {
            into.Append(text);
            return;
        }

        into.Append('"').Append(text.Replace("\"", "\"\"")).Append('"');
    }

    [GeneratedRegex(@"\A\+[1-9][0-9]{6,14}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Phone();
}
