using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Pivotal.ClusterTests.Engine;

public abstract class Served(Journal journal, string name) : IDisposable
{
    public string Id { get; } = Path.GetRandomFileName();

    public void Dispose() => journal.Write($"{name} disposed");
}

public sealed class Shared<T>(Journal journal) : Served(journal, "shared");

public sealed class Own(Journal journal) : Served(journal, "own");

public sealed class Fresh(Journal journal) : Served(journal, "fresh");

[GenerateSerializer, Immutable, Alias("test.GivenServices")]
public sealed record GivenServices([property: Id(0)] string Singleton, [property: Id(1)] string Scoped, [property: Id(2)] string ScopedAskedLater, [property: Id(3)] string Transient);

[Alias("test.IServedGrain")]
public interface IServedGrain : IGrainWithStringKey
{
    [Alias("Given")]
    Task<GivenServices> Given();

    [Alias("Leave")]
    Task Leave();
}

[GrainType("test-served")]
public sealed class ServedGrain(Shared<string> shared, Own own, Fresh fresh) : Grain, IServedGrain
{
    public Task<GivenServices> Given() => Task.FromResult(new GivenServices(shared.Id, own.Id, ServiceProvider.GetRequiredService<Own>().Id, fresh.Id));

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
