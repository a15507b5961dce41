namespace Pivotal.Simulator.Telnyx;

/// <summary>At most N within the trailing T. Not thread-safe.</summary>
public sealed class TrailingWindow(int most, TimeSpan length)
{
    private readonly Queue<DateTimeOffset> _taken = new();

    public int Left => Math.Max(0, most - _taken.Count);

    /// <summary>Takes a place, or says how long until one is free.</summary>
    public bool TryTake(DateTimeOffset now, out TimeSpan wait)
    {
        while (_taken.TryPeek(out var oldest) && now - oldest >= length)
            _taken.Dequeue();
        if (_taken.Count < most)
        {
            _taken.Enqueue(now);
            wait = TimeSpan.Zero;
            return true;
        }

        wait = most == 0 ? length : _taken.Peek() + length - now;
        return false;
    }
}
