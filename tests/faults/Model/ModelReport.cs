using System.Globalization;

namespace Pivotal.FaultTests.Model;

/// <summary>What a run was and what was wrong with it.</summary>
/// <param name="LogHash">over every delivery and order with its time: two runs with the same hash are the same run</param>
/// <param name="Violations">empty when all promises were kept</param>
public sealed record ModelReport(
    int Seed,
    long Events,
    string LogHash,
    IReadOnlyList<string> Violations,
    long Duplicates,
    long Reordered,
    long Lost,
    int Calls,
    int Bridged,
    int LegsDropped,
    int OrderFaults,
    int TransactionsFailed,
    int ActivationsLost,
    TimeSpan Simulated
)
{
    public bool Kept => Violations.Count == 0;

    public override string ToString()
    {
        var verdict = Kept
            ? "0 double dials, 0 double bridges, 0 stuck agents, 0 lost hang-ups"
            : $"{string.Join("; ", Violations)}. Again: {ModelOptions.SeedVariable}={Seed}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"seed {Seed}: {Events:N0} events in {Simulated.TotalHours:F1} simulated hours ({Duplicates:N0} duplicates, {Reordered:N0} reordered, {Lost:N0} lost), {Calls:N0} calls, {Bridged:N0} bridged, {LegsDropped:N0} agent legs lost, {OrderFaults:N0} orders answered badly, {TransactionsFailed:N0} transactions failed, {ActivationsLost:N0} activations lost, log {LogHash}: {verdict}"
        );
    }
}
