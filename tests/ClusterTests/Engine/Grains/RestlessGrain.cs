using System.Collections.Concurrent;
using Orleans;
using Orleans.Runtime;

namespace Pivotal.ClusterTests.Engine;

[Alias("test.IRestlessGrain")]
public interface IRestlessGrain : IGrainWithStringKey
{
    [Alias("Count")]
    Task Count(bool leave);

    /// <summary>A few turns, or as many as the token allows.</summary>
    [Alias("Work")]
    Task Work(CancellationToken token);
}

[GrainType("test-restless")]
public sealed class RestlessGrain(Journal journal) : Grain, IRestlessGrain
{
    // Per journal, that is per engine: tests run beside each other.
    private static readonly ConcurrentDictionary<(Journal, string), RestlessGrain> Alive = new();

    private (Journal, string) Place => (journal, this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        journal.Write(Alive.TryAdd(Place, this) ? "activated" : "two at once");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Alive.TryRemove(KeyValuePair.Create(Place, this));
        journal.Write("deactivated");
        return Task.CompletedTask;
    }

    public async Task Count(bool leave)
    {
        await Task.Yield();
        journal.Write("counted");
        if (leave)
        {
            DeactivateOnIdle();
        }
    }

    public async Task Work(CancellationToken token)
    {
        for (var i = 0; i < 3; i++)
        {
            token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
