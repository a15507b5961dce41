using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Xunit;

namespace Pivotal.ClusterTests.Engine;

public sealed class TimeoutTests
{
    private static readonly Action<ISiloBuilder> ShortTimeout = silo =>
        silo.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = TimeSpan.FromMilliseconds(300));

    [Fact]
    public async Task A_call_that_comes_back_to_a_waiting_grain_times_out()
    {
        await using var engine = await EngineHost.StartAsync(ShortTimeout);
        await Assert.ThrowsAsync<TimeoutException>(() => engine.Grain<IRelayGrain>("a").Pass(["b", "a"]));
    }

    [Fact]
    public async Task A_chain_without_a_cycle_does_not_time_out()
    {
        await using var engine = await EngineHost.StartAsync(ShortTimeout);
        Assert.Equal("a>b>c", await engine.Grain<IRelayGrain>("a").Pass(["b", "c"]));
    }

    [Fact]
    public async Task After_a_timeout_the_grains_of_the_cycle_answer_again()
    {
        await using var engine = await EngineHost.StartAsync(ShortTimeout);
        await Assert.ThrowsAsync<TimeoutException>(() => engine.Grain<IRelayGrain>("a").Pass(["b", "a"]));
        await Eventually.Succeeds(async () => Assert.Equal("a>b", await engine.Grain<IRelayGrain>("a").Pass(["b"])));
    }

    [Fact]
    public async Task A_method_can_have_a_shorter_limit_than_the_silo()
    {
        // The silo's limit also ends the inner call of the cycle, which stopping waits for.
        await using var engine = await EngineHost.StartAsync(silo => silo.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = TimeSpan.FromSeconds(5)));
        await Assert.ThrowsAsync<TimeoutException>(() => engine.Grain<IRelayGrain>("a").PassQuickly(["b", "a"]));
    }

    [Fact]
    public async Task A_call_that_timed_out_in_the_queue_is_never_run()
    {
        await using var engine = await EngineHost.StartAsync(ShortTimeout);
        var grain = engine.Grain<IGateGrain>("g");
        var running = grain.Wait("running");
        await engine.Journal.WaitForAsync("running begins");
        var queued = grain.Note("queued");
        await Assert.ThrowsAsync<TimeoutException>(() => queued);
        await Assert.ThrowsAsync<TimeoutException>(() => running);
        await grain.Open();
        await grain.Note("last");
        Assert.Equal(["running begins", "running ends", "last"], engine.Journal.Lines);
    }

    [Fact]
    public async Task Moving_the_applications_clock_times_out_no_call()
    {
        var time = new ManualTime();
        await using var engine = await EngineHost.StartAsync(time: time);
        var running = engine.Grain<IGateGrain>("g").Wait("running");
        await engine.Journal.WaitForAsync("running begins");
        time.Advance(TimeSpan.FromHours(1));
        engine.Journal.OpenGate();
        await running;
    }

    [Fact]
    public async Task A_full_queue_refuses_the_next_call_and_only_that()
    {
        await using var engine = await EngineHost.StartAsync(silo => silo.Configure<SiloMessagingOptions>(o => o.MaxEnqueuedRequestsHardLimit = 2));
        var grain = engine.Grain<IGateGrain>("g");
        var running = grain.Wait("running");
        await engine.Journal.WaitForAsync("running begins");
        Task[] queued = [grain.Note("1"), grain.Note("2")];
        await Assert.ThrowsAsync<LimitExceededException>(() => grain.Note("3"));
        engine.Journal.OpenGate();
        await Task.WhenAll([running, .. queued]);
        Assert.DoesNotContain("3", engine.Journal.Lines);
    }
}
