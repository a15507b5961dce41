using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Pivotal.ClusterTests.Engine;

[Alias("test.IPlainGrain")]
public interface IPlainGrain : IGrainWithStringKey
{
    [Alias("Key")]
    Task<string> Key();

    [Alias("EndElsewhere")]
    Task EndElsewhere();

    [Alias("WaitUnheard"), OneWay]
    Task WaitUnheard();
}

/// <summary>A grain of another base class: the context comes in through the constructor.</summary>
[GrainType("test-plain")]
public sealed class PlainGrain(IGrainContext context, Journal journal) : IGrainBase, IPlainGrain
{
    public IGrainContext GrainContext { get; } = context;

    public Task<string> Key() => Task.FromResult(GrainContext.GrainId.Key.ToString());

    // Leaves the grain's turns on purpose, which grains of the product never do.
#pragma warning disable ORLEANS0014
    public async Task EndElsewhere() => await Task.Delay(1).ConfigureAwait(false);
#pragma warning restore ORLEANS0014

    public async Task WaitUnheard()
    {
        await journal.Gate;
        journal.Write("heard");
    }
}

[Alias("test.ITwoStatesGrain")]
public interface ITwoStatesGrain : IGrainWithGuidKey
{
    [Alias("Write")]
    Task Write(string left, string right);

    [Alias("Read")]
    Task<string> Read();

    [Alias("Leave")]
    Task Leave();
}

[GrainType("test-two-states")]
public sealed class TwoStatesGrain(
    [PersistentState("test-left")] IPersistentState<NoteState> left,
    Journal journal,
    [PersistentState("test-right")] IPersistentState<NoteState> right) : Grain, ITwoStatesGrain
{
    public async Task Write(string forLeft, string forRight)
    {
        left.State.Note = new Note(forLeft, [], []);
        right.State.Note = new Note(forRight, [], []);
        await Task.WhenAll(left.WriteStateAsync(), right.WriteStateAsync());
        journal.Write("written");
    }

    public Task<string> Read() => Task.FromResult($"{left.State.Note?.Text} {right.State.Note?.Text}");

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
