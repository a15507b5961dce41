using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Pivotal.ClusterTests.Engine;

/// <summary>A grain that calls others.</summary>
[Alias("test.IRelayGrain")]
public interface IRelayGrain : IGrainWithStringKey
{
    [Alias("FailAt")]
    Task FailAt(string key, string message);

    [Alias("CatchFrom")]
    Task<string> CatchFrom(string key, string message);

    [Alias("FailUnheard"), OneWay]
    Task FailUnheard();

    /// <summary>Calls the relays of the given keys one through the other; the last one returns.</summary>
    [Alias("Pass")]
    Task<string> Pass(string[] keys);

    /// <summary>Passes on with a limit of its own.</summary>
    [Alias("PassQuickly"), ResponseTimeout("00:00:00.300")]
    Task<string> PassQuickly(string[] keys);

    [Alias("ReadContext")]
    Task<string> ReadContext(string name, string[] via);

    [Alias("ChangeContext")]
    Task ChangeContext(string name, string value);

    [Alias("Self")]
    Task<IRelayGrain> Self();
}

[GrainType("test-relay")]
public sealed class RelayGrain : Grain, IRelayGrain
{
    public Task FailAt(string key, string message) => Basic(key).Fail(message);

    public async Task<string> CatchFrom(string key, string message)
    {
        try
        {
            await Basic(key).Fail(message);
            return "nothing was thrown";
        }
        catch (InvalidDataException e)
        {
            return $"caught {e.Message}";
        }
    }

    public Task FailUnheard() => throw new InvalidDataException("nobody hears this");

    public async Task<string> Pass(string[] keys) => keys is [var next, .. var rest]
        ? $"{this.GetPrimaryKeyString()}>{await Relay(next).Pass(rest)}"
        : this.GetPrimaryKeyString();

    public Task<string> PassQuickly(string[] keys) => Pass(keys);

    public async Task<string> ReadContext(string name, string[] via) => via is [var next, .. var rest]
        ? await Relay(next).ReadContext(name, rest)
        : (string?)RequestContext.Get(name) ?? "(none)";

    public Task ChangeContext(string name, string value)
    {
        RequestContext.Set(name, value);
        return Task.CompletedTask;
    }

    public Task<IRelayGrain> Self() => Task.FromResult(this.AsReference<IRelayGrain>());

#pragma warning disable RS0030 // Test grains have plain keys; the typed helpers are for the product's.
    private IRelayGrain Relay(string key) => GrainFactory.GetGrain<IRelayGrain>(key);

    private IBasicGrain Basic(string key) => GrainFactory.GetGrain<IBasicGrain>(key);
#pragma warning restore RS0030
}
