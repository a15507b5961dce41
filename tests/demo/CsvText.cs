using System.Text;

namespace Pivotal.Demo;

/// <summary>Reads RFC 4180 without the product's own code, as the client's spreadsheet would.</summary>
public static class CsvText
{
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Records(string csv)
    {
        var lines = Lines(csv).ToList();
        return lines.Count == 0 ? [] : [.. lines.Skip(1).Select(cells => lines[0].Zip(cells).ToDictionary(p => p.First, p => p.Second))];
    }

    public static IEnumerable<List<string>> Lines(string csv)
    {
        var (line, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < csv.Length; i++)
        {
            var c = csv[i];
            if (quoted && c == '"' && i + 1 < csv.Length && csv[i + 1] == '"')
                cell.Append(csv[++i]);
            else if (c == '"')
                quoted = !quoted;
            else if (!quoted && c is ',' or '\n')
            {
                line.Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    yield return line;
                    line = [];
                }
            }
            else if (quoted || c != '\r')
                cell.Append(c);
        }

        if (cell.Length > 0 || line.Count > 0)
        {
            line.Add(cell.ToString());
            yield return line;
        }
    }
}
