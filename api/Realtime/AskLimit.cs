namespace Pivotal.Api.Realtime;

/// <summary>What one connection may ask for: ten questions at once, then one a second.</summary>
internal sealed class AskLimit
{
    private const int Most = 10;

    private readonly Lock _gate = new();
    private double _left = Most;
    private DateTimeOffset _filled;

    public bool TryTake(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_filled != default)
                _left = Math.Min(Most, _left + Math.Max(0, (now - _filled).TotalSeconds));
            _filled = now;
            if (_left < 1)
                return false;
            _left--;
            return true;
        }
    }
}
