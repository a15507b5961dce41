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
    public async Task Calls_of_one_caller_run_in_the_order_they_were_made()
    {
        await using var engine = await EngineHost.StartAsync();
        var grain = engine.Grain<IGateGrain>("g");
        var names = Enumerable.Range(0, 500).Select(i => $"{i}").ToArray();
        await Task.WhenAll(names.Select(grain.Note));
        Assert.Equal(names, engine.Journal.Lines);
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
}
