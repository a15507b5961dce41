using Xunit;

namespace Pivotal.ClusterTests.Engine;

/// <summary>The stages of an activation's life that others take part in.</summary>
public sealed class LifecycleTests
{
    [Fact]
    public async Task Stages_start_upwards_before_the_first_call()
    {
        await using var engine = await EngineHost.StartAsync();
        await engine.Grain<IStagedGrain>("g").Touch();
        string[] lines = [.. engine.Journal.Lines];
        Assert.True(Array.IndexOf(lines, "first starts") < Array.IndexOf(lines, "state starts"));
        Assert.True(Array.IndexOf(lines, "state starts") < Array.IndexOf(lines, "activate"));
        Assert.Contains("last starts", lines);
        Assert.Equal("touched", lines[^1]);
    }

    [Fact]
    public async Task Stages_stop_downwards_after_the_goodbye()
    {
        await using var engine = await EngineHost.StartAsync();
        await engine.Grain<IStagedGrain>("g").Leave();
        await engine.Journal.WaitForAsync("first stops");
        Assert.Equal(["deactivate", "last stops", "state stops", "first stops"], engine.Journal.Lines.SkipWhile(l => l != "deactivate"));
    }

    [Fact]
    public async Task A_stage_that_was_given_up_neither_starts_nor_stops()
    {
        await using var engine = await EngineHost.StartAsync();
        await engine.Grain<IStagedGrain>("g").Leave();
        await engine.Journal.WaitForAsync("first stops");
        Assert.DoesNotContain(engine.Journal.Lines, l => l.StartsWith("given up", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stage_that_fails_fails_the_call_that_woke_the_grain()
    {
        await using var engine = await EngineHost.StartAsync();
        var thrown = await Assert.ThrowsAsync<InvalidDataException>(() => engine.Grain<IStagedGrain>("failing").Touch());
        Assert.Equal("This stage fails.", thrown.Message);
        Assert.DoesNotContain("touched", engine.Journal.Lines);
    }
}
