using Pivotal.Bench.Harness;
using Pivotal.Hosting.Start;

namespace Pivotal.Bench.Scale;

/// <summary>
/// What a second silo adds: decisions/s of two silos of one cluster, each on a core of its own, ÷ those of one silo on one core. Each
/// silo drives its own queues. PostgreSQL and the wire to callers outside are not in it: what is measured is whether silos stand in each other's way.
/// </summary>
internal sealed class ScaleBench : IBench
{
    private const double Goal = 1.8;
    private const int Queues = 25;

    public string Name => "scale";

    public string Says => "routed calls per second of processor time and per core, two silos of one cluster ÷ one silo";

    public async Task<BenchResult> Run(BenchOptions options, CancellationToken cancel)
    {
        if (Environment.ProcessorCount < 2 || !File.Exists("/usr/bin/taskset"))
            throw new BenchException("Two silos are measured on two cores, with taskset.");

        var (first, second, third) = (FreePort.Take(), FreePort.Take(), FreePort.Take());
        await using var alone = await WorkerProcess.Start(core: 0, third, third, cancel);
        await using var left = await WorkerProcess.Start(core: 0, first, first, cancel);
        await using var right = await WorkerProcess.Start(core: 1, second, first, cancel);
        Console.WriteLine(" per second of processor time, which other work on the machine takes nothing from");
        var (two, one) = await Beside(perProcessorSecond: true);
        Console.WriteLine(" by the clock");
        var (twoByClock, oneByClock) = await Beside(perProcessorSecond: false);
        return BenchResult.Of(
            Name,
            two,
            one,
            "decisions/s of processor time",
            Goal,
            figures:
            [
                ("byClock", twoByClock.Median / oneByClock.Median),
                ("byClockSpread", Math.Max(twoByClock.Spread, oneByClock.Spread)),
                ("twoSilosByClock", twoByClock.Median),
                ("oneSiloByClock", oneByClock.Median),
            ]
        );

        Task<(Sample Two, Sample One)> Beside(bool perProcessorSecond)
        {
            var (during, mode) = (options.Scaled(2_000), perProcessorSecond ? 1 : 0);
            return Rounds.Alternate(
                options,
                async () =>
                    (await Task.WhenAll(left.Decide(Queues, during, mode, cancel), right.Decide(Queues, during, mode, cancel))).Sum(),
                () => alone.Decide(Queues, during, mode, cancel)
            );
        }
    }
}
