using Xunit;

namespace Pivotal.ClusterTests.Engine;

public sealed class SingleActivationTests
{
    [Fact]
    public async Task Ten_thousand_racing_first_calls_meet_one_activation()
    {
        await using var engine = await EngineHost.StartAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10_000).Select(_ =>
            Task.Run(() => engine.Grain<IBasicGrain>("one").Incarnation())));
        Assert.Single(answers.Distinct());
        Assert.Single(engine.Journal.Lines, "activate one");
    }

    [Fact]
    public async Task No_increment_is_lost_when_every_call_yields_in_the_middle()
    {
        await using var engine = await EngineHost.StartAsync();
        var grain = engine.Grain<IBasicGrain>("sum");
        var sums = await Task.WhenAll(Enumerable.Range(0, 2_000).Select(_ => Task.Run(() => grain.Add(1))));
        Assert.Equal(Enumerable.Range(1, 2_000), sums.Order());
    }

    [Fact]
    public async Task Different_keys_are_different_grains()
    {
        await using var engine = await EngineHost.StartAsync();
        var first = await engine.Grain<IBasicGrain>("a").Incarnation();
        var second = await engine.Grain<IBasicGrain>("b").Incarnation();
        Assert.NotEqual(first, second);
        Assert.Equal("a/b+c", await engine.Grain<IBasicGrain>("a/b+c").Key());
    }
}
