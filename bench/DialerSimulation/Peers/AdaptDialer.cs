namespace Pivotal.Bench.DialerSimulation.Peers;

/// <summary>
/// The classic adaptive dialer by its description (reference dialer.md A1.1): lines per agent, moved every 15 s by the mean surplus of ready agents over
/// waiting calls, and taken back when the day's drops exceed the limit.
/// </summary>
/// <param name="most">the campaign's maximum level</param>
/// <param name="offset">agents added to the surplus; negative dials less</param>
/// <param name="hard">over the limit: level 1; otherwise half the level</param>
public sealed class AdaptDialer(double most, double offset, bool hard) : PeerDialer(2.5)
{
    private const double Limit = 0.03;

    private readonly Queue<(double Surplus, int Agents)> _samples = new();
    private readonly Queue<(double At, bool Drop)> _lastMinute = new();
    private double _level = 1;
    private double _nextSample;
    private double _nextMove = 15;

    protected override int Wanted(double now)
    {
        Sample(now);
        if (now >= _nextMove)
            Move(now);
        return (int)Math.Round(_level * Agents) - Lines;
    }

    protected override void OnResult(bool answered, double now)
    {
        if (answered)
            _lastMinute.Enqueue((now, false));
    }

    protected override void OnDrop(double now) => _lastMinute.Enqueue((now, true));

    private void Sample(double now)
    {
        if (now < _nextSample)
            return;
        _nextSample = now + 1;
        _samples.Enqueue((Free - Waiting, Agents));
        if (_samples.Count > 15)
            _samples.Dequeue();
    }

    private void Move(double now)
    {
        _nextMove = now + 15;
        var agents = _samples.Average(s => s.Agents);
        if (agents > 0)
            _level *= 1 + ((_samples.Average(s => s.Surplus) + offset) / agents);
        _level = Math.Clamp(_level, 1, most);
        while (_lastMinute.TryPeek(out var oldest) && oldest.At < now - 60)
            _lastMinute.Dequeue();
        var (answers, drops) = (_lastMinute.Count(e => !e.Drop), _lastMinute.Count(e => e.Drop));
        if (answers > 20 && drops > answers / 2)
            _level = Math.Max(1, _level / 2);
        if (Answers > 50 && (double)Drops / Answers > Limit)
            _level = hard ? 1 : Math.Max(1, _level / 2);
    }
}
