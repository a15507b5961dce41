using Pivotal.Bench.DialerSimulation;
using Pivotal.Grains.Dialer.Simulation;

namespace Pivotal.Bench.Pacing;

/// <summary>The shifts of one policy in one cell.</summary>
internal sealed record Shifts(double Utilisation, double Abandon, double Worst, int OverCap)
{
    public const double Cap = 0.03;

    public static Shifts Of(IReadOnlyList<ShiftResult> shifts) => new(
        shifts.Average(s => s.Utilisation), shifts.Average(s => s.AbandonRate), shifts.Max(s => s.AbandonRate), shifts.Count(s => s.AbandonRate > Cap));

    /// <summary>The same seeds for every policy, so that all meet the same people.</summary>
    public static Shifts Run(Scenario scenario, int count, Func<ISimulatedDialer> policy, CancellationToken cancel)
    {
        var results = new ShiftResult[count];
        Parallel.For(0, count, new() { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount },
            i => results[i] = new ShiftSimulation(scenario, policy(), seed: 1000 + i).Run());
        return Of(results);
    }
}
