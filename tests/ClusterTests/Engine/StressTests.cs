using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Xunit;

namespace Pivotal.ClusterTests.Engine;

/// <summary>Many callers at once, while something ends.</summary>
public sealed class StressTests
{
    private const int Callers = 16;

    [Fact]
    public async Task Calls_that_race_with_deactivations_are_answered_or_refused_and_never_run_twice_or_beside_another_activation()
    {
        await using var engine = await EngineHost.StartAsync();
        var answered = 0;
        await AtOnce(async caller =>
        {
            for (var i = 0; i < 300; i++)
            {
                try
                {
                    await engine.Grain<IRestlessGrain>("r").Count(leave: (i + caller) % 7 == 0);
                    Interlocked.Increment(ref answered);
                }
                catch (OrleansMessageRejectionException)
                {
                    // Passed on from one ending activation to the next too often.
                }
            }
        });
        Assert.Equal(answered, engine.Journal.Lines.Count(l => l == "counted"));
        Assert.DoesNotContain("two at once", engine.Journal.Lines);
        Assert.True(engine.Journal.Lines.Count(l => l == "activated") > 1);
    }

    [Fact]
    public async Task Tokens_cancelled_at_any_moment_leave_no_call_without_an_end_and_the_grain_works_on()
    {
        await using var engine = await EngineHost.StartAsync();
        int done = 0, cancelled = 0;
        await AtOnce(async caller =>
        {
            for (var i = 0; i < 200; i++)
            {
                using var source = new CancellationTokenSource();
                var call = engine.Grain<IRestlessGrain>($"{i % 3}").Work(source.Token);
                var cancelling = (i + caller) % 3 == 0 ? Task.CompletedTask : Task.Run(source.Cancel);
                try
                {
                    await call;
                    Interlocked.Increment(ref done);
                }
                catch (OperationCanceledException)
                {
                    Interlocked.Increment(ref cancelled);
                }

                await cancelling;
            }
        });
        Assert.Equal(Callers * 200, done + cancelled);
        Assert.True(done >= Callers * 66, "Calls nobody cancelled were cancelled.");
        await engine.Grain<IRestlessGrain>("0").Count(leave: false);
    }

    [Fact]
    public async Task Stopping_under_load_answers_or_refuses_every_call()
    {
        var engine = await EngineHost.StartAsync(silo => silo.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = TimeSpan.FromSeconds(3)));
        var stopped = false;
        int answered = 0, refused = 0;
        var calling = AtOnce(async caller =>
        {
            for (var i = 0; !Volatile.Read(ref stopped); i++)
            {
                try
                {
                    await engine.Grain<IRestlessGrain>($"{(caller + i) % 50}").Count(leave: false);
                    Interlocked.Increment(ref answered);
                }
                catch (Exception)
                {
                    Interlocked.Increment(ref refused);
                    await Task.Delay(1);
                }
            }
        });
        await Eventually.Succeeds(() => Task.Run(() => Assert.True(Volatile.Read(ref answered) > 1_000)));
        await engine.StopAsync();
        Volatile.Write(ref stopped, true);
        await calling;
        // One that was still activating when the silo stopped is not asked to say goodbye.
        Assert.InRange(engine.Journal.Lines.Count(l => l == "deactivated"), 40, engine.Journal.Lines.Count(l => l == "activated"));
        await engine.DisposeAsync();
    }

    [Fact]
    public async Task Ten_thousand_grains_wake_and_leave_again()
    {
        await using var engine = await EngineHost.StartAsync();
        await AtOnce(async caller =>
        {
            for (var i = caller; i < 10_000; i += Callers)
            {
                await engine.Grain<IRestlessGrain>($"{i}").Count(leave: true);
            }
        });
        await Eventually.Succeeds(() => Task.Run(() => Assert.Equal(10_000, engine.Journal.Lines.Count(l => l == "deactivated"))));
        Assert.Equal(10_000, engine.Journal.Lines.Count(l => l == "activated"));
    }

    private static Task AtOnce(Func<int, Task> caller) => Task.WhenAll(Enumerable.Range(0, Callers).Select(n => Task.Run(() => caller(n))));
}
