namespace Pivotal.Domain.Dialer.Pacing;

internal static class Normal
{
    /// <summary>P(Z ≤ z). Abramowitz and Stegun 26.2.17; absolute error below 7.5e-8.</summary>
    public static double Cdf(double z)
    {
        var t = 1 / (1 + (0.2316419 * Math.Abs(z)));
        var tail =
            Math.Exp(-z * z / 2)
            / Math.Sqrt(2 * Math.PI)
            * t
            * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return z > 0 ? 1 - tail : tail;
    }
}
