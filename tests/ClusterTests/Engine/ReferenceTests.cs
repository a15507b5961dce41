using Orleans;
using Orleans.Runtime;
using Xunit;

namespace Pivotal.ClusterTests.Engine;

#pragma warning disable RS0030 // These tests are about GetGrain itself.

public sealed class ReferenceTests
{
    [Fact]
    public async Task Guid_integer_and_compound_keys_reach_their_grain()
    {
        await using var engine = await EngineHost.StartAsync();
        var id = GrainInterfaces.Shared.Ids.New();
        Assert.Equal(id, await engine.Grains.GetGrain<IGuidGrain>(id).Key());
        Assert.Equal(-7, await engine.Grains.GetGrain<INumberGrain>(-7).Key());
        Assert.Equal($"{id:N} tail", await engine.Grains.GetGrain<ICompoundGrain>(id, "tail").Key());
    }

    [Fact]
    public async Task A_class_name_prefix_picks_one_of_several_classes()
    {
        await using var engine = await EngineHost.StartAsync();
        Assert.Equal(nameof(AmbiguousGrain), await engine.Grains.GetGrain<IAmbiguousGrain>("a").Who());
        Assert.Equal(nameof(OtherGrain), await engine.Grains.GetGrain<IAmbiguousGrain>("a", typeof(OtherGrain).FullName).Who());
    }

    [Fact]
    public async Task References_to_one_grain_are_equal()
    {
        await using var engine = await EngineHost.StartAsync();
        var one = engine.Grain<IBasicGrain>("a");
        Assert.Equal(one, engine.Grain<IBasicGrain>("a"));
        Assert.NotEqual(one, engine.Grain<IBasicGrain>("b"));
        Assert.Equal("test-basic/a", one.GetGrainId().ToString());
        Assert.Equal("a", one.GetPrimaryKeyString());
    }

    [Fact]
    public async Task A_grain_gives_a_reference_to_itself_that_others_can_call()
    {
        await using var engine = await EngineHost.StartAsync();
        var self = await engine.Grain<IRelayGrain>("a").Self();
        Assert.IsType<GrainReference>(self, exactMatch: false);
        Assert.Equal("a>b", await self.Pass(["b"]));
    }

    [Fact]
    public async Task A_reference_kept_over_a_deactivation_reaches_the_next_activation()
    {
        await using var engine = await EngineHost.StartAsync();
        var kept = engine.Grain<IBasicGrain>("a");
        for (var i = 0; i < 50; i++)
        {
            await kept.Leave();
            Assert.Equal("a", await kept.Key());
        }
    }

    [Fact]
    public async Task An_empty_key_is_refused()
    {
        await using var engine = await EngineHost.StartAsync();
        Assert.ThrowsAny<ArgumentException>(() => engine.Grains.GetGrain<IBasicGrain>(" "));
    }
}
