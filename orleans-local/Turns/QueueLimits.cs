using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Local;

/// <summary>
/// How many calls, running and waiting, one grain may have before it warns and before it refuses. What the engine sends to a
/// grain itself (ticks) is never refused: a busy grain must not lose its clock.
/// </summary>
internal sealed class QueueLimits(SiloMessagingOptions options, CoarseClock clock, EngineLog log)
{
    private const long Never = -1;

    private readonly int _soft = options.MaxEnqueuedRequestsSoftLimit;
    private readonly int _hard = options.MaxEnqueuedRequestsHardLimit;
    private long _lastRefusalTold = Never;

    /// <summary>The soft limit speaks when it is crossed, not for every call above it.</summary>
    public Load Weigh(GrainCall call, int runningAndWaiting) =>
        call.Target is null ? Load.Fine
        : _hard > 0 && runningAndWaiting > _hard ? Load.TooMuch
        : _soft > 0 && runningAndWaiting == _soft + 1 ? Load.Heavy
        : Load.Fine;

    public void Tell(GrainCall call, GrainId grain, int runningAndWaiting, Load load)
    {
        if (load == Load.Heavy)
        {
            log.QueueLong(runningAndWaiting, grain, _soft);
            return;
        }

        // One sentence a second: overload must not become an overload of the log.
        var now = clock.Now;
        if (Interlocked.Exchange(ref _lastRefusalTold, now) != now)
        {
            log.QueueFull(runningAndWaiting, grain, _hard);
        }

        if (!call.IsOneWay)
        {
            call.Fail(new LimitExceededException(nameof(SiloMessagingOptions.MaxEnqueuedRequestsHardLimit), runningAndWaiting, _hard, grain));
        }
    }
}
