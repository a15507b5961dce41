using Orleans.Runtime;
using Pivotal.FaultTests.Model;
using Pivotal.FaultTests.Model.Activations;
using Xunit;

namespace Pivotal.FaultTests;

/// <summary>What the model gives the grains' parts instead of the engine: were it wrong, a run would prove nothing.</summary>
public sealed class ActivationTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly World _world = new(1);
    private readonly List<string> _said = [];

    [Fact]
    public void Requests_take_turns_and_those_that_interleave_do_not_wait()
    {
        var activation = new Activation(_world);
        Begin(() => activation.Ask(() => Work("first"), interleaves: false));
        Begin(() => activation.Ask(() => Work("second"), interleaves: false));
        Begin(() => activation.Ask(() => Work("between"), interleaves: true));
        Run();
        Assert.Equal(["first begins", "between begins", "first ends", "second begins", "between ends", "second ends"], _said);
    }

    [Fact]
    public void Of_an_activation_that_is_lost_nothing_goes_on_and_whoever_waits_hears_of_it()
    {
        var activation = new Activation(_world);
        Task? asked = null;
        Begin(() => asked = activation.Ask(() => Work("work"), interleaves: false));
        _world.After(Second / 2, activation.Lose);
        Run();
        Assert.Equal(["work begins"], _said);
        Assert.IsType<ActivationLostException>(asked!.Exception!.InnerException);
        Assert.True(activation.Ask(() => Work("later"), interleaves: false).IsFaulted);
    }

    [Fact]
    public void A_timer_counts_from_the_end_of_its_tick_and_sooner_where_it_was_told_so_meanwhile()
    {
        var activation = new Activation(_world);
        List<double> ticks = [];
        IGrainTimer timer = null!;
        timer = new ActivationTimer(
            _world,
            activation,
            async () =>
            {
                ticks.Add((_world.Now - World.Start).TotalSeconds);
                await _world.Wait(Second);
                if (ticks.Count == 2)
                    timer.Change(TimeSpan.Zero, Second);
                if (ticks.Count == 4)
                    timer.Dispose();
            },
            new(Second, Second)
        );
        Run();
        Assert.Equal([1, 3, 4, 6], ticks);
    }

    [Fact]
    public void What_the_product_waits_for_ends_on_the_model_s_clock()
    {
        Begin(async () =>
        {
            await Task.Delay(TimeSpan.FromHours(1), _world.Clock);
            var never = new TaskCompletionSource();
            await Assert.ThrowsAsync<TimeoutException>(() => never.Task.WaitAsync(TimeSpan.FromHours(1), _world.Clock));
            _said.Add($"{(_world.Now - World.Start).TotalHours} hours");
        });
        Run();
        Assert.Equal(["2 hours"], _said);
    }

    private async Task<bool> Work(string name)
    {
        _said.Add($"{name} begins");
        await _world.Wait(Second);
        _said.Add($"{name} ends");
        return true;
    }

    /// <summary>What the work throws, its asker has.</summary>
    private void Begin(Func<Task> work) =>
        _world.Begin(async () =>
        {
            try
            {
                await work();
            }
            catch (ActivationLostException)
            {
                // Looked at by the test.
            }
        });

    private void Run()
    {
        _world.Run(() => false);
        Assert.Empty(_world.Crashes);
    }
}
