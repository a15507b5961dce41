using Orleans.Runtime;
using Xunit;

namespace Pivotal.ClusterTests.Engine;

public sealed class RequestContextTests
{
    [Fact]
    public async Task A_value_travels_with_the_call_and_on_to_the_next_grains()
    {
        await using var engine = await EngineHost.StartAsync();
        RequestContext.Set("who", "Ann");
        Assert.Equal("Ann", await engine.Grain<IRelayGrain>("a").ReadContext("who", []));
        Assert.Equal("Ann", await engine.Grain<IRelayGrain>("a").ReadContext("who", ["b", "c"]));
    }

    [Fact]
    public async Task What_a_grain_sets_does_not_come_back()
    {
        await using var engine = await EngineHost.StartAsync();
        RequestContext.Set("who", "Ann");
        await engine.Grain<IRelayGrain>("a").ChangeContext("who", "Bo");
        Assert.Equal("Ann", RequestContext.Get("who"));
    }

    [Fact]
    public async Task What_a_grain_sets_is_not_seen_by_its_next_call()
    {
        await using var engine = await EngineHost.StartAsync();
        await engine.Grain<IRelayGrain>("a").ChangeContext("who", "Bo");
        Assert.Equal("(none)", await engine.Grain<IRelayGrain>("a").ReadContext("who", []));
    }

    [Fact]
    public async Task Calls_in_one_queue_see_their_own_values()
    {
        await using var engine = await EngineHost.StartAsync();
        var grain = engine.Grain<IRelayGrain>("a");
        var seen = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() =>
        {
            RequestContext.Set("who", $"{i}");
            return grain.ReadContext("who", []);
        })));
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i}"), seen);
    }

    [Fact]
    public async Task A_removed_value_and_a_cleared_context_are_gone()
    {
        await using var engine = await EngineHost.StartAsync();
        RequestContext.Set("who", "Ann");
        RequestContext.Set("where", "here");
        Assert.True(RequestContext.Remove("who"));
        Assert.False(RequestContext.Remove("who"));
        Assert.Equal("(none)", await engine.Grain<IRelayGrain>("a").ReadContext("who", []));
        Assert.Equal("here", await engine.Grain<IRelayGrain>("a").ReadContext("where", []));
        RequestContext.Clear();
        Assert.Equal("(none)", await engine.Grain<IRelayGrain>("a").ReadContext("where", []));
        Assert.Empty(RequestContext.Keys);
    }

    [Fact]
    public async Task Other_ambient_values_stay_with_the_caller()
    {
        await using var engine = await EngineHost.StartAsync();
        AmbientGrain.Ambient.Value = "the caller's";
        Assert.Equal("(none)", await engine.Grain<IAmbientGrain>("a").SwapAmbient("the grain's"));
        Assert.Equal("(none)", await engine.Grain<IAmbientGrain>("a").SwapAmbient("again"));
        Assert.Equal("the caller's", AmbientGrain.Ambient.Value);
    }
}
