using Orleans;
using Orleans.Runtime;

namespace Pivotal.ClusterTests.Engine;

/// <summary>A service with the lifetime of an activation.</summary>
public sealed class ScopedThing(Journal journal) : IDisposable
{
    public void Dispose() => journal.Write("scope disposed");
}

[Alias("test.ILifeGrain")]
public interface ILifeGrain : IGrainWithStringKey
{
    [Alias("Touch")]
    Task<string> Touch();

    [Alias("LeaveAndLinger")]
    Task LeaveAndLinger();

    [Alias("StayFor")]
    Task StayFor(TimeSpan time);

    [Alias("FailGoodbye")]
    Task FailGoodbye();
}

/// <summary>Writes what happens to it. The key "bad" fails its first two activations, "brief" wants to leave at once.</summary>
[GrainType("test-life")]
public sealed class LifeGrain(Journal journal, ScopedThing thing) : Grain, ILifeGrain
{
    private readonly string _incarnation = Path.GetRandomFileName();
    private bool _failGoodbye;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        journal.Write("activating");
        if (this.GetPrimaryKeyString() == "bad" && journal.Lines.Count(l => l == "activating") <= 2)
        {
            throw new InvalidDataException("This activation fails.");
        }

        if (this.GetPrimaryKeyString() == "brief" && journal.Lines.Count == 1)
        {
            DeactivateOnIdle();
        }

        journal.Write($"in scope {RequestContext.Get("who") ?? "(none)"}");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Write($"deactivating {reason.ReasonCode}");
        return _failGoodbye ? throw new InvalidDataException("This deactivation fails.") : Task.CompletedTask;
    }

    public Task<string> Touch() => Task.FromResult($"{_incarnation}{thing.GetHashCode()}");

    public async Task LeaveAndLinger()
    {
        DeactivateOnIdle();
        journal.Write("lingering");
        await journal.Gate;
        journal.Write("left");
    }

    public Task StayFor(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }

    public Task FailGoodbye()
    {
        _failGoodbye = true;
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
