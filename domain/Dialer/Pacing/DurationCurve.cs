namespace Pivotal.Domain.Dialer.Pacing;

/// <summary>
/// How long something lasts (ringing, handling a call), learned from what has ended and what still lasts: a histogram over buckets whose width grows with the duration,
/// on top of a prior that counts as a few observations. Older observations fade, so that the curve follows the campaign. What still lasts counts as at risk up to its age
/// (Kaplan–Meier): of calls begun a minute ago only the short ones have ended, and going by those alone every agent would seem about to be free.
/// </summary>
public sealed class DurationCurve
{
    /// <summary>Bucket edges in seconds: 250 ms wide at the start, 3 % of the duration later, to a little over three hours.</summary>
    private static readonly double[] Edges = MakeEdges();

    private const double Fade = 3000;

    private readonly double[] _weight = new double[Edges.Length];
    private readonly double[] _running = new double[Edges.Length];
    private readonly double[] _survival = new double[Edges.Length + 1];
    private double _total;
    private int _runs;
    private double _mean;
    private bool _stale = true;

    /// <param name="priorCdf">share that has ended after so many seconds, before anything was seen</param>
    /// <param name="priorWeight">how many observations the prior counts as</param>
    public DurationCurve(Func<double, double> priorCdf, double priorWeight)
    {
        for (var i = 0; i < Edges.Length; i++)
            _weight[i] = priorWeight * (priorCdf(Edges[i]) - (i == 0 ? 0 : priorCdf(Edges[i - 1])));
        _total = priorWeight;
    }

    /// <summary>Seconds.</summary>
    public double Mean
    {
        get
        {
            Refresh();
            return _mean;
        }
    }

    public void OnEnded(TimeSpan lasted)
    {
        if (_total >= Fade)
        {
            for (var i = 0; i < _weight.Length; i++)
                _weight[i] /= 2;
            _total /= 2;
        }

        _weight[Bucket(Math.Max(0, lasted.TotalSeconds))]++;
        _total++;
        _stale = true;
    }

    /// <summary>So long what has not ended yet has lasted, seconds. Replaces what was said before.</summary>
    public void StillRunning(IEnumerable<double> ages)
    {
        Array.Clear(_running);
        _runs = 0;
        foreach (var age in ages)
        {
            _running[Bucket(Math.Max(0, age))]++;
            _runs++;
        }

        _stale = true;
    }

    /// <summary>The weights of its buckets, to a thousandth of an observation.</summary>
    public double[] Learned() => [.. _weight.Select(w => Math.Round(w, 3))];

    /// <summary>Goes on with the weights of another one; with others than of these buckets it goes on as it is.</summary>
    public void OnLearned(double[] weights)
    {
        var total = weights.Sum();
        if (weights.Length != _weight.Length || !weights.All(w => w is >= 0 and <= Fade) || total is not (> 1 and <= Fade + 1))
            return;
        weights.CopyTo(_weight, 0);
        (_total, _stale) = (total, true);
    }

    /// <summary>Share that lasts longer than so many seconds.</summary>
    public double Survival(double seconds)
    {
        Refresh();
        if (seconds <= 0)
            return 1;
        var bucket = Bucket(seconds);
        var from = bucket == 0 ? 0 : Edges[bucket - 1];
        var within = Math.Min(1, (seconds - from) / (Edges[bucket] - from));
        return _survival[bucket] + (within * (_survival[bucket + 1] - _survival[bucket]));
    }

    /// <summary>Probability that something that has lasted <paramref name="age"/> seconds ends within the next <paramref name="horizon"/>.</summary>
    public double EndsWithin(double age, double horizon)
    {
        var alive = Survival(age);
        // Older than anything ever seen: it says nothing any more; count on it as little as on the slowest known.
        return alive < 1e-6 ? 0 : 1 - (Survival(age + horizon) / alive);
    }

    private void Refresh()
    {
        if (!_stale)
            return;
        _stale = false;
        double atRisk = _total + _runs,
            alive = 1,
            sum = 0;
        _survival[0] = 1;
        for (var i = 0; i < _weight.Length; i++)
        {
            // Those whose age is in this bucket were at risk in half of it.
            var exposed = atRisk - (_running[i] / 2);
            var after = exposed <= 1e-9 ? alive : alive * Math.Max(0, 1 - (_weight[i] / exposed));
            sum += (alive - after) * ((i == 0 ? 0 : Edges[i - 1]) + Edges[i]) / 2;
            atRisk -= _weight[i] + _running[i];
            _survival[i + 1] = alive = after;
        }

        _mean = sum + (alive * Edges[^1]);
    }

    private static int Bucket(double seconds)
    {
        var at = Array.BinarySearch(Edges, seconds);
        return Math.Min(at < 0 ? ~at : at, Edges.Length - 1);
    }

    private static double[] MakeEdges()
    {
        List<double> edges = [];
        for (double edge = 0.25; edge < 12_000; edge += Math.Max(0.25, edge * 0.03))
            edges.Add(edge);
        return [.. edges];
    }
}
