using Pivotal.Bench.Harness;

namespace Pivotal.Bench.Engine;

/// <summary>
/// What the grain engines cost by themselves: the single-process one and, where its packages restore, the official one beside
/// it. Each runs in a process of its own with the product's runtime settings, and they take turns round by round.
/// </summary>
internal sealed class EngineBench : IBench
{
    private const string Local = "local";
    private const string Packages = "packages";

    /// <summary>Nothing about a heap changes from round to round but the last few bytes.</summary>
    private const int MemoryRounds = 3;

    public string Name => "engine";

    public string Says => "empty calls/s to one hot grain on the engine `local` ÷ on `packages` (null where those cannot be restored)";

    public async Task<BenchResult> Run(BenchOptions options, CancellationToken cancel)
    {
        string[] engines = WorkerProcess.Exists(Packages) ? [Local, Packages] : [Local];
        if (engines.Length == 1)
            Console.WriteLine(" The official packages are not here: local alone, and no ratio.");
        var figures = new List<(string, object)>();
        Sample? hot = null, baseline = null;
        var running = new Dictionary<string, WorkerProcess>();
        try
        {
            foreach (var engine in engines)
                running[engine] = await WorkerProcess.Start(engine, cancel);
            foreach (var measurement in Measurement.All(options))
            {
                Console.WriteLine($" {measurement.Says}");
                var samples = await Samples(measurement, measurement.Fresh ? options with { WarmUps = 0, Rounds = Math.Min(options.Rounds, MemoryRounds) } : options, running, cancel);
                hot ??= samples[Local];
                baseline ??= samples.GetValueOrDefault(Packages);
                figures.AddRange(samples.Select(s => (s.Key == Local ? measurement.Figure : $"{measurement.Figure}OnPackages", (object)s.Value.Median)));
                figures.Add(($"{measurement.Figure}Spread", samples.Values.Max(s => s.Spread)));
            }
        }
        finally
        {
            foreach (var worker in running.Values)
                await worker.DisposeAsync();
        }

        if (engines.Contains(Packages))
            figures.AddRange(await TwoSilos.Scaling(Packages, options, cancel));
        return BenchResult.Of(Name, hot!, baseline, "hot calls/s", goal: 1, figures: [.. figures]);
    }

    private static async Task<Dictionary<string, Sample>> Samples(
        Measurement measurement, BenchOptions options, Dictionary<string, WorkerProcess> running, CancellationToken cancel)
    {
        if (running.ContainsKey(Packages))
        {
            var (ours, theirs) = await Rounds.Alternate(options, () => Round(Local), () => Round(Packages));
            return new() { [Local] = ours, [Packages] = theirs };
        }

        return new() { [Local] = await Rounds.Alone(options, () => Round(Local)) };

        async Task<double> Round(string engine)
        {
            if (!measurement.Fresh)
                return await running[engine].Measure(measurement.Command, cancel);
            await using var worker = await WorkerProcess.Start(engine, cancel);
            return await worker.Measure(measurement.Command, cancel);
        }
    }
}
