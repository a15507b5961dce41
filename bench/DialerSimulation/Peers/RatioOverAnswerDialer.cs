namespace Pivotal.Bench.DialerSimulation.Peers;

/// <summary>
/// Lines per free agent by the inverse of the answer rate, at most three, damped while too many are dropped; once a second, at most ten dials
/// (reference dialer.md A8).
/// </summary>
public sealed class RatioOverAnswerDialer() : PeerDialer(1)
{
    private const double Target = 0.03,
        Window = 1800;

    private readonly Queue<(double At, bool Answered)> _results = new();
    private readonly Queue<double> _drops = new();
    private int _answered;

    protected override int Wanted(double now)
    {
        while (_results.TryPeek(out var oldest) && oldest.At < now - Window)
            if (_results.Dequeue().Answered)
                _answered--;
        while (_drops.TryPeek(out var at) && at < now - Window)
            _drops.Dequeue();
        var ratio = 1.0;
        if (_results.Count >= 20)
        {
            ratio = Math.Min(1 / Math.Max((double)_answered / _results.Count, 0.1), 3);
            var dropped = _answered == 0 ? 0 : (double)_drops.Count / _answered;
            if (dropped > Target)
                ratio *= Math.Max(0.25, Target / dropped);
        }

        return Math.Min(10, (int)Math.Ceiling(ratio * Free) - Ringing - Waiting);
    }

    protected override void OnResult(bool answered, double now)
    {
        _results.Enqueue((now, answered));
        if (answered)
            _answered++;
    }

    protected override void OnDrop(double now) => _drops.Enqueue(now);
}
