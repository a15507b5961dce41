using System.Collections.Concurrent;
using Orleans;
using Pivotal.GrainInterfaces.Realtime;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Realtime;

/// <summary>Watches the feed of every tenant that somebody here is connected to, and hands its frames to the connections.</summary>
internal sealed class FeedObserver(IGrainFactory grains, HubConnections connections, SessionWatch sessions, ILogger<FeedObserver> log)
    : BackgroundService,
        IFeedObserver
{
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<Guid, FeedPosition> _watched = new();
    private readonly Lock _making = new();
    private IFeedObserver? _self;
    private volatile TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Frames(Guid tenant, IReadOnlyList<FeedFrame> frames)
    {
        if (_watched.ContainsKey(tenant))
            _watched[tenant] = new FeedPosition(frames[^1].Epoch, frames[^1].Seq);
        return Hand(tenant, frames);
    }

    /// <summary>Returns when frames of this tenant reach us.</summary>
    public Task Watch(Guid tenant) => _watched.ContainsKey(tenant) ? Task.CompletedTask : Renew(tenant);

    /// <summary>The tenant's connections in the whole installation; those of this process alone while its feed does not say.</summary>
    public async Task<int> Connections(Guid tenant)
    {
        var own = connections.Count(tenant);
        try
        {
            CallerTenant.Set(tenant);
            return await grains.Feed(tenant).Connections(Self(), own);
        }
        catch (Exception e)
        {
            RealtimeLog.NotCounted(log, tenant, e);
            return own;
        }
    }

    /// <summary>The way to the silos changed: some feed may live elsewhere now and not know us. Renews soon instead of at the next tick.</summary>
    public void WayChanged() => _changed.TrySetResult();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var changed = _changed.Task;
            await Task.WhenAny(Task.Delay(Renewal, stoppingToken), changed);
            if (changed.IsCompleted)
            {
                _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                // Once more when the loss has been noticed everywhere and the feeds have found their new places.
                await RenewAll(stoppingToken);
                await Task.Delay(Settled, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (!stoppingToken.IsCancellationRequested)
                await RenewAll(stoppingToken);
        }
    }

    private Task RenewAll(CancellationToken ct)
    {
        var connected = connections.Tenants;
        return Parallel.ForEachAsync(
            connected.Union(_watched.Keys).ToList(),
            ct,
            async (tenant, _) =>
            {
                try
                {
                    await (connected.Contains(tenant) ? Renew(tenant) : Leave(tenant));
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    RealtimeLog.RenewalFailed(log, tenant, e);
                }
            }
        );
    }

    private async Task Renew(Guid tenant)
    {
        CallerTenant.Set(tenant);
        var feed = grains.Feed(tenant);
        var position = await feed.Subscribe(Self());
        var known = _watched.TryGetValue(tenant, out var last);
        _watched[tenant] = position;
        await Connections(tenant);
        if (!known || (last!.Epoch == position.Epoch && last.Seq >= position.Seq))
            return;
        // The feed forgot us for a while (it was activated anew): catch up on what it has said since.
        var missed = await feed.Since(last.Epoch == position.Epoch ? last : new FeedPosition(position.Epoch, 0));
        if (missed.Frames.Count > 0)
            await Hand(tenant, missed.Frames);
    }

    private Task Hand(Guid tenant, IReadOnlyList<FeedFrame> frames)
    {
        connections.Deliver(tenant, frames);
        return frames.Any(f => f.Message.Channel == FeedChannels.Session)
            ? sessions.Look(tenant, CancellationToken.None)
            : Task.CompletedTask;
    }

    private async Task Leave(Guid tenant)
    {
        CallerTenant.Set(tenant);
        _watched.TryRemove(tenant, out _);
        await grains.Feed(tenant).Unsubscribe(Self());
    }

    // One reference for all tenants. This service lives as long as the process and so keeps the observer alive.
    private IFeedObserver Self()
    {
        lock (_making)
            return _self ??= grains.CreateObjectReference<IFeedObserver>(this);
    }
}
