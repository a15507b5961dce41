namespace Pivotal.Bench.Harness;

/// <summary>The measured values of one thing over the rounds.</summary>
public sealed class Sample(IEnumerable<double> values)
{
    private readonly double[] _sorted = [.. values.Order()];

    public int Count => _sorted.Length;

    public double Median => Quantile(0.5);

    /// <summary>Half of the values lie within this share of the median (interquartile range ÷ median): 0 is perfectly quiet.</summary>
    public double Spread => Median == 0 ? 0 : (Quantile(0.75) - Quantile(0.25)) / Math.Abs(Median);

    /// <summary>Linear between neighbours (Hyndman and Fan, type 7).</summary>
    public double Quantile(double q)
    {
        if (_sorted.Length == 0)
            throw new InvalidOperationException("nothing was measured");
        var at = q * (_sorted.Length - 1);
        var below = (int)Math.Floor(at);
        var above = Math.Min(below + 1, _sorted.Length - 1);
        return _sorted[below] + (at - below) * (_sorted[above] - _sorted[below]);
    }
}
