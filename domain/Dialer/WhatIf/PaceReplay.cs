using Pivotal.Domain.Campaigns;

namespace Pivotal.Domain.Dialer.WhatIf;

/// <summary>How a campaign dials, as far as its pace depends on it.</summary>
public sealed record PaceSettings(string DialMode, double PowerRatio, double AbandonCap, int MaxConcurrent);

/// <summary>Plays a history with a pace some times and says what came of it.</summary>
public static class PaceReplay
{
    /// <summary>The same people answer in every pace's n-th run, so that paces differ by what they do and not by luck.</summary>
    private const int FirstSeed = 7000;

    public static WhatIfFigures Play(CampaignHistory history, PaceSettings pace, int runs, CancellationToken cancel)
    {
        var world = new ReplayWorld(history);
        ShiftResult[] results =
        [
            .. Enumerable
                .Range(FirstSeed, runs)
                .Select(seed =>
                    new ShiftSimulation(
                        world,
                        new QueueDialer(pace.DialMode, pace.PowerRatio, pace.AbandonCap, pace.MaxConcurrent),
                        seed
                    ).Run(cancel)
                ),
        ];
        var (answered, abandoned) = (results.Average(r => r.Answered), results.Average(r => r.Abandoned));
        return new(
            results.Average(r => r.Utilisation),
            Whole(results.Average(r => r.Dials)),
            Whole(answered),
            Whole(answered) - Whole(abandoned),
            Whole(abandoned),
            answered == 0 ? 0 : abandoned / answered,
            results.Max(r => r.AbandonRate)
        );
    }

    /// <summary>What the rows say, in the same figures.</summary>
    public static WhatIfFigures Actual(CampaignHistory history)
    {
        var rate = history.Answered == 0 ? 0 : (double)history.Abandoned / history.Answered;
        return new(
            history.SignedInSeconds == 0 ? 0 : Math.Min(1, history.BusySeconds / history.SignedInSeconds),
            history.Calls.Count,
            history.Answered,
            history.Answered - history.Abandoned,
            history.Abandoned,
            rate,
            rate
        );
    }

    private static int Whole(double mean) => (int)Math.Round(mean);
}
