using System.Text.Json;
using Pivotal.Data.Shared;
using Pivotal.Domain.Imports;
using Pivotal.Domain.Shared;

namespace Pivotal.Data.Imports;

/// <summary>What the look at a file found, as its row keeps it: the headers, the first values shortened, the mapping that the headers suggest, and what its values tell of how to read them.</summary>
internal sealed record StoredShape(Jsonb Headers, Jsonb Samples, Jsonb Mapping, string[] Dates, string[] Decimals, Jsonb Ambiguous)
{
    public static StoredShape Of(CsvShape shape) =>
        new(
            Stored(shape.Headers),
            Stored(
                shape.Samples.Select(row =>
                    row.Take(ImportLimits.Columns)
                        .Select(cell => cell.Length > ImportLimits.ShownCell ? cell.Beginning(ImportLimits.ShownCell) + "…" : cell)
                )
            ),
            Stored(HeaderRecogniser.Recognise(shape.Headers).Select((guess, i) => new ColumnTarget(i, guess.Target))),
            [.. shape.Columns.Select(c => c.Dates.ToString().ToLowerInvariant())],
            [.. shape.Columns.Select(c => c.Decimals.ToString().ToLowerInvariant())],
            Stored(shape.Columns.Select(c => c.Ambiguous))
        );

    private static Jsonb Stored<T>(T value) => new(JsonSerializer.Serialize(value, ImportRecord.Json));
}

internal static class CertaintyWords
{
    public static string Word(this Certainty certainty) => certainty.ToString().ToLowerInvariant();
}
