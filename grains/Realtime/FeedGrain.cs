using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Orleans.Utilities;
using Pivotal.GrainInterfaces.Realtime;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Realtime;

/// <summary>
/// One tenant's feed. Lives in memory only. An orderly move takes numbers, buffer and watchers along, so that no browser notices; after the loss of a silo the new activation is a new epoch, and
/// whoever holds a position of the old one reloads.
/// </summary>
public sealed class FeedGrain(TimeProvider time, ILogger<FeedGrain> log) : Grain, IFeedGrain, IGrainMigrationParticipant
{
    /// <summary>Longer than the watchers' renewal (20 s) by a missed one. A process that was killed is forgotten this late at most, and with the first delivery it does not take.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(50);

    private readonly ObserverManager<IAddressable, FeedWatcher> _watchers = new(Silence, log);

    // Microseconds, not ticks: a browser's numbers are exact up to 2^53 only, and a position that comes back rounded is none of ours.
    private FeedState _state = new((time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);

    private Guid Tenant => GrainKey.Parse(this.GetPrimaryKeyString()).Tenant;

    public Task Publish(IReadOnlyList<FeedMessage> messages)
    {
        if (messages.Count == 0)
            return Task.CompletedTask;
        _state.Append(messages);
        return _watchers.Notify(watcher => watcher.Send());
    }

    public Task<FeedPosition> Subscribe(IFeedObserver observer)
    {
        // A renewal keeps its place in the stream.
        var id = (IAddressable)observer;
        _watchers.Subscribe(
            id,
            _watchers.Observers.GetValueOrDefault(id) is { Lives: true } known
                ? known
                : new FeedWatcher(Tenant, _state, observer, _state.Position.Seq)
        );
        return Task.FromResult(_state.Position);
    }

    public Task<int> Connections(IFeedObserver observer, int own)
    {
        if (_watchers.Observers.TryGetValue((IAddressable)observer, out var watcher))
            watcher.Connections = own;
        return Task.FromResult(_watchers.Observers.Where(w => w.Value.Lives && w.Value != watcher).Sum(w => w.Value.Connections) + own);
    }

    public Task Unsubscribe(IFeedObserver observer)
    {
        _watchers.Unsubscribe((IAddressable)observer);
        return Task.CompletedTask;
    }

    public Task<FeedReplay> Since(FeedPosition position) => Task.FromResult(_state.Since(position));

    public void OnDehydrate(IDehydrationContext dehydrationContext)
    {
        dehydrationContext.TryAddValue("buffer", _state.Buffer);
        dehydrationContext.TryAddValue("watches", _watchers.Observers.Values.Where(w => w.Lives).Select(w => w.Watch).ToList());
    }

    public void OnRehydrate(IRehydrationContext rehydrationContext)
    {
        if (!rehydrationContext.TryGetValue("buffer", out FeedBuffer? buffer) || buffer is null)
            return;
        _state = FeedState.From(buffer);
        if (!rehydrationContext.TryGetValue("watches", out List<FeedWatch>? watches) || watches is null)
            return;
        foreach (var watch in watches)
            _watchers.Subscribe((IAddressable)watch.Observer, new FeedWatcher(Tenant, _state, watch.Observer, watch.Sent));
    }

    /// <summary>What was on its way to a watcher when the feed moved is sent again.</summary>
    public override Task OnActivateAsync(CancellationToken cancellationToken) =>
        _watchers.Count == 0 ? Task.CompletedTask : _watchers.Notify(watcher => watcher.Send());
}
