namespace Pivotal.Bench.Harness;

/// <summary>Runs ours and the baseline in turns, so that a slow minute of the machine hits both.</summary>
public static class Rounds
{
    /// <summary>Each function does one round of its work and answers its figure (a rate or a time).</summary>
    public static async Task<(Sample Ours, Sample Baseline)> Alternate(
        BenchOptions options,
        Func<Task<double>> ours,
        Func<Task<double>> baseline
    )
    {
        List<double> oursSeen = [],
            baselineSeen = [];
        for (var round = -options.WarmUps; round < options.Rounds; round++)
        {
            // The order changes each round: whoever runs second finds warmer caches and a fuller heap.
            var oursFirst = round % 2 == 0;
            double mine = 0;
            if (oursFirst)
                mine = await Settled(ours);
            var beside = await Settled(baseline);
            if (!oursFirst)
                mine = await Settled(ours);
            if (round < 0)
                continue;
            oursSeen.Add(mine);
            baselineSeen.Add(beside);
            Console.WriteLine(
                FormattableString.Invariant(
                    $"  round {round + 1}/{options.Rounds}: {mine:G5} beside {beside:G5} (ratio {mine / beside:F3})"
                )
            );
        }

        return (new Sample(oursSeen), new Sample(baselineSeen));
    }

    /// <summary>For what has nothing beside it.</summary>
    public static async Task<Sample> Alone(BenchOptions options, Func<Task<double>> ours)
    {
        List<double> seen = [];
        for (var round = -options.WarmUps; round < options.Rounds; round++)
        {
            var mine = await Settled(ours);
            if (round < 0)
                continue;
            seen.Add(mine);
            Console.WriteLine(FormattableString.Invariant($"  round {round + 1}/{options.Rounds}: {mine:G5}"));
        }

        return new Sample(seen);
    }

    private static Task<double> Settled(Func<Task<double>> round)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return round();
    }
}
