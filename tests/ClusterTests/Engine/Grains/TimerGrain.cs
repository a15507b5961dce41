using Orleans;
using Orleans.Runtime;

namespace Pivotal.ClusterTests.Engine;

[Alias("test.ITimerGrain")]
public interface ITimerGrain : IGrainWithStringKey
{
    [Alias("Start")]
    Task Start(string name, TimeSpan due, TimeSpan period, TimerKind kind);

    [Alias("Change")]
    Task Change(TimeSpan due, TimeSpan period);

    [Alias("Stop")]
    Task Stop();

    [Alias("HoldTurn")]
    Task HoldTurn();

    [Alias("StartOutside")]
    Task StartOutside();

    /// <summary>Returns when whatever stood in the queue before it has ended.</summary>
    [Alias("Idle")]
    Task Idle();

    [Alias("Leave")]
    Task Leave();
}

public enum TimerKind
{
    Plain,
    Interleaving,
    KeepingAlive,
    Failing,
    Slow,
    ShowingContext,
}

[GrainType("test-timer")]
public sealed class TimerGrain(Journal journal) : Grain, ITimerGrain
{
    private IGrainTimer? _timer;

    public Task Start(string name, TimeSpan due, TimeSpan period, TimerKind kind)
    {
        _timer = this.RegisterGrainTimer(
            (state, token) => Tick(state, kind, token),
            name,
            new() { DueTime = due, Period = period, Interleave = kind is TimerKind.Interleaving, KeepAlive = kind is TimerKind.KeepingAlive });
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan due, TimeSpan period)
    {
        _timer!.Change(due, period);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public async Task HoldTurn()
    {
        journal.Write("held");
        await journal.Gate;
        journal.Write("released");
    }

    public Task StartOutside() => Task.Run(() => this.RegisterGrainTimer(() => Task.CompletedTask, TimeSpan.Zero, TimeSpan.Zero));

    public Task Idle() => Task.CompletedTask;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Write($"{this.GetPrimaryKeyString()} deactivated");
        return Task.CompletedTask;
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private async Task Tick(string name, TimerKind kind, CancellationToken token)
    {
        switch (kind)
        {
            case TimerKind.Failing:
                journal.Write(name);
                throw new InvalidDataException("A tick fails.");
            case TimerKind.Slow:
                journal.Write($"{name} begins");
                await journal.Gate.WaitAsync(token);
                journal.Write($"{name} ends");
                break;
            case TimerKind.ShowingContext:
                journal.Write($"{name} {RequestContext.Get("who") ?? "(none)"}");
                break;
            default:
                journal.Write(name);
                break;
        }
    }
}
