using Orleans;

namespace Pivotal.ClusterTests.Engine;

[Alias("test.IAmbientGrain")]
public interface IAmbientGrain : IGrainWithStringKey
{
    /// <returns>The ambient value the call found.</returns>
    [Alias("SwapAmbient")]
    Task<string> SwapAmbient(string value);
}

[GrainType("test-ambient")]
public sealed class AmbientGrain : Grain, IAmbientGrain
{
    public static AsyncLocal<string?> Ambient { get; } = new();

    public Task<string> SwapAmbient(string value)
    {
        // Not async on purpose: such a method leaves its AsyncLocal changes on the thread.
        var found = Ambient.Value ?? "(none)";
        Ambient.Value = value;
        return Task.FromResult(found);
    }
}
