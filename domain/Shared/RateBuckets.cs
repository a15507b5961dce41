namespace Pivotal.Domain.Shared;

/// <summary>
/// Token buckets by key: over any time no more than the burst and what flowed in since is given out (token bucket; RFC 2697 describes the same with bytes). Full ones are forgotten, since a new one is
/// full too; where more than <paramref name="most"/> are in use at once, a key that is not among them is not counted.
/// </summary>
public sealed class RateBuckets(int most)
{
    /// <summary>Looking for full buckets reads all of them.</summary>
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(10);

    private readonly Dictionary<Guid, Bucket> _buckets = [];
    private DateTimeOffset _swept;

    public int Count => _buckets.Count;

    /// <returns>requests granted, and when none was, how long until there is one</returns>
    public (int Granted, TimeSpan Wait) Take(Guid key, int wanted, int perSecond, int burst, DateTimeOffset now)
    {
        if (now - _swept > Sweep)
            Forget(now);
        var known = _buckets.TryGetValue(key, out var bucket);
        if (!known && _buckets.Count >= most)
            return (wanted, TimeSpan.Zero);
        var tokens = known ? bucket.At(now, perSecond, burst) : burst;
        var granted = (int)Math.Clamp(tokens, 0, wanted);
        // A clock that was set back gives nothing a second time.
        _buckets[key] = new(tokens - granted, known && bucket.Since > now ? bucket.Since : now, perSecond, burst);
        return (granted, granted > 0 || wanted <= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((1 - tokens) / perSecond));
    }

    private void Forget(DateTimeOffset now)
    {
        _swept = now;
        foreach (var (key, bucket) in _buckets)
            if (bucket.At(now, bucket.PerSecond, bucket.Burst) >= bucket.Burst)
                _buckets.Remove(key);
    }

    private readonly record struct Bucket(double Tokens, DateTimeOffset Since, int PerSecond, int Burst)
    {
        public double At(DateTimeOffset now, int perSecond, int burst) =>
            Math.Min(burst, Tokens + Math.Max(0, (now - Since).TotalSeconds) * perSecond);
    }
}
