using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Xunit;

namespace Pivotal.ClusterTests.Engine;

public sealed class LifeTests
{
    [Fact]
    public async Task A_grain_that_leaves_comes_back_as_a_new_object()
    {
        await using var engine = await EngineHost.StartAsync();
        var grain = engine.Grain<IBasicGrain>("a");
        var before = await grain.Incarnation();
        await grain.Leave();
        Assert.NotEqual(before, await grain.Incarnation());
        Assert.Equal(["activate a", "deactivate a ApplicationRequested", "activate a"], engine.Journal.Lines);
    }

    [Fact]
    public async Task A_grain_leaves_after_its_running_call_and_waiting_calls_go_to_the_next_one()
    {
        await using var engine = await StartAsync();
        var grain = engine.Grain<ILifeGrain>("a");
        var lingering = grain.LeaveAndLinger();
        await engine.Journal.WaitForAsync("lingering");
        var waiting = grain.Touch();
        Assert.False(waiting.IsCompleted);
        engine.Journal.OpenGate();
        await Task.WhenAll(lingering, waiting);
        Assert.Equal(
            ["activating", "in scope (none)", "lingering", "left", "deactivating ApplicationRequested", "scope disposed", "activating", "in scope (none)"],
            engine.Journal.Lines);
    }

    [Fact]
    public async Task An_idle_grain_leaves_the_memory_and_a_used_one_stays()
    {
        await using var engine = await StartAsync();
        var idle = await engine.Grain<ILifeGrain>("idle").Touch();
        var used = await engine.Grain<ILifeGrain>("used").Touch();
        var gone = engine.Journal.WaitForAsync("deactivating ActivationIdle");
        while (!gone.IsCompleted)
        {
            Assert.Equal(used, await engine.Grain<ILifeGrain>("used").Touch());
            await Task.Delay(50);
        }

        await gone;
        Assert.NotEqual(idle, await engine.Grain<ILifeGrain>("idle").Touch());
    }

    [Fact]
    public async Task A_grain_can_ask_to_stay_longer()
    {
        await using var engine = await StartAsync();
        var staying = await engine.Grain<ILifeGrain>("staying").Touch();
        await engine.Grain<ILifeGrain>("staying").StayFor(TimeSpan.FromHours(1));
        await engine.Grain<ILifeGrain>("going").Touch();
        await engine.Journal.WaitForAsync("deactivating ActivationIdle");
        Assert.Equal(staying, await engine.Grain<ILifeGrain>("staying").Touch());
    }

    [Fact]
    public async Task A_failed_activation_is_the_callers_exception_and_the_next_call_tries_again()
    {
        await using var engine = await StartAsync();
        var grain = engine.Grain<ILifeGrain>("bad");
        Assert.Equal("This activation fails.", (await Assert.ThrowsAsync<InvalidDataException>(grain.Touch)).Message);
        await Assert.ThrowsAsync<InvalidDataException>(grain.Touch);
        await grain.Touch();
    }

    [Fact]
    public async Task A_grain_that_wants_to_leave_while_it_activates_does_so_before_its_first_call_and_without_a_goodbye()
    {
        await using var engine = await StartAsync();
        await engine.Grain<ILifeGrain>("brief").Touch();
        Assert.Equal(
            ["activating", "in scope (none)", "scope disposed", "activating", "in scope (none)"],
            engine.Journal.Lines);
    }

    [Fact]
    public async Task A_grain_that_fails_to_say_goodbye_goes_all_the_same()
    {
        await using var engine = await StartAsync();
        var grain = engine.Grain<ILifeGrain>("a");
        var before = await grain.Touch();
        await grain.FailGoodbye();
        Assert.NotEqual(before, await grain.Touch());
        Assert.Contains("scope disposed", engine.Journal.Lines);
    }

    [Fact]
    public async Task The_activation_sees_the_request_context_of_the_call_that_woke_it()
    {
        await using var engine = await StartAsync();
        RequestContext.Set("who", "the first caller");
        await engine.Grain<ILifeGrain>("a").Touch();
        Assert.Contains("in scope the first caller", engine.Journal.Lines);
    }

    [Fact]
    public async Task Stopping_lets_the_running_call_end_and_deactivates_every_grain()
    {
        var engine = await StartAsync();
        await engine.Grain<ILifeGrain>("idle").Touch();
        var running = engine.Grain<IGateGrain>("busy").Wait("call");
        await engine.Journal.WaitForAsync("call begins");
        var stopping = engine.StopAsync();
        await engine.Journal.WaitForAsync("deactivating ShuttingDown");
        Assert.False(stopping.IsCompleted);
        engine.Journal.OpenGate();
        await running;
        await stopping;
        Assert.Contains("call ends", engine.Journal.Lines);
        await engine.DisposeAsync();
    }

    [Fact]
    public async Task A_stopped_silo_refuses_calls()
    {
        await using var engine = await StartAsync();
        var grain = engine.Grain<IBasicGrain>("a");
        await grain.Add(1);
        await engine.StopAsync();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => grain.Add(1));
    }

    /// <summary>Idleness is measured by the machine's clock on either engine, so it is short here.</summary>
    private static Task<EngineHost> StartAsync() => EngineHost.StartAsync(silo =>
    {
        silo.Services.AddScoped<ScopedThing>();
        silo.Configure<GrainCollectionOptions>(o => (o.CollectionAge, o.CollectionQuantum) = (TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(1)));
    });
}
