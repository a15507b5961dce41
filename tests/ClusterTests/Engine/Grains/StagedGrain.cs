using Orleans;
using Orleans.Runtime;

namespace Pivotal.ClusterTests.Engine;

[Alias("test.IStagedGrain")]
public interface IStagedGrain : IGrainWithStringKey
{
    [Alias("Touch")]
    Task Touch();

    [Alias("Leave")]
    Task Leave();
}

/// <summary>Takes part in its own life cycle at three stages, and at a fourth that it gives up again. With the key "failing" the last stage fails.</summary>
[GrainType("test-staged")]
public sealed class StagedGrain : Grain, IStagedGrain
{
    private readonly Journal _journal;

    public StagedGrain(Journal journal)
    {
        _journal = journal;
        var life = GrainContext.ObservableLifecycle;
        life.Subscribe("last", GrainLifecycleStage.Last, new Stage(this, "last"));
        life.Subscribe("first", GrainLifecycleStage.First, new Stage(this, "first"));
        life.Subscribe("state", GrainLifecycleStage.SetupState, new Stage(this, "state"));
        life.Subscribe("given up", GrainLifecycleStage.SetupState, new Stage(this, "given up")).Dispose();
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken) => Write("activate");

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Write("deactivate");

    public Task Touch() => Write("touched");

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private Task Write(string line)
    {
        _journal.Write(line);
        return Task.CompletedTask;
    }

    private sealed class Stage(StagedGrain grain, string name) : ILifecycleObserver
    {
        public Task OnStart(CancellationToken cancellationToken = default) => name == "last" && grain.GetPrimaryKeyString() == "failing"
            ? throw new InvalidDataException("This stage fails.")
            : grain.Write($"{name} starts");

        public Task OnStop(CancellationToken cancellationToken = default) => grain.Write($"{name} stops");
    }
}
