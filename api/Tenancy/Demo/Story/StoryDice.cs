using System.Buffers.Binary;

namespace Pivotal.Api.Tenancy.Demo.Story;

/// <summary>All chance of a demo month. The same seed gives the same month, ids included, whatever machine makes it.</summary>
internal sealed class StoryDice(int seed)
{
    private readonly Random _random = new(seed);

    public double Unit() => _random.NextDouble();

    public bool Chance(double share) => _random.NextDouble() < share;

    /// <param name="below">outside</param>
    public int Between(int from, int below) => _random.Next(from, below);

    public double Between(double from, double to) => from + ((to - from) * _random.NextDouble());

    public T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    /// <summary>By its share; shares add up to anything.</summary>
    public T PickBy<T>(params IReadOnlyList<(T Value, double Share)> from)
    {
        var at = _random.NextDouble() * from.Sum(f => f.Share);
        foreach (var (value, share) in from)
        {
            if (at < share)
                return value;
            at -= share;
        }

        return from[^1].Value;
    }

    public T[] Shuffled<T>(IEnumerable<T> all)
    {
        var items = all.ToArray();
        _random.Shuffle(items);
        return items;
    }

    /// <summary>A stretch of time as talks and wrap-ups have it: never zero, mostly near the mean, sometimes twice as long (Erlang with two stages).</summary>
    public TimeSpan About(double meanSeconds, double leastSeconds, double mostSeconds)
    {
        var drawn = -(Math.Log(1 - _random.NextDouble()) + Math.Log(1 - _random.NextDouble())) * meanSeconds / 2;
        return TimeSpan.FromMilliseconds(Math.Round(Math.Clamp(drawn, leastSeconds, mostSeconds) * 1000));
    }

    /// <summary>A UUIDv7 of that moment, so that rows sort by when they say they were made.</summary>
    public Guid Id(DateTimeOffset at)
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        Span<byte> stamp = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(stamp, at.ToUnixTimeMilliseconds());
        stamp[2..].CopyTo(bytes);
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }
}
