namespace Pivotal.Simulator.Telnyx.Script;

/// <summary>
/// Reproducible random numbers: SplitMix64 (Steele, Lea, Flood 2014), seeded from the run's seed and a text.
/// Own generator because <see cref="Random"/> promises no stable sequence over runtime versions.
/// </summary>
public struct Dice
{
    private ulong _state;

    public Dice(ulong seed, string text)
    {
        // FNV-1a over the text: string.GetHashCode differs per process.
        var hash = 14695981039346656037UL ^ seed;
        foreach (var c in text)
            hash = unchecked((hash ^ c) * 1099511628211UL);
        _state = hash;
    }

    public ulong Next()
    {
        unchecked
        {
            var z = _state += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }

    /// <summary>Uniform in (0, 1), never 0, so that its logarithm is finite.</summary>
    public double Unit() => ((Next() >> 11) + 0.5) / (1UL << 53);

    public bool Chance(double probability) => Unit() < probability;

    /// <summary>Log-normal by its median; sigma is the standard deviation of the logarithm.</summary>
    public double LogNormal(double median, double sigma) =>
        median * Math.Exp(sigma * Math.Sqrt(-2 * Math.Log(Unit())) * Math.Cos(2 * Math.PI * Unit()));

    /// <summary>Erlang: the sum of <paramref name="stages"/> exponentials with the given total mean.</summary>
    public double Erlang(double mean, int stages)
    {
        var sum = 0.0;
        for (var i = 0; i < stages; i++)
            sum -= Math.Log(Unit());
        return sum * mean / stages;
    }
}
