using System.Runtime.CompilerServices;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Xunit;

namespace Pivotal.ClusterTests.Engine;

public sealed class ObserverTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task A_grain_tells_its_watchers()
    {
        await using var engine = await EngineHost.StartAsync(time: _time);
        var (watcher, reference) = Watch(engine, "w");
        await engine.Grain<IWatchedGrain>("g").Watch(reference);
        Assert.Equal(1, await engine.Grain<IWatchedGrain>("g").Tell("news"));
        Assert.Equal(["w: news"], engine.Journal.Lines);
        GC.KeepAlive(watcher);
    }

    [Fact]
    public async Task Notifications_arrive_in_the_order_they_were_sent()
    {
        await using var engine = await EngineHost.StartAsync(time: _time);
        var (watcher, reference) = Watch(engine, "w");
        await engine.Grain<IWatchedGrain>("g").Watch(reference);
        for (var i = 0; i < 200; i++)
        {
            await engine.Grain<IWatchedGrain>("g").Hint($"{i}");
        }

        await engine.Journal.WaitForAsync("w: 199");
        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"w: {i}"), engine.Journal.Lines);
        GC.KeepAlive(watcher);
    }

    [Fact]
    public async Task One_watcher_subscribed_twice_is_told_once_and_can_leave()
    {
        await using var engine = await EngineHost.StartAsync(time: _time);
        var (watcher, reference) = Watch(engine, "w");
        var grain = engine.Grain<IWatchedGrain>("g");
        await grain.Watch(reference);
        await grain.Watch(reference);
        Assert.Equal(1, await grain.Tell("news"));
        await grain.Unwatch(reference);
        Assert.Equal(0, await grain.Tell("nobody hears"));
        Assert.Equal(["w: news"], engine.Journal.Lines);
        GC.KeepAlive(watcher);
    }

    [Fact]
    public async Task A_watcher_that_does_not_renew_falls_away_and_one_that_does_stays()
    {
        await using var engine = await EngineHost.StartAsync(time: _time);
        var (silent, silentReference) = Watch(engine, "silent");
        var (keen, keenReference) = Watch(engine, "keen");
        var grain = engine.Grain<IWatchedGrain>("g");
        await grain.Watch(silentReference);
        await grain.Watch(keenReference);
        _time.Advance(TimeSpan.FromMinutes(4));
        await grain.Watch(keenReference);
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await grain.Tell("news"));
        Assert.Equal(["keen: news"], engine.Journal.Lines);
        GC.KeepAlive((silent, keen));
    }

    [Fact]
    public async Task A_watcher_that_fails_is_dropped_and_the_others_are_told()
    {
        await using var engine = await EngineHost.StartAsync(time: _time);
        var (bad, badReference) = Watch(engine, "bad", fails: true);
        var (good, goodReference) = Watch(engine, "good");
        var grain = engine.Grain<IWatchedGrain>("g");
        await grain.Watch(badReference);
        await grain.Watch(goodReference);
        Assert.Equal(1, await grain.Tell("one"));
        Assert.Equal(1, await grain.Tell("two"));
        Assert.Equal(["bad: one", "good: one", "good: two"], engine.Journal.Lines.Order());
        GC.KeepAlive((bad, good));
    }

    [Fact]
    public async Task A_deleted_reference_reaches_nobody_and_who_awaits_it_waits_until_the_timeout()
    {
        await using var engine = await StartImpatientAsync();
        var (watcher, reference) = Watch(engine, "w");
        var grain = engine.Grain<IWatchedGrain>("g");
        await grain.TellDirectly(reference, "before");
        engine.Grains.DeleteObjectReference<IWatcher>(reference);
        await Assert.ThrowsAsync<TimeoutException>(() => grain.TellDirectly(reference, "after"));
        Assert.Equal(["w: before"], engine.Journal.Lines);
        GC.KeepAlive(watcher);
    }

    [Fact]
    public async Task An_observer_object_is_refused_where_its_reference_is_needed()
    {
        await using var engine = await EngineHost.StartAsync(time: _time);
        var watcher = new Watcher(engine.Journal, "w");
        await Assert.ThrowsAsync<NotSupportedException>(async () => await engine.Grain<IWatchedGrain>("g").Watch(watcher));
    }

    [Fact]
    public async Task An_observer_nobody_keeps_is_not_kept_by_its_reference()
    {
        await using var engine = await StartImpatientAsync();
        var reference = WatchAndForget(engine);
        await Eventually.Succeeds(async () =>
        {
            GC.Collect();
            await Assert.ThrowsAsync<TimeoutException>(() => engine.Grain<IWatchedGrain>("g").TellDirectly(reference, "anyone?"));
        });
    }

    [Fact]
    public async Task A_watcher_that_is_gone_is_dropped_after_the_timeout_and_the_others_are_told()
    {
        await using var engine = await StartImpatientAsync();
        var (gone, goneReference) = Watch(engine, "gone");
        var (here, hereReference) = Watch(engine, "here");
        var grain = engine.Grain<IWatchedGrain>("g");
        await grain.Watch(goneReference);
        await grain.Watch(hereReference);
        engine.Grains.DeleteObjectReference<IWatcher>(goneReference);
        await Assert.ThrowsAsync<TimeoutException>(() => grain.Tell("one"));
        await engine.Journal.WaitForAsync("here: one");
        Assert.Equal(1, await grain.Tell("two"));
        GC.KeepAlive((gone, here));
    }

    private static Task<EngineHost> StartImpatientAsync() => EngineHost.StartAsync(silo =>
        silo.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = TimeSpan.FromSeconds(1)));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IWatcher WatchAndForget(EngineHost engine) => Watch(engine, "forgotten").Reference;

    private static (Watcher Watcher, IWatcher Reference) Watch(EngineHost engine, string name, bool fails = false)
    {
        var watcher = new Watcher(engine.Journal, name) { Fails = fails };
        return (watcher, engine.Grains.CreateObjectReference<IWatcher>(watcher));
    }
}
