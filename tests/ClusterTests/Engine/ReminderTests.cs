using System.Globalization;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ClusterTests.Engine;

public sealed class ReminderTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly ManualTime _time = new();
    private readonly string _service = $"reminders-{GrainInterfaces.Shared.Ids.New():N}";

    [Fact]
    public async Task A_reminder_ticks_on_its_schedule()
    {
        await using var engine = await StartAsync();
        await engine.Grain<IReminderGrain>("r").Register("wake", 2 * Minute, 5 * Minute);
        _time.Advance(2 * Minute);
        await engine.Journal.WaitForAsync("wake at 00:00:00 context (none)");
        await Settle(engine);
        _time.Advance(5 * Minute);
        await engine.Journal.WaitForAsync("wake at 00:05:00 context (none)");
    }

    [Fact]
    public async Task A_reminder_wakes_a_grain_that_has_left_the_memory()
    {
        await using var engine = await StartAsync();
        await engine.Grain<IReminderGrain>("r").Register("wake", 2 * Minute, 5 * Minute);
        await engine.Grain<IReminderGrain>("r").Leave();
        _time.Advance(2 * Minute);
        await engine.Journal.WaitForAsync("wake at 00:00:00 context (none)");
    }

    [Fact]
    public async Task A_reminder_survives_the_process()
    {
        await using (var before = await StartAsync())
        {
            await before.Grain<IReminderGrain>("r").Register("wake", 2 * Minute, 5 * Minute);
        }

        _time.Advance(13 * Minute);
        await using var after = await StartAsync();
        Assert.Empty(after.Journal.Lines);

        // A silo takes up the reminders some time after its start; the schedule is the old one whenever that is.
        while (after.Journal.Lines.Count == 0)
        {
            _time.Advance(Minute);
            await Task.Delay(100);
        }

        var sinceFirst = TimeSpan.Parse(after.Journal.Lines[0].Split(' ')[2], CultureInfo.InvariantCulture);
        Assert.InRange(sinceFirst, 15 * Minute, TimeSpan.MaxValue);
        Assert.InRange(sinceFirst.TotalMinutes % 5, 0, 1);
    }

    [Fact]
    public async Task An_unregistered_reminder_is_gone()
    {
        await using var engine = await StartAsync();
        var grain = engine.Grain<IReminderGrain>("r");
        await grain.Register("wake", 2 * Minute, 5 * Minute);
        Assert.True(await grain.Has("wake"));
        await grain.Unregister("wake");
        Assert.False(await grain.Has("wake"));
        _time.Advance(60 * Minute);
        await Settle(engine);
        Assert.Empty(engine.Journal.Lines);
    }

    [Fact]
    public async Task A_second_registration_replaces_the_first()
    {
        await using var engine = await StartAsync();
        var grain = engine.Grain<IReminderGrain>("r");
        await grain.Register("wake", 2 * Minute, 5 * Minute);
        await grain.Register("wake", 10 * Minute, 5 * Minute);
        await grain.Register("other", 60 * Minute, 5 * Minute);
        Assert.Equal(["other", "wake"], await grain.Names());
        _time.Advance(9 * Minute);
        await Settle(engine);
        Assert.Empty(engine.Journal.Lines);
        _time.Advance(Minute);
        await engine.Journal.WaitForAsync("wake at 00:00:00 context (none)");
    }

    [Fact]
    public async Task A_tick_carries_no_request_context()
    {
        await using var engine = await StartAsync();
        RequestContext.Set("who", "the caller");
        await engine.Grain<IReminderGrain>("r").Register("wake", 2 * Minute, 5 * Minute);
        _time.Advance(2 * Minute);
        await engine.Journal.WaitForAsync("wake at 00:00:00 context (none)");
    }

    [Fact]
    public async Task A_period_below_a_minute_is_refused()
    {
        await using var engine = await StartAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => engine.Grain<IReminderGrain>("r").Register("wake", Minute, 0.9 * Minute));
        await engine.Grain<IReminderGrain>("r").Register("wake", Minute, Minute);
    }

    private static Task Settle(EngineHost engine) => engine.Grain<IReminderGrain>("r").Names();

    private Task<EngineHost> StartAsync() => EngineHost.StartAsync(
        silo =>
        {
            silo.Configure<ClusterOptions>(o => o.ServiceId = _service);
            silo.UseAdoNetReminderService(o => (o.Invariant, o.ConnectionString) = ("Npgsql", postgres.Database.Server.AppConnection));
        },
        _time);
}
