namespace Pivotal.Domain.Dialer.Queue;

/// <summary>When a queue looks for news: in the first step that begins <see cref="Every"/> or longer after the last look, which is in the next one where steps are slow.</summary>
internal sealed class NewsTurn
{
    public static readonly TimeSpan Every = TimeSpan.FromMilliseconds(400);

    private DateTimeOffset _next;

    /// <summary>True once for each turn. A clock that was set back does not keep the queue from looking.</summary>
    public bool IsDue(DateTimeOffset now)
    {
        if (_next > now && _next <= now + Every)
            return false;
        _next = now + Every;
        return true;
    }

    /// <summary>Something was found to be out of date: the next step looks.</summary>
    public void Hurry() => _next = default;
}
