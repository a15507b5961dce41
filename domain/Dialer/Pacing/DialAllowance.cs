namespace Pivotal.Domain.Dialer.Pacing;

/// <summary>
/// How many dials ahead of the agents may go out at once. What the risk allows at one moment may be a hundred lines; dialled together they are answered
/// together, and the team swings between a crowd of answers and none. So the dials are spread: a few times the rate that keeps the team busy, and a burst
/// that does not hold back a small one.
/// </summary>
internal sealed class DialAllowance
{
    private const double TimesSteady = 3,
        Burst = 25;

    private double _left;
    private DateTimeOffset? _at;

    /// <param name="steady">dials per second that give every agent who finishes a call the next one</param>
    public int Left(double steady, DateTimeOffset now)
    {
        var passed = _at is { } at ? Math.Clamp((now - at).TotalSeconds, 0, 10) : 0;
        _at = now;
        _left = Math.Min(Burst + (TimesSteady * steady), _left + (TimesSteady * steady * passed));
        return (int)_left;
    }

    public void OnDialed() => _left = Math.Max(0, _left - 1);
}
