using Orleans;
using Orleans.Runtime;

namespace Pivotal.SeamProbe;

/// <summary>What every grain of the probe can do with its one state.</summary>
[Alias("seam.IStored")]
public interface ISeamStored : IGrain
{
    /// <summary>Puts the probe's values into the state and stores it.</summary>
    [Alias("Write")]
    Task Write(string text);

    [Alias("Clear")]
    Task Clear();

    /// <returns>The stored values, whether there is a row, and its version.</returns>
    [Alias("Show")]
    Task<string> Show();

    [Alias("Leave")]
    Task Leave();
}

[Alias("seam.IByText")]
public interface IByText : IGrainWithStringKey, ISeamStored;

[Alias("seam.IByGuid")]
public interface IByGuid : IGrainWithGuidKey, ISeamStored;

[Alias("seam.IByNumber")]
public interface IByNumber : IGrainWithIntegerKey, ISeamStored;

[Alias("seam.IByGuidAndText")]
public interface IByGuidAndText : IGrainWithGuidCompoundKey, ISeamStored;

[Alias("seam.IByNumberAndText")]
public interface IByNumberAndText : IGrainWithIntegerCompoundKey, ISeamStored;

public abstract class SeamGrain(IPersistentState<SeamState> state) : Grain
{
    public Task Write(string text)
    {
        var s = state.State;
        (s.Text, s.Writes, s.Day) = (text, s.Writes + 1, DayOfWeek.Thursday);
        s.Part = new SeamPart("naïve “part” 🙂", long.MaxValue);
        s.Parts = [s.Part, new SeamPart("", 0)];
        s.Prices = new() { [new Guid("01890a5d-ac96-774b-bcce-b302099a8057")] = 12.50m };
        s.At = new DateTimeOffset(2031, 5, 6, 7, 8, 9, 123, TimeSpan.FromHours(2));
        return state.WriteStateAsync();
    }

    public Task Clear() => state.ClearStateAsync();

    public Task<string> Show() => Task.FromResult($"{(state.RecordExists ? state.State : "no row")} @{state.Etag ?? "none"}");

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

[GrainType("seam-text")]
public sealed class ByText([PersistentState("seam-text")] IPersistentState<SeamState> state) : SeamGrain(state), IByText;

[GrainType("seam-guid")]
public sealed class ByGuid([PersistentState("seam-guid")] IPersistentState<SeamState> state) : SeamGrain(state), IByGuid;

[GrainType("seam-number")]
public sealed class ByNumber([PersistentState("seam-number")] IPersistentState<SeamState> state) : SeamGrain(state), IByNumber;

[GrainType("seam-guid-text")]
public sealed class ByGuidAndText([PersistentState("seam-guid-text")] IPersistentState<SeamState> state) : SeamGrain(state), IByGuidAndText;

[GrainType("seam-number-text")]
public sealed class ByNumberAndText([PersistentState("seam-number-text")] IPersistentState<SeamState> state) : SeamGrain(state), IByNumberAndText;
