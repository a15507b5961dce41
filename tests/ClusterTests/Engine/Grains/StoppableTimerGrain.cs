using Orleans;
using Orleans.Runtime;

namespace Pivotal.ClusterTests.Engine;

[Alias("test.IStoppableTimerGrain")]
public interface IStoppableTimerGrain : IGrainWithStringKey
{
    /// <summary>One tick, soon.</summary>
    [Alias("Start")]
    Task Start();

    [Alias("StopAndChange")]
    Task StopAndChange();

    /// <summary>Keeps the grain until its timer has long been due, then asks for a tick at once and no other.</summary>
    [Alias("HoldWhileDueAndChange")]
    Task HoldWhileDueAndChange();
}

[GrainType("test-stoppable-timer")]
public sealed class StoppableTimerGrain(Journal journal) : Grain, IStoppableTimerGrain
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(100);
    private IGrainTimer? _timer;

    public Task Start()
    {
        _timer = this.RegisterGrainTimer(Tick, Soon, Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    public Task StopAndChange()
    {
        _timer!.Dispose();
        _timer.Change(TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
        return Task.CompletedTask;
    }

    public async Task HoldWhileDueAndChange()
    {
        await Start();
        await Task.Delay(5 * Soon);
        _timer!.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private Task Tick(CancellationToken cancel)
    {
        journal.Write("tick");
        return Task.CompletedTask;
    }
}
