using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Hosting;

/// <summary>
/// One key's bucket as one of several API processes sees it. It leases a chunk of requests from the installation's bucket and lets that many through without asking again; its own bucket, with the same
/// numbers, is filled and emptied beside it and decides alone while no silo answers.
/// <para>
/// How exact: within any t seconds all processes together let through no more than burst + rate × t + one chunk for each process (leased before and used now). A chunk is a fifth of what a second brings.
/// While no silo answers it is the limit for each process; a silo that is lost with the bucket gives one more burst.
/// </para>
/// </summary>
internal sealed class SharedLimiter(RateRule rule, Func<int, Task<RateLease?>> ask, TimeProvider time) : ReplenishingRateLimiter
{
    private static readonly RateLimitLease AskFirst = new Refusal(TimeSpan.Zero);

    private readonly TokenBucketRateLimiter _own = new(rule.Bucket());
    private readonly Lock _lock = new();
    private Task<RateLease?>? _asking;
    private int _left;
    private long _leased;

    public override TimeSpan? IdleDuration => _own.IdleDuration;

    public override bool IsAutoReplenishing => false;

    public override TimeSpan ReplenishmentPeriod => _own.ReplenishmentPeriod;

    public override bool TryReplenish() => _own.TryReplenish();

    public override RateLimiterStatistics? GetStatistics() => _own.GetStatistics();

    protected override RateLimitLease AttemptAcquireCore(int permitCount) => FromLease(permitCount) ?? AskFirst;

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task<RateLease?> asking;
            lock (_lock)
            {
                if (FromLease(permitCount) is { } decided)
                    return decided;
                // For everybody who waits, so without the context of the one who came first: his request may be given up.
                using (ExecutionContext.SuppressFlow())
                    asking = _asking ??= Task.Run(Ask, CancellationToken.None);
            }

            switch (await asking.WaitAsync(cancellationToken))
            {
                case null:
                    return _own.AttemptAcquire(permitCount);
                case { Granted: 0 } none:
                    return new Refusal(none.Wait);
            }
        }
    }

    protected override void Dispose(bool disposing) => _own.Dispose();

    /// <summary>Null when there is no lease, it is used up, or too old: what was not used within the time in which a bucket fills is not kept for later.</summary>
    private RateLimitLease? FromLease(int permits)
    {
        lock (_lock)
        {
            if (_left < permits || time.GetElapsedTime(_leased) > rule.Fill)
                return null;
            var own = _own.AttemptAcquire(permits);
            if (own.IsAcquired)
                _left -= permits;
            return own;
        }
    }

    private async Task<RateLease?> Ask()
    {
        try
        {
            var lease = await ask(rule.Chunk);
            lock (_lock)
            {
                if (lease is { Granted: > 0 })
                    (_left, _leased) = (lease.Granted, time.GetTimestamp());
            }

            return lease;
        }
        finally
        {
            lock (_lock)
                _asking = null;
        }
    }

    private sealed class Refusal(TimeSpan wait) : RateLimitLease
    {
        public override bool IsAcquired => false;

        public override IEnumerable<string> MetadataNames => [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, [NotNullWhen(true)] out object? metadata)
        {
            metadata = metadataName == MetadataName.RetryAfter.Name ? wait : null;
            return metadata is not null;
        }
    }
}
