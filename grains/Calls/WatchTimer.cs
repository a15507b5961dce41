using Orleans.Runtime;

namespace Pivotal.Grains.Calls;

/// <summary>The clock by which a call's grain looks for what nobody reports to it; it keeps the grain in memory while it runs.</summary>
internal sealed class WatchTimer(Func<TimeSpan, IGrainTimer> register)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(200);

    private IGrainTimer? _timer;

    public void Start() => _timer ??= register(Second);

    /// <summary>The end is told; late events find the row.</summary>
    public void Stop()
    {
        _timer?.Dispose();
        _timer = null;
    }

    /// <summary>Somebody is on the line and something went wrong: look again sooner than usual.</summary>
    public void Soon() => _timer?.Change(Soonest, Second);
}
