namespace Pivotal.Domain.Dialer.Modes;

/// <summary>Without agents only lines and rate limit the dials. What the rate allows is spread: five seconds' worth may go out together.</summary>
public sealed class AgentlessPacing
{
    private const double BurstSeconds = 5;

    private double _left = 1;
    private DateTimeOffset? _at;

    /// <param name="perMinute">dials a minute, at least 1</param>
    public int Dials(int inFlight, int maxConcurrent, int perMinute, DateTimeOffset now)
    {
        var passed = _at is { } at ? Math.Max(0, (now - at).TotalSeconds) : 0;
        _at = now;
        _left = Math.Min(Math.Max(1, perMinute * BurstSeconds / 60), _left + (passed * perMinute / 60));
        return Math.Max(0, Math.Min((int)_left, maxConcurrent - inFlight));
    }

    public void OnDialed() => _left = Math.Max(0, _left - 1);
}
