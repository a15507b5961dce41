using System.Diagnostics;
using System.Globalization;
using Pivotal.Bench.Harness;
using Pivotal.FaultTests.Model;

namespace Pivotal.Bench.FaultsModel;

/// <summary>The fault suite at full length. Nothing here is a matter of speed: the same seed gives the same run on every machine.</summary>
internal sealed class FaultsModelBench : IBench
{
    private const long Events = 1_000_000;

    public string Name => "faults-model";

    public string Says =>
        "a million carrier events with duplicates, disorder and losses through the parts the product's grains are made of; value is the number of broken promises";

    public Task<BenchResult> Run(BenchOptions options, CancellationToken cancel)
    {
        var seeds = ModelOptions.GivenSeed is { } given ? [given] : Enumerable.Range(1, options.Scale < 1 ? 1 : 3).ToArray();
        List<ModelReport> reports = [];
        foreach (var seed in seeds)
        {
            var began = Stopwatch.GetTimestamp();
            var report = FaultsRun.Go(new ModelOptions(seed, (long)(Events * Math.Min(1, options.Scale))), cancel);
            reports.Add(report);
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"  {report} ({Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s)")
            );
        }

        var broken = reports.Sum(r => r.Violations.Count);
        return Task.FromResult(
            new BenchResult(
                Name,
                broken,
                null,
                "broken promises",
                Goal: 0,
                LowerIsBetter: true,
                Noise: 0,
                new Dictionary<string, object>
                {
                    ["events"] = reports.Sum(r => r.Events),
                    ["seeds"] = string.Join(',', seeds),
                    ["calls"] = reports.Sum(r => r.Calls),
                    ["bridged"] = reports.Sum(r => r.Bridged),
                }
            )
            {
                FromSeeds = true,
            }
        );
    }
}
