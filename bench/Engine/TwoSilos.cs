using System.Net;
using System.Net.Sockets;
using Pivotal.Bench.Harness;

namespace Pivotal.Bench.Engine;

/// <summary>
/// What a second silo adds: decisions/s of two silos of one cluster, each on a core of its own, ÷ those of one silo on one core. Each
/// silo drives its own queues. PostgreSQL and the wire to callers outside are not in it: what is measured is whether silos stand in each other's way.
/// </summary>
internal static class TwoSilos
{
    public const double Goal = 1.6;
    private const int Queues = 25;

    /// <summary>Nothing when this machine has one core only.</summary>
    public static async Task<IReadOnlyList<(string, object)>> Scaling(string engine, BenchOptions options, CancellationToken cancel)
    {
        if (Environment.ProcessorCount < 2 || !File.Exists("/usr/bin/taskset"))
        {
            Console.WriteLine(" Two silos are not measured: that takes two cores and taskset.");
            return [];
        }

        Console.WriteLine($" decisions/s of two silos with a core each, beside one silo on one core (goal {Goal}×)");
        var first = FreePort();
        await using var alone = await WorkerProcess.Start(engine, cancel, core: 0);
        await using var left = await WorkerProcess.Start(engine, cancel, core: 0, first, first);
        await using var right = await WorkerProcess.Start(engine, cancel, core: 1, FreePort(), first);
        var (two, one) = await Beside(perProcessorSecond: false);
        Console.WriteLine(" the same per second of processor time, which other work on the machine takes nothing from");
        var (twoByProcessor, oneByProcessor) = await Beside(perProcessorSecond: true);
        var ratio = two.Median / one.Median;
        return
        [
            ("siloScaling", ratio), ("siloScalingGoal", Goal), ("siloScalingMet", ratio >= Goal),
            ("decisionsOfTwoSilos", two.Median), ("decisionsOfOneSilo", one.Median), ("siloScalingSpread", Math.Max(two.Spread, one.Spread)),
            ("siloScalingByProcessorTime", twoByProcessor.Median / oneByProcessor.Median), ("siloScalingByProcessorTimeSpread", Math.Max(twoByProcessor.Spread, oneByProcessor.Spread)),
        ];

        Task<(Sample Two, Sample One)> Beside(bool perProcessorSecond)
        {
            var command = $"decide {Queues} {options.Scaled(2_000)} {(perProcessorSecond ? 1 : 0)}";
            return Rounds.Alternate(
                options,
                async () => (await Task.WhenAll(left.Measure(command, cancel), right.Measure(command, cancel))).Sum(),
                () => alone.Measure(command, cancel));
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
