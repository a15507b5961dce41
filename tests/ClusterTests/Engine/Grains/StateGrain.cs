using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Pivotal.ClusterTests.Engine;

[GenerateSerializer, Immutable, Alias("test.Note")]
public sealed record Note([property: Id(0)] string Text, [property: Id(1)] int[] Numbers, [property: Id(2)] Dictionary<Guid, string> Names);

/// <summary>Settable and with an empty constructor, as grain states usually are.</summary>
[GenerateSerializer, Alias("test.NoteState")]
public sealed class NoteState
{
    [Id(0)]
    public Note? Note { get; set; }

    [Id(1)]
    public int Writes { get; set; }
}

[Alias("test.IStateGrain")]
public interface IStateGrain : IGrainWithStringKey
{
    [Alias("Write")]
    Task Write(Note note);

    [Alias("Read")]
    Task<NoteState> Read();

    [Alias("Exists")]
    Task<bool> Exists();

    [Alias("Etag")]
    Task<string?> Etag();

    [Alias("Clear")]
    Task Clear();

    [Alias("Leave")]
    Task Leave();

    /// <summary>Tries to write; returns what is in memory after the failure.</summary>
    [Alias("WriteAndCatch")]
    Task<string?> WriteAndCatch(Note note);

    [Alias("TouchFromOutside")]
    Task TouchFromOutside();
}

/// <summary>Reaches the same row as <see cref="IStateGrain"/>'s, like a second silo would.</summary>
[GrainType("test-state")]
public sealed class StateGrain([PersistentState("test-note")] IPersistentState<NoteState> note) : Grain, IStateGrain
{
    public Task Write(Note value)
    {
        note.State.Note = value;
        note.State.Writes++;
        return note.WriteStateAsync();
    }

    public Task<NoteState> Read() => Task.FromResult(new NoteState { Note = note.State.Note, Writes = note.State.Writes });

    public Task<bool> Exists() => Task.FromResult(note.RecordExists);

    public Task<string?> Etag() => Task.FromResult(note.Etag);

    public Task Clear() => note.ClearStateAsync();

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task<string?> WriteAndCatch(Note value)
    {
        try
        {
            await Write(value);
            return "no conflict";
        }
        catch (InconsistentStateException)
        {
            return note.State.Note?.Text;
        }
    }

    public Task TouchFromOutside() => Task.Run(() => note.State.Writes++);
}
