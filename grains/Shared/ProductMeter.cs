using System.Diagnostics.Metrics;

namespace Pivotal.Grains.Shared;

/// <summary>What the product does, in its own words, for whoever watches the installation. Counts of one process since its start; no tenant, number or name goes with them.</summary>
public static class ProductMeter
{
    public const string Name = "Pivotal";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Dialled = Meter.CreateCounter<long>("pivotal.calls.dialled", "{call}", "Calls the carrier took.");

    private static readonly Counter<long> Ended = Meter.CreateCounter<long>(
        "pivotal.calls.ended",
        "{call}",
        "Dialled calls that ended, by outcome: `abandoned` is one that was answered and found nobody free."
    );

    private static readonly Counter<long> ImportRows = Meter.CreateCounter<long>(
        "pivotal.imports.rows",
        "{row}",
        "Rows of imported files that were read, rejected ones too."
    );

    public static void OnDialled() => Dialled.Add(1);

    /// <summary>Counted by the activation that first knew of the end; one that is lost with its silo at that moment counts again elsewhere.</summary>
    /// <param name="outcome">a word of <see cref="Domain.Shared.Outcome"/></param>
    public static void OnEnded(string outcome) => Ended.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public static void OnRows(long rows) => ImportRows.Add(rows);
}
