using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Xunit;

namespace Pivotal.ClusterTests.Engine;

public sealed class TimerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly ManualTime _time = new();

    [Fact]
    public async Task A_timer_ticks_at_its_due_time_and_not_before()
    {
        await using var engine = await EngineHost.StartAsync(time: _time);
        await engine.Grain<ITimerGrain>("t").Start("tick", 5 * Second, Timeout.InfiniteTimeSpan, TimerKind.Plain);
        await AdvanceAndSettle(engine, 4.9 * Second);
        Assert.DoesNotContain("tick", engine.Journal.Lines);
        _time.Advance(0.1 * Second);
        await engine.Journal.WaitForAsync("tick");
    }

    [Fact]
    public async Task A_timer_ticks_again_every_period()
    {
        await using var engine = await EngineHost.StartAsync(time: _time);
        await engine.Grain<ITimerGrain>("t").Start("tick", Second, 2 * Second, TimerKind.Plain);
        for (var ticks = 1; ticks <= 4; ticks++)
        {
            _time.Advance(2 * Second);
            await engine.Journal.WaitForAsync("tick", ticks);
            await Settle(engine);
        }
    }

    [Fact]
    public async Task A_timer_without_a_period_ticks_once()
    {
        await using var engine = await EngineHost.StartAsync(time: _time);
        await engine.Grain<ITimerGrain>("t").Start("tick", Second, Timeout.InfiniteTimeSpan, TimerKind.Plain);
        await AdvanceAndSettle(engine, Second);
        await AdvanceAndSettle(engine, 100 * Second);
        Assert.Single(engine.Journal.Lines, "tick");
    }

    [Fact]
    public async Task A_tick_waits_until_the_running_call_has_ended()
    {
        await using var engine = await EngineHost.StartAsync(time: _time);
        var grain = engine.Grain<ITimerGrain>("t");
        await grain.Start("tick", Second, Timeout.InfiniteTimeSpan, TimerKind.Plain);
        var call = grain.HoldTurn();
        await engine.Journal.WaitForAsync("held");
        _time.Advance(Second);
        engine.Journal.OpenGate();
        await call;
        await engine.Journal.WaitForAsync("tick");
        Assert.Equal(["held", "released", "tick"], engine.Journal.Lines);
    }

    [Fact]
    public async Task An_interleaving_timer_ticks_beside_the_running_call()
    {
        await using var engine = await EngineHost.StartAsync(time: _time);
        var grain = engine.Grain<ITimerGrain>("t");
        await grain.Start("tick", Second, Timeout.InfiniteTimeSpan, TimerKind.Interleaving);
        var call = grain.HoldTurn();
        await engine.Journal.WaitForAsync("held");
        _time.Advance(Second);
        await engine.Journal.WaitForAsync("tick");
        engine.Journal.OpenGate();
        await call;
        Assert.Equal(["held", "tick", "released"], engine.Journal.Lines);
    }

    [Fact]
    public async Task A_slow_tick_is_never_overtaken_by_the_next()
    {
        await using var engine = await EngineHost.StartAsync(time: _time);
        await engine.Grain<ITimerGrain>("t").Start("tick", Second, Second, TimerKind.Slow);
        _time.Advance(Second);
        await engine.Journal.WaitForAsync("tick begins");
        _time.Advance(10 * Second);
        Assert.Single(engine.Journal.Lines);
        engine.Journal.OpenGate();
        await engine.Journal.WaitForAsync("tick ends");
        await AdvanceAndSettle(engine, Second);
        await engine.Journal.WaitForAsync("tick ends", 2);
        Assert.Equal(["tick begins", "tick ends", "tick begins", "tick ends"], engine.Journal.Lines);
    }

    [Fact]
    public async Task A_failing_tick_does_not_end_the_timer()
    {
        await using var engine = await EngineHost.StartAsync(time: _time);
        await engine.Grain<ITimerGrain>("t").Start("tick", Second, Second, TimerKind.Failing);
        await AdvanceAndSettle(engine, Second);
        await AdvanceAndSettle(engine, Second);
        await engine.Journal.WaitForAsync("tick", 2);
    }

    [Fact]
    public async Task A_tick_carries_no_request_context()
    {
        await using var engine = await EngineHost.StartAsync(time: _time);
        RequestContext.Set("who", "the caller");
        await engine.Grain<ITimerGrain>("t").Start("tick", Second, Timeout.InfiniteTimeSpan, TimerKind.ShowingContext);
        _time.Advance(Second);
        await engine.Journal.WaitForAsync("tick (none)");
    }

    [Fact]
    public async Task A_disposed_timer_is_silent()
    {
        await using var engine = await EngineHost.StartAsync(time: _time);
        var grain = engine.Grain<ITimerGrain>("t");
        await grain.Start("tick", Second, Second, TimerKind.Plain);
        await AdvanceAndSettle(engine, Second);
        await grain.Stop();
        await AdvanceAndSettle(engine, 10 * Second);
        Assert.Single(engine.Journal.Lines, "tick");
    }

    [Fact]
    public async Task A_changed_timer_follows_its_new_times()
    {
        await using var engine = await EngineHost.StartAsync(time: _time);
        var grain = engine.Grain<ITimerGrain>("t");
        await grain.Start("tick", 100 * Second, 100 * Second, TimerKind.Plain);
        await grain.Change(Second, Second);
        await AdvanceAndSettle(engine, Second);
        await AdvanceAndSettle(engine, Second);
        await engine.Journal.WaitForAsync("tick", 2);
    }

    [Fact]
    public async Task Timers_end_with_their_activation()
    {
        await using var engine = await EngineHost.StartAsync(time: _time);
        var grain = engine.Grain<ITimerGrain>("t");
        await grain.Start("tick", Second, Second, TimerKind.Plain);
        await grain.Leave();
        await Settle(engine);
        await AdvanceAndSettle(engine, 10 * Second);
        Assert.DoesNotContain("tick", engine.Journal.Lines);
    }

    [Fact]
    public async Task Only_a_timer_that_says_so_keeps_its_grain_in_memory()
    {
        await using var engine = await EngineHost.StartAsync(silo =>
            silo.Configure<GrainCollectionOptions>(o => (o.CollectionAge, o.CollectionQuantum) = (3 * Second, Second)));
        var often = 0.1 * Second;
        await engine.Grain<ITimerGrain>("kept").Start("keeping tick", often, often, TimerKind.KeepingAlive);
        await engine.Grain<ITimerGrain>("plain").Start("tick", often, often, TimerKind.Plain);
        await engine.Journal.WaitForAsync("plain deactivated");
        Assert.DoesNotContain("kept deactivated", engine.Journal.Lines);
    }

    [Fact]
    public async Task A_timer_without_pause_ticks_on_and_lets_calls_through()
    {
        await using var engine = await EngineHost.StartAsync();
        var grain = engine.Grain<ITimerGrain>("t");
        await grain.Start("tick", TimeSpan.Zero, TimeSpan.Zero, TimerKind.Plain);
        await engine.Journal.WaitForAsync("tick", 500);
        await grain.Stop();
        await grain.Idle();
        Assert.DoesNotContain(engine.Journal.Lines, l => l != "tick");
    }

    [Fact]
    public async Task A_timer_is_refused_outside_the_grains_turns()
    {
        await using var engine = await EngineHost.StartAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => engine.Grain<ITimerGrain>("t").StartOutside());
    }

    private async Task AdvanceAndSettle(EngineHost engine, TimeSpan by)
    {
        _time.Advance(by);
        await Settle(engine);
    }

    private static Task Settle(EngineHost engine) => engine.Grain<ITimerGrain>("t").Idle();
}
