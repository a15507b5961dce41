using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Imports;

/// <summary>An encoding that a file may be in, and what it makes of cells.</summary>
/// <param name="Examples">cells of which the proposals make different text, the same ones for each proposal</param>
public sealed record EncodingProposal(string Encoding, IReadOnlyList<string> Examples);

/// <summary>What somebody chooses an encoding by: the likeliest ones, with cells that tell them apart.</summary>
public static class EncodingProposals
{
    private const int Most = 4;
    private const int Examples = 3;

    // Cells among which the best are looked for.
    private const int Looked = 200;
    private const int MostExample = 40;

    /// <param name="format">how the file is read now; it is the first proposal</param>
    /// <returns>one proposal only, when the file holds nothing that would be other text in another encoding</returns>
    public static IReadOnlyList<EncodingProposal> Of(Stream file, CsvFormat format)
    {
        var lines = LineKinds.Of(file);
        if (lines.Others == 0)
            return [new(format.Encoding, [])];
        var readings = new List<(string Name, string Text)> { (format.Encoding, Text(lines.Sample, format.Encoding)) };
        foreach (var guess in CodePages.Rank(lines.Sample).TakeWhile(_ => readings.Count < Most))
        {
            var text = guess.Encoding.GetString(lines.Sample);
            if (readings.TrueForAll(r => r.Text != text))
                readings.Add((Name(guess.Name, lines), text));
        }

        // Best are cells that tell the two likeliest apart.
        var cells = Differing(readings.ConvertAll(r => new CsvScanner(new StringReader(r.Text), format.Delimiter)))
            .OrderByDescending(c => c[0] != c[1])
            .DistinctBy(c => c[0])
            .Take(Examples)
            .ToList();
        return [.. readings.Select((r, i) => new EncodingProposal(r.Name, cells.ConvertAll(c => c[i])))];
    }

    /// <summary>What each reading makes of the same cells, of the first ones of which they make different text.</summary>
    private static List<string[]> Differing(List<CsvScanner> rows)
    {
        var found = new List<string[]>();
        while (rows.Count > 1 && found.Count < Looked && rows.TrueForAll(r => r.Read()))
        {
            for (var i = 0; i < rows.Min(r => r.Count); i++)
            {
                var texts = rows.Select(r => Shown(r.Cell(i).Trim().ToString())).ToArray();
                if (texts.Distinct().Count() > 1)
                    found.Add(texts);
            }
        }

        return found;
    }

    private static string Text(ReadOnlySpan<byte> bytes, string encoding)
    {
        using var text = TextEncodings.Open(new MemoryStream(bytes.ToArray()), encoding);
        return text.ReadToEnd();
    }

    private static string Name(string page, LineKinds lines) =>
        lines.InUtf8 > 0 && TextEncodings.OneByte.Contains(page) ? TextEncodings.Mixed(page, lines.InUtf8 >= lines.Others) : page;

    private static string Shown(string text)
    {
        var sound = text.Sound();
        return sound.Length > MostExample ? sound.Beginning(MostExample) + "…" : sound;
    }
}
