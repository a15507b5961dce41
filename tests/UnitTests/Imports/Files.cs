using System.Text;
using Pivotal.Domain.Imports;

namespace Pivotal.UnitTests.Imports;

/// <summary>Files as the upload looks at them and the import reads them.</summary>
internal static class Files
{
    public static (CsvReading? Reading, CsvShape? Shape, string? Refusal) Look(byte[] bytes)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, bytes);
            if (CsvReading.Of(path) is not { } reading)
                return (null, null, "imports.binary");
            var (shape, refusal) = CsvShape.Of(path, reading.Format);
            return (reading, shape, refusal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Every row as the import maps it, by what is found out about the file.</summary>
    public static List<ImportRow> Rows(byte[] bytes) =>
        Look(bytes) is var look ? Rows(bytes, look.Reading!.Format, look.Shape?.Columns) : [];

    public static List<ImportRow> Rows(string text) => Rows(Encoding.UTF8.GetBytes(text));

    /// <param name="reading">chosen for every column whose values have such a reading</param>
    public static List<ImportRow> Rows(byte[] bytes, CsvFormat format, IReadOnlyList<ColumnFacts>? facts = null, string? reading = null)
    {
        using var rows = new CsvRows(new MemoryStream(bytes), format);
        var mapper = new RowMapper(
            HeaderRecogniser
                .Recognise(rows.Headers)
                .Select(
                    (g, i) =>
                        new ColumnTarget(
                            i,
                            g.Target,
                            ColumnReadings.Of(ImportTargets.Find(g.Target)?.Kind).Contains(reading) ? reading : null
                        )
                ),
            rows.Headers.Count,
            [.. (facts ?? []).Select(f => f.Dates)],
            [.. (facts ?? []).Select(f => f.Decimals)]
        );
        var mapped = new List<ImportRow>();
        while (rows.Read())
            mapped.Add(mapper.Map(rows));
        return mapped;
    }
}
