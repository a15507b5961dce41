using Orleans;
using Orleans.Concurrency;
using Orleans.Serialization.Invocation;

namespace Pivotal.ClusterTests.Engine;

/// <summary>Calls that write when they begin and end, and wait in between until another call opens the gate.</summary>
[Alias("test.IGateGrain")]
public interface IGateGrain : IGrainWithStringKey
{
    [Alias("Wait")]
    Task Wait(string name);

    [Alias("WaitReading"), ReadOnly]
    Task WaitReading(string name);

    [Alias("Open"), AlwaysInterleave]
    Task Open();

    [Alias("Note")]
    Task Note(string name);

    [Alias("NoteReading"), ReadOnly]
    Task NoteReading(string name);

    [Alias("NoteAlways"), AlwaysInterleave]
    Task NoteAlways(string name);
}

[Alias("test.IReentrantGateGrain")]
public interface IReentrantGateGrain : IGateGrain
{
    /// <summary>Runs many turns that would lose increments if two ever ran at once.</summary>
    [Alias("CountUnprotected")]
    Task<int> CountUnprotected(int times);
}

[Alias("test.IPredicateGateGrain")]
public interface IPredicateGateGrain : IGateGrain;

public abstract class GateGrainBase(Journal journal) : Grain
{
    public Task Wait(string name) => WaitFor(name);

    public Task WaitReading(string name) => WaitFor(name);

    public Task Open()
    {
        journal.OpenGate();
        return Task.CompletedTask;
    }

    public Task Note(string name) => Write(name);

    public Task NoteReading(string name) => Write(name);

    public Task NoteAlways(string name) => Write(name);

    private Task Write(string name)
    {
        journal.Write(name);
        return Task.CompletedTask;
    }

    private async Task WaitFor(string name)
    {
        journal.Write($"{name} begins");
        await journal.Gate;
        journal.Write($"{name} ends");
    }
}

[GrainType("test-gate")]
public sealed class GateGrain(Journal journal) : GateGrainBase(journal), IGateGrain;

[GrainType("test-reentrant-gate"), Reentrant]
public sealed class ReentrantGateGrain(Journal journal) : GateGrainBase(journal), IReentrantGateGrain
{
    private int _count;

    public async Task<int> CountUnprotected(int times)
    {
        for (var i = 0; i < times; i++)
        {
            await Task.Yield();
            _count++;
        }

        return _count;
    }
}

[GrainType("test-predicate-gate"), MayInterleave(nameof(IsUrgent))]
public sealed class PredicateGateGrain(Journal journal) : GateGrainBase(journal), IPredicateGateGrain
{
    public static bool IsUrgent(IInvokable request) => request.GetArgumentCount() > 0 && request.GetArgument(0) is "urgent";
}
