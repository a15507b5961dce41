using Pivotal.Bench.DialerSimulation;
using Pivotal.Domain.Compliance.Law;
using Pivotal.Domain.Dialer.WhatIf;

namespace Pivotal.Bench.Pacing;

/// <summary>The shifts of one policy in one cell.</summary>
/// <param name="OverCap">shifts over the cap</param>
internal sealed record Shifts(double Utilisation, double Abandon, double Worst, int OverCap)
{
    public const double Cap = 0.03;

    /// <summary>Days and rolling 24 hours in which somebody answered, and those over the cap. Only of shifts longer than a day.</summary>
    public (int All, int Over, double Worst) Windows { get; private init; }

    public static Shifts Of(IReadOnlyList<ShiftResult> shifts) =>
        new(
            shifts.Average(s => s.Utilisation),
            shifts.Average(s => s.AbandonRate),
            shifts.Max(s => s.AbandonRate),
            shifts.Count(s => s.AbandonRate > Cap)
        );

    /// <summary>The same seeds for every policy, so that all meet the same people.</summary>
    public static Shifts Run(Scenario scenario, int count, Func<ISimulatedDialer> policy, CancellationToken cancel)
    {
        var results = new ShiftResult[count];
        Parallel.For(
            0,
            count,
            new() { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount },
            i => results[i] = new ShiftSimulation(scenario, policy(), seed: 1000 + i).Run()
        );
        return Of(results) with { Windows = scenario.Length > TimeSpan.SecondsPerDay ? WindowsOf(results) : default };
    }

    /// <summary>Judged as the evidence of the product judges them.</summary>
    private static (int, int, double) WindowsOf(IEnumerable<ShiftResult> results)
    {
        var first = DateOnly.FromDateTime(QueueDialer.Start.DateTime);
        var windows = results
            .SelectMany(r =>
                EvidenceWindows.Of(
                    r.Quarters.Select((q, n) => new AnsweredQuarter(QueueDialer.Start.AddMinutes(15 * n), q.Answered, q.Abandoned)),
                    [new(EvidenceRule.Day, Cap, EffectiveCompliance.Campaign), new(AbandonRule.Day, Cap, EffectiveCompliance.Campaign)],
                    TimeZoneInfo.Utc,
                    first,
                    first.AddDays((r.Quarters.Count / 96) - 1)
                )
            )
            .ToList();
        return (windows.Count, windows.Count(w => !w.Kept), windows.Max(w => w.Share));
    }
}
