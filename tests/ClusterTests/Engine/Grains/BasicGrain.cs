using Orleans;
using Orleans.Runtime;

namespace Pivotal.ClusterTests.Engine;

[GrainType("test-basic")]
public sealed class BasicGrain(Journal journal) : Grain, IBasicGrain
{
    private readonly string _incarnation = Path.GetRandomFileName();
    private int _sum;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        journal.Write($"activate {this.GetPrimaryKeyString()}");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Write($"deactivate {this.GetPrimaryKeyString()} {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public async Task<int> Add(int number)
    {
        var before = _sum;
        await Task.Yield();
        return _sum = before + number;
    }

    public Task<string> Incarnation() => Task.FromResult(_incarnation);

    public ValueTask Nothing() => default;

    public ValueTask<int> Fast(int number) => new(number);

    public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyString());

    public async Task Fail(string message)
    {
        await Task.Yield();
        throw new InvalidDataException(message);
    }

    public Task<int> FailAtOnce(string message) => throw new InvalidDataException(message);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task<bool> SchedulerStaysTheSame()
    {
        var before = TaskScheduler.Current;
        await Task.Delay(1);
        return before != TaskScheduler.Default && ReferenceEquals(before, TaskScheduler.Current);
    }
}
