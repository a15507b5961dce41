using Orleans;

namespace Pivotal.ClusterTests.Engine;

[Alias("test.IFilteredGrain")]
public interface IFilteredGrain : IGrainWithStringKey
{
    [Alias("Double")]
    Task<int> Double(int number);

    [Alias("DoubleAt")]
    Task<int> DoubleAt(string key, int number);
}

/// <summary>Has a filter of its own.</summary>
[GrainType("test-filtered")]
public sealed class FilteredGrain(Journal journal) : Grain, IFilteredGrain, IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        journal.Write("grain before");
        await context.Invoke();
        journal.Write("grain after");
    }

    public Task<int> Double(int number)
    {
        journal.Write("method");
        return Task.FromResult(2 * number);
    }

#pragma warning disable RS0030 // Test grains have plain keys; the typed helpers are for the product's.
    public Task<int> DoubleAt(string key, int number) => GrainFactory.GetGrain<IFilteredGrain>(key).Double(number);
#pragma warning restore RS0030
}
