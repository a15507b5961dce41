using Xunit;

namespace Pivotal.ClusterTests.Engine;

public sealed class TurnTests
{
    [Fact]
    public async Task Every_await_comes_back_to_the_grains_own_scheduler()
    {
        await using var engine = await EngineHost.StartAsync();
        Assert.True(await engine.Grain<IBasicGrain>("a").SchedulerStaysTheSame());
    }

    [Fact]
    public async Task Calls_of_one_caller_to_a_grain_in_memory_run_in_the_order_they_were_made()
    {
        await using var engine = await EngineHost.StartAsync();
        var grain = engine.Grain<IGateGrain>("g");
        await grain.NoteAlways("awake");
        var names = Enumerable.Range(0, 500).Select(i => $"{i}").ToArray();
        await Task.WhenAll(names.Select(grain.Note));
        Assert.Equal(["awake", .. names], engine.Journal.Lines);
    }

    [Fact]
    public async Task The_answer_does_not_run_its_callers_code_inside_the_grains_turn()
    {
        await using var engine = await EngineHost.StartAsync();
        var grain = engine.Grain<IBasicGrain>("a");
        var scheduler = await Task.Run(async () =>
        {
            await grain.Add(1);
            return TaskScheduler.Current;
        });
        Assert.Same(TaskScheduler.Default, scheduler);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(41)]
    public async Task A_value_task_method_returns_its_value(int number)
    {
        await using var engine = await EngineHost.StartAsync();
        Assert.Equal(number, await engine.Grain<IBasicGrain>("a").Fast(number));
    }

    [Fact]
    public async Task A_call_that_ends_outside_the_grains_turns_still_lets_the_next_one_start()
    {
        await using var engine = await EngineHost.StartAsync();
        var grain = engine.Grain<IPlainGrain>("p");
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => grain.EndElsewhere()));
        Assert.Equal("p", await grain.Key());
    }

    [Fact]
    public async Task A_one_way_call_does_not_wait_for_the_grain()
    {
        await using var engine = await EngineHost.StartAsync();
        await engine.Grain<IPlainGrain>("p").WaitUnheard();
        Assert.Empty(engine.Journal.Lines);
        engine.Journal.OpenGate();
        await engine.Journal.WaitForAsync("heard");
    }

    [Fact]
    public async Task A_grain_needs_no_base_class()
    {
        await using var engine = await EngineHost.StartAsync();
        Assert.Equal("a/b", await engine.Grain<IPlainGrain>("a/b").Key());
    }

    [Fact]
    public async Task Grains_that_call_each_other_without_end_do_not_starve_a_third()
    {
        await using var engine = await EngineHost.StartAsync();
        using var stop = new CancellationTokenSource();
        var busy = Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await engine.Grain<IBasicGrain>($"busy {i}").Fast(i);
            }
        })).ToArray();
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(i, await engine.Grain<IBasicGrain>("third").Fast(i));
        }

        await stop.CancelAsync();
        await Task.WhenAll(busy);
    }
}
