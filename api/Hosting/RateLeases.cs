using Orleans;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Hosting;

/// <summary>Asks the installation's buckets, and not at all for a moment after they did not answer: a limit is no reason to keep people waiting.</summary>
internal sealed class RateLeases(IGrainFactory grains, RatePatience patience, TimeProvider time, ILogger<RateLeases> log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private long _failed;

    /// <summary>Null when nobody answers.</summary>
    public async Task<RateLease?> Ask(Guid key, int wanted, RateRule rule)
    {
        var failed = Interlocked.Read(ref _failed);
        if (failed != 0 && time.GetElapsedTime(failed) < Pause)
            return null;
        Task<RateLease>? asking = null;
        try
        {
            asking = grains.Rate(key).Lease(key, wanted, rule.PerSecond, rule.Burst);
            return await asking.WaitAsync(patience.Longest, time);
        }
        catch (Exception e)
        {
            // Whatever becomes of it, nobody asks any more.
            _ = asking?.ContinueWith(
                static left => left.Exception,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted,
                TaskScheduler.Default
            );
            Interlocked.Exchange(ref _failed, time.GetTimestamp());
            HostLog.LimitsAlone(log, e.Message);
            return null;
        }
    }
}

/// <param name="Longest">how long a request waits for the bucket's answer, which takes a millisecond where nothing is wrong</param>
internal sealed record RatePatience(TimeSpan Longest)
{
    public static readonly RatePatience Default = new(TimeSpan.FromMilliseconds(250));
}
