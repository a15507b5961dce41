namespace Pivotal.ClusterTests.Shared;

/// <summary>
/// The system's clock, so far ahead that it began at another moment. It runs like that one, because grains' timers spin for ever on a clock that stands still, and it never jumps:
/// a silo that has not been heard of for a minute is taken for dead.
/// </summary>
internal sealed class ShiftedClock(DateTimeOffset start) : TimeProvider
{
    private readonly TimeSpan _ahead = start - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;
}
