using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Xunit;

namespace Pivotal.ClusterTests.Engine;

/// <summary>Grain code that does not play along.</summary>
public sealed class StubbornTests
{
    private static readonly TimeSpan Brief = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task A_call_that_yields_without_end_lets_in_the_call_that_stops_it()
    {
        await using var engine = await EngineHost.StartAsync();
        var grain = engine.Grain<IStubbornGrain>("g");
        var yielding = grain.YieldOn();
        await engine.Journal.WaitForAsync("yielding");
        await grain.Enough();
        Assert.True(await yielding > 0);
    }

    [Fact]
    public async Task A_goodbye_that_never_ends_is_cut_off_and_the_next_call_meets_a_new_object()
    {
        await using var engine = await EngineHost.StartAsync(silo => silo.Configure<GrainCollectionOptions>(o => o.DeactivationTimeout = Brief));
        var grain = engine.Grain<IStubbornGrain>("g");
        var before = await grain.Touch();
        await grain.LeaveForever();
        Assert.NotEqual(before, await grain.Touch());
    }

    [Fact]
    public async Task An_activation_that_never_ends_fails_its_call_and_the_next_call_tries_again()
    {
        await using var engine = await EngineHost.StartAsync(silo => silo.Configure<GrainCollectionOptions>(o => o.ActivationTimeout = Brief));
        var grain = engine.Grain<IStubbornGrain>("stuck");
        await Assert.ThrowsAnyAsync<Exception>(grain.Touch);
        await Eventually.Succeeds(grain.Touch);
        Assert.Equal(["activating", "activating"], engine.Journal.Lines);
    }

    [Fact]
    public async Task A_tick_passes_the_incoming_filters_as_a_call_of_the_grain_to_itself()
    {
        var seen = new Journal();
        await using var engine = await EngineHost.StartAsync(silo => silo.AddIncomingGrainCallFilter(async context =>
        {
            await context.Invoke();
            if (context.SourceId == context.TargetId)
            {
                seen.Write($"{context.TargetId} {context.InterfaceName.Split('.')[^1]} {context.MethodName}");
            }
        }));
        await engine.Grain<IStoppableTimerGrain>("t").Start();
        await seen.WaitForAsync("test-stoppable-timer/t IGrainTimerInvoker InvokeCallbackAsync");
        Assert.Equal(["tick"], engine.Journal.Lines);
    }

    [Fact]
    public async Task Changing_a_disposed_timer_changes_nothing()
    {
        await using var engine = await EngineHost.StartAsync();
        var grain = engine.Grain<IStoppableTimerGrain>("t");
        await grain.Start();
        await engine.Journal.WaitForAsync("tick");
        await grain.StopAndChange();
        var ticks = engine.Journal.Lines.Count;
        await engine.Grain<IStoppableTimerGrain>("other").Start();
        await engine.Journal.WaitForAsync("tick", ticks + 1);
        Assert.Equal(ticks + 1, engine.Journal.Lines.Count);
    }

    [Fact]
    public async Task A_tick_changed_while_it_waited_in_the_queue_comes_once()
    {
        await using var engine = await EngineHost.StartAsync();
        var grain = engine.Grain<IStoppableTimerGrain>("t");
        await grain.HoldWhileDueAndChange();
        await engine.Journal.WaitForAsync("tick");
        await engine.Grain<IStoppableTimerGrain>("other").Start();
        await engine.Journal.WaitForAsync("tick", 2);
        Assert.Equal(2, engine.Journal.Lines.Count);
    }
}
