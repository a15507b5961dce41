namespace Pivotal.Domain.Dialer.Pacing;

/// <summary>
/// The number of successes among independent trials that each have their own probability (Poisson-binomial), grown one trial at a time.
/// Exact by convolution up to a number of successes, beyond which it only matters that there were more; its first two moments always.
/// </summary>
internal sealed class Chances(int most)
{
    private readonly double[] _p = new double[most + 1];
    private int _needed;

    /// <summary>The largest number of successes that was possible so far, at most <c>most</c>.</summary>
    public int Reach { get; private set; }

    /// <summary>True while no probability has been cut off.</summary>
    public bool Whole { get; private set; }

    public double Mean { get; private set; }

    public double Variance { get; private set; }

    /// <param name="needed">nobody will ask about more successes than this</param>
    public void Clear(int needed = int.MaxValue)
    {
        (Reach, Whole, Mean, Variance, _needed) = (0, true, 0, 0, Math.Clamp(needed, 0, most));
        _p[0] = 1;
    }

    public void Add(double p)
    {
        Mean += p;
        Variance += p * (1 - p);
        if (Reach < _needed)
            _p[++Reach] = 0;
        else
            Whole = false;
        for (var n = Reach; n > 0; n--)
            _p[n] = (_p[n] * (1 - p)) + (_p[n - 1] * p);
        _p[0] *= 1 - p;
    }

    /// <summary>P(<paramref name="demand"/> ≥ <paramref name="supply"/> + <paramref name="certain"/>).</summary>
    public static double AtLeast(Chances demand, Chances supply, int certain)
    {
        // What is needed of the demand's distribution ends where it exceeds all the supply there can be.
        if (supply.Whole && (demand.Whole || supply.Reach + certain <= demand.Reach))
        {
            double covered = 0,
                below = 0;
            var upTo = -1;
            for (var s = 0; s <= supply.Reach; s++)
            {
                for (; upTo < s + certain - 1 && upTo < demand.Reach; upTo++)
                    below += demand._p[upTo + 1];
                covered += supply._p[s] * below;
            }

            return Math.Max(0, 1 - covered);
        }

        var spread = Math.Sqrt(demand.Variance + supply.Variance);
        var gap = demand.Mean - supply.Mean - certain;
        return spread < 1e-9 ? (gap >= 0 ? 1 : 0) : Normal.Cdf((gap + 0.5) / spread);
    }
}
