using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Xunit;

namespace Pivotal.ClusterTests.Engine;

/// <summary>What running and waiting calls of one grain may add up to.</summary>
public sealed class OverloadTests
{
    [Fact]
    public void There_is_no_limit_unless_somebody_sets_one()
    {
        var options = new SiloMessagingOptions();
        Assert.Equal((0, 0), (options.MaxEnqueuedRequestsSoftLimit, options.MaxEnqueuedRequestsHardLimit));
    }

    [Fact]
    public async Task Without_a_limit_every_waiting_call_is_served()
    {
        await using var engine = await EngineHost.StartAsync();
        var (grain, running) = await Busy(engine);
        Task[] waiting = [.. Enumerable.Range(0, 3_000).Select(i => grain.Note($"{i}"))];
        engine.Journal.OpenGate();
        await Task.WhenAll([running, .. waiting]);
        Assert.Equal(3_002, engine.Journal.Lines.Count);
    }

    [Fact]
    public async Task The_running_call_counts_and_the_refusal_names_the_limit_and_both_numbers()
    {
        await using var engine = await StartAsync(hard: 2);
        var (grain, running) = await Busy(engine);
        Task[] waiting = [grain.Note("1"), grain.Note("2")];
        var refusal = await Assert.ThrowsAsync<LimitExceededException>(() => grain.Note("3"));
        Assert.Contains("MaxEnqueuedRequestsHardLimit Current=3 Threshold=2", refusal.Message);
        engine.Journal.OpenGate();
        await Task.WhenAll([running, .. waiting]);
        Assert.DoesNotContain("3", engine.Journal.Lines);
    }

    [Fact]
    public async Task A_grain_that_has_caught_up_takes_calls_again()
    {
        await using var engine = await StartAsync(hard: 1);
        var (grain, running) = await Busy(engine);
        var waiting = grain.Note("waiting");
        await Assert.ThrowsAsync<LimitExceededException>(() => grain.Note("refused"));
        engine.Journal.OpenGate();
        await Task.WhenAll(running, waiting);
        await grain.Note("taken");
        Assert.Equal(["running begins", "running ends", "waiting", "taken"], engine.Journal.Lines);
    }

    [Fact]
    public async Task One_full_grain_is_no_other_grains_concern()
    {
        await using var engine = await StartAsync(hard: 1);
        var (grain, running) = await Busy(engine);
        var waiting = grain.Note("waiting");
        await Assert.ThrowsAsync<LimitExceededException>(() => grain.Note("refused"));
        await engine.Grain<IGateGrain>("other").Note("other");
        engine.Journal.OpenGate();
        await Task.WhenAll(running, waiting);
        Assert.Contains("other", engine.Journal.Lines);
    }

    [Fact]
    public async Task A_call_that_could_overtake_is_refused_like_any_other()
    {
        await using var engine = await StartAsync(hard: 1);
        var (grain, running) = await Busy(engine);
        var waiting = grain.Note("waiting");
        await Assert.ThrowsAsync<LimitExceededException>(() => grain.NoteAlways("refused"));
        engine.Journal.OpenGate();
        await Task.WhenAll(running, waiting);
    }

    [Fact]
    public async Task A_calling_grain_can_catch_the_refusal()
    {
        await using var engine = await StartAsync(hard: 1);
        var (grain, running) = await Busy(engine);
        var waiting = grain.Note("waiting");
        Assert.Equal("refused", await engine.Grain<IOverloadingGrain>("caller").NoteAt("g"));
        engine.Journal.OpenGate();
        await Task.WhenAll(running, waiting);
        Assert.Equal("noted", await engine.Grain<IOverloadingGrain>("caller").NoteAt("g"));
    }

    [Fact]
    public async Task A_one_way_call_to_a_full_grain_is_lost_without_a_word_to_its_caller()
    {
        await using var engine = await StartAsync(hard: 1);
        var grain = engine.Grain<IOverloadingGrain>("o");
        var running = grain.Hold();
        await engine.Journal.WaitForAsync("held");
        var waiting = grain.Mention("waiting");
        await grain.Hint("refused");
        engine.Journal.OpenGate();
        await Task.WhenAll(running, waiting);
        await grain.Mention("last");
        Assert.Equal(["held", "waiting", "last"], engine.Journal.Lines);
    }

    [Fact]
    public async Task Calls_that_wait_for_an_activation_count_as_well()
    {
        await using var engine = await StartAsync(hard: 1);
        var grain = engine.Grain<IOverloadingGrain>("slow");
        var first = grain.Mention("first");
        await engine.Journal.WaitForAsync("activating");
        var second = grain.Mention("second");
        await Assert.ThrowsAsync<LimitExceededException>(() => grain.Mention("third"));
        engine.Journal.OpenGate();
        await Task.WhenAll(first, second);
        Assert.DoesNotContain("third", engine.Journal.Lines);
    }

    [Fact]
    public async Task The_timer_of_a_full_grain_ticks_all_the_same()
    {
        await using var engine = await StartAsync(hard: 1);
        var grain = engine.Grain<ITimerGrain>("t");
        await grain.Start("tick", TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(50), TimerKind.Interleaving);
        // A tick that happens to run counts too, so the first call may be refused; then it is made again.
        var held = engine.Journal.WaitForAsync("held");
        Task running;
        do running = grain.HoldTurn();
        while (await Task.WhenAny(running, held) == running);
        Task[] idle = [grain.Idle(), grain.Idle(), grain.Idle()];
        var before = engine.Journal.Lines.Count(l => l == "tick");
        await engine.Journal.WaitForAsync("tick", before + 2);
        engine.Journal.OpenGate();
        await running;
        var refused = 0;
        foreach (var call in idle)
            refused += await Record.ExceptionAsync(() => call) is LimitExceededException ? 1 : 0;
        Assert.InRange(refused, 2, 3);
    }

    [Fact]
    public async Task The_soft_limit_warns_and_refuses_nothing()
    {
        var warnings = new Warnings();
        await using var engine = await EngineHost.StartAsync(silo => silo
            .Configure<SiloMessagingOptions>(o => o.MaxEnqueuedRequestsSoftLimit = 1)
            .ConfigureLogging(log => log.SetMinimumLevel(LogLevel.Warning).AddProvider(warnings)));
        var (grain, running) = await Busy(engine);
        Task[] waiting = [grain.Note("1"), grain.Note("2"), grain.Note("3")];
        await Eventually.Succeeds(() => Task.Run(() => Assert.Contains(warnings.Journal.Lines, w => w.Contains("test-gate/g", StringComparison.Ordinal))));
        engine.Journal.OpenGate();
        await Task.WhenAll([running, .. waiting]);
        Assert.Contains("3", engine.Journal.Lines);
    }

    private static Task<EngineHost> StartAsync(int hard) =>
        EngineHost.StartAsync(silo => silo.Configure<SiloMessagingOptions>(o => o.MaxEnqueuedRequestsHardLimit = hard));

    private static async Task<(IGateGrain Grain, Task Running)> Busy(EngineHost engine)
    {
        var grain = engine.Grain<IGateGrain>("g");
        var running = grain.Wait("running");
        await engine.Journal.WaitForAsync("running begins");
        return (grain, running);
    }

    private sealed class Warnings : ILoggerProvider, ILogger
    {
        public Journal Journal { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Warning)
            {
                Journal.Write(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }
}
