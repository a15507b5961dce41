using Orleans;
using Orleans.Runtime;

namespace Pivotal.EngineWorker;

[Alias("Pivotal.EngineWorker.Ticking")]
public interface ITickingGrain : IGrainWithStringKey
{
    [Alias("Start")] Task Start(TimeSpan period);

    [Alias("Stop")] Task Stop();
}

public sealed class TickingGrain : Grain, ITickingGrain
{
    private static long _ticks;
    private IGrainTimer? _timer;

    /// <summary>Ticks of all grains of this process since its start.</summary>
    public static long Ticks => Interlocked.Read(ref _ticks);

    public Task Start(TimeSpan period)
    {
        _timer ??= this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions(period, period));
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer?.Dispose();
        _timer = null;
        return Task.CompletedTask;
    }

    private static Task Tick(CancellationToken cancel)
    {
        Interlocked.Increment(ref _ticks);
        return Task.CompletedTask;
    }
}
