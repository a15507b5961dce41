using Orleans.Configuration;
using Orleans.Hosting;
using Xunit;

namespace Pivotal.ClusterTests.Engine;

public sealed class CancellationTests
{
    [Fact]
    public async Task Cancelling_ends_the_running_call_on_both_sides()
    {
        await using var engine = await EngineHost.StartAsync();
        using var source = new CancellationTokenSource();
        var call = engine.Grain<IPatientGrain>("p").WaitForever("call", source.Token);
        await engine.Journal.WaitForAsync("call begins");
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await engine.Journal.WaitForAsync("call cancelled");
    }

    [Fact]
    public async Task A_call_cancelled_beforehand_never_reaches_the_grain()
    {
        await using var engine = await EngineHost.StartAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => engine.Grain<IPatientGrain>("p").Note("never", new CancellationToken(true)));
        await engine.Grain<IPatientGrain>("p").Note("after", default);
        Assert.Equal(["after"], engine.Journal.Lines);
    }

    [Fact]
    public async Task A_call_cancelled_in_the_queue_is_never_run()
    {
        await using var engine = await EngineHost.StartAsync();
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var grain = engine.Grain<IPatientGrain>("p");
        var running = grain.WaitForever("running", first.Token);
        await engine.Journal.WaitForAsync("running begins");
        var queued = grain.Note("queued", second.Token);
        await second.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queued);
        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await grain.Note("last", default);
        Assert.Equal(["running begins", "running cancelled", "last"], engine.Journal.Lines);
    }

    [Fact]
    public async Task A_timeout_cancels_the_token_of_the_call_where_that_is_asked_for()
    {
        await using var engine = await EngineHost.StartAsync(silo => silo.Configure<SiloMessagingOptions>(o => o.CancelRequestOnTimeout = true));
        using var source = new CancellationTokenSource();
        await Assert.ThrowsAsync<TimeoutException>(() => engine.Grain<IPatientGrain>("p").WaitBriefly(source.Token));
        await engine.Journal.WaitForAsync("brief cancelled");
    }

    [Fact]
    public async Task A_timeout_otherwise_leaves_the_grain_to_its_work()
    {
        await using var engine = await EngineHost.StartAsync();
        using var source = new CancellationTokenSource();
        await Assert.ThrowsAsync<TimeoutException>(() => engine.Grain<IPatientGrain>("p").WaitBrieflyForTheGate(source.Token));
        engine.Journal.OpenGate();
        await engine.Journal.WaitForAsync("gate passed");
    }

    [Fact]
    public async Task A_token_that_is_never_cancelled_changes_nothing()
    {
        await using var engine = await EngineHost.StartAsync();
        using var source = new CancellationTokenSource();
        await engine.Grain<IPatientGrain>("p").Note("noted", source.Token);
        await source.CancelAsync();
        Assert.Equal(["noted"], engine.Journal.Lines);
    }
}
