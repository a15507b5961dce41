using System.Globalization;
using Pivotal.Bench.DialerSimulation;
using Pivotal.Bench.DialerSimulation.Peers;
using Pivotal.Bench.Harness;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.WhatIf;

namespace Pivotal.Bench.Pacing;

/// <summary>
/// Simulated shifts of the product's own queue state beside its peers, cell by cell. Nothing here is timed: the same seeds give the same figures on every
/// machine, which is why the baseline may be the published column and not a run beside it. Under conditions the reference policy runs beside, by its description where it keeps the cap on average; where it
/// does not, because it does not know of late connections, as one that counts what the law counts (both are printed).
/// </summary>
internal sealed class PacingBench : IBench
{
    private static readonly double[] Levels = [1, 1.2, 1.4, 1.6, 1.8, 2, 2.25, 2.5, 3, 3.5, 4, 5, 6];

    public string Name => "pacing";

    public string Says =>
        "utilisation of predictive pacing in the worst warm cell ÷ the reference policy's there, and how many shifts and windows are over the abandon cap";

    public Task<BenchResult> Run(BenchOptions options, CancellationToken cancel)
    {
        var cells = Cell.All.Where(c => (options.Scale >= 1 || c.Scenario.Agents <= 20) && options.Wants(c.Scenario.Name)).ToList();
        Console.WriteLine(
            "utilisation % (abandon %, worst shift) of predictive; peers that keep 3 %: progressive, fixed ratio, adaptive tuned; ratio ÷ answer"
        );
        List<(Cell Cell, Shifts Ours, double Progressive, double Tuned)> rows = [];
        foreach (var cell in cells)
        {
            var shifts =
                options.Scale < 1 ? 2
                : cell.Scenario.Agents >= 100 ? 4
                : 12;
            var peerShifts = Math.Max(1, shifts / 3);
            var ours = Run(cell, shifts, () => new QueueDialer(DialMode.Predictive));
            var progressive = Run(cell, peerShifts, () => new QueueDialer(DialMode.Progressive));
            var ratio = Best(cell, peerShifts, Levels.Select(l => (Func<ISimulatedDialer>)(() => new RatioDialer(l))));
            var tuned = Best(cell, peerShifts, AdaptGrid());
            var overAnswer = Run(cell, peerShifts, () => new RatioOverAnswerDialer());
            rows.Add((cell, ours, progressive.Utilisation, tuned));
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {cell.Scenario.Name, -10} {100 * ours.Utilisation:F1} ({100 * ours.Abandon:F2}, {100 * ours.Worst:F2})  REF {100 * cell.Ref:F1} → {ours.Utilisation / cell.Ref:F3}   1:1 {100 * progressive.Utilisation:F1}  ratio {100 * ratio:F1}  adaptive {100 * tuned:F1}  ratio/answer {100 * overAnswer.Utilisation:F1} ({100 * overAnswer.Worst:F1})"
                )
            );
        }

        var stress = Stress(options, cancel);
        var conditions = new UnderConditions(options, cancel);
        Console.WriteLine("conditions, with a past; REF runs beside");
        var warm = conditions.Warm();
        Console.WriteLine(
            "half an hour without a past; signing off while lines ring; five days under rolling 24 hours (here the worst is a window)"
        );
        var cold = conditions.Cold();
        IReadOnlyList<ConditionRow> lawful = [.. warm, .. cold, .. conditions.SigningOff(), .. conditions.Days()];
        if (rows.Count + warm.Count == 0)
            throw new BenchException("no cell with a reference has such a name; what was asked for is above");
        var worst = rows.Select(r => (r.Cell.Scenario.Name, Ours: r.Ours.Utilisation, Ref: r.Cell.Ref))
            .Concat(warm.Select(r => (r.Scenario.Name, Ours: r.Ours.Utilisation, Ref: r.Reference!.Utilisation)))
            .MinBy(r => r.Ours / r.Ref);
        var small = rows.Where(r => r.Cell.Scenario.Agents is >= 5 and <= 20).ToList();
        List<Shifts> all = [.. stress.Select(s => s.Shifts), .. rows.Select(r => r.Ours), .. lawful.Select(r => r.Ours)];
        return Task.FromResult(
            new BenchResult(
                Name,
                worst.Ours,
                worst.Ref,
                "utilisation",
                Goal: 0.98,
                LowerIsBetter: false,
                Noise: 0,
                new Dictionary<string, object>
                {
                    ["cell"] = worst.Name,
                    ["worstAbandon"] = all.Max(s => Math.Max(s.Worst, s.Windows.Worst)),
                    ["overCap"] = stress.Sum(s => s.Shifts.OverCap) + rows.Sum(r => r.Ours.OverCap) + lawful.Sum(r => r.OverCap),
                    ["coldOverProgressive"] = Least(cold.Select(r => r.Ours.Utilisation / r.Progressive.Utilisation)),
                    ["stressShifts"] = stress.Sum(s => s.Count),
                    ["overTunedAdaptive5to20"] = Least(small.Select(r => r.Ours.Utilisation / r.Tuned)),
                    ["overProgressive"] = Least(rows.Select(r => r.Ours.Utilisation / r.Progressive)),
                    ["only"] = options.Only?.ToString() ?? "all",
                }
            )
            {
                FromSeeds = true,
            }
        );

        object Least(IEnumerable<double> ratios) => ratios.ToList() is { Count: > 0 } all ? all.Min() : "not asked for";

        Shifts Run(Cell cell, int count, Func<ISimulatedDialer> policy) => Shifts.Run(cell.Scenario, count, policy, cancel);

        // The best utilisation of the settings that keep the cap on average, which is less than is asked of ours.
        double Best(Cell cell, int count, IEnumerable<Func<ISimulatedDialer>> settings) =>
            settings
                .Select(s => Run(cell, count, s))
                .Where(s => s.Abandon <= Shifts.Cap)
                .Select(s => s.Utilisation)
                .DefaultIfEmpty(0)
                .Max();
    }

    private static IEnumerable<Func<ISimulatedDialer>> AdaptGrid() =>
        from most in new[] { 1.5, 2, 3, 4 }
        from offset in new[] { -2.0, -1, 0, 1 }
        from hard in new[] { true, false }
        select (Func<ISimulatedDialer>)(() => new AdaptDialer(most, offset, hard));

    /// <summary>A thousand shifts with the step, agents who leave in mid-call and machines taken for people.</summary>
    private static List<(int Count, Shifts Shifts)> Stress(BenchOptions options, CancellationToken cancel)
    {
        (Scenario Scenario, int Count)[] teams =
        [
            (Scenario.A(3), 150),
            (Scenario.A(5), 150),
            (Scenario.A(10), 150),
            (Scenario.A(20), 50),
            (Scenario.B(3), 150),
            (Scenario.B(5), 150),
            (Scenario.B(10), 100),
            (Scenario.C(5), 100),
        ];
        List<(int, Shifts)> done = [];
        foreach (var (scenario, count) in teams.Where(t => options.Wants($"{t.Scenario.Name} stress")))
        {
            var shifts = options.Scale < 1 ? count / 10 : count;
            var result = Shifts.Run(scenario.WithStress(), shifts, () => new QueueDialer(DialMode.Predictive), cancel);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {scenario.Name, -5} stress, {shifts} shifts: {100 * result.Utilisation:F1} ({100 * result.Abandon:F2}, worst {100 * result.Worst:F2}), over 3 %: {result.OverCap}"
                )
            );
            done.Add((shifts, result));
        }

        return done;
    }
}
