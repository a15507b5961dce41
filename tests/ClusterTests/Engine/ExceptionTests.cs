using Xunit;

namespace Pivotal.ClusterTests.Engine;

public sealed class ExceptionTests
{
    [Fact]
    public async Task An_exception_reaches_the_caller_with_its_type_message_and_stack()
    {
        await using var engine = await EngineHost.StartAsync();
        var thrown = await Assert.ThrowsAsync<InvalidDataException>(() => engine.Grain<IBasicGrain>("a").Fail("broken"));
        Assert.Equal("broken", thrown.Message);
        Assert.Contains($"{nameof(BasicGrain)}.{nameof(BasicGrain.Fail)}", thrown.StackTrace);
    }

    [Fact]
    public async Task An_exception_before_the_first_await_reaches_the_caller_as_well()
    {
        await using var engine = await EngineHost.StartAsync();
        var call = engine.Grain<IBasicGrain>("a").FailAtOnce("at once");
        Assert.Equal("at once", (await Assert.ThrowsAsync<InvalidDataException>(() => call)).Message);
    }

    [Fact]
    public async Task A_grain_whose_call_failed_keeps_working()
    {
        await using var engine = await EngineHost.StartAsync();
        var grain = engine.Grain<IBasicGrain>("a");
        var before = await grain.Incarnation();
        await Assert.ThrowsAsync<InvalidDataException>(() => grain.Fail("broken"));
        Assert.Equal(before, await grain.Incarnation());
    }

    [Fact]
    public async Task An_exception_passes_through_a_grain_that_does_not_catch_it()
    {
        await using var engine = await EngineHost.StartAsync();
        var thrown = await Assert.ThrowsAsync<InvalidDataException>(() => engine.Grain<IRelayGrain>("r").FailAt("a", "deep"));
        Assert.Equal("deep", thrown.Message);
    }

    [Fact]
    public async Task A_grain_can_catch_what_another_grain_threw()
    {
        await using var engine = await EngineHost.StartAsync();
        Assert.Equal("caught deep", await engine.Grain<IRelayGrain>("r").CatchFrom("a", "deep"));
    }

    [Fact]
    public async Task A_failed_one_way_call_is_nobodys_exception()
    {
        await using var engine = await EngineHost.StartAsync();
        var grain = engine.Grain<IRelayGrain>("r");
        await grain.FailUnheard();
        Assert.Equal("caught still here", await grain.CatchFrom("a", "still here"));
    }
}
