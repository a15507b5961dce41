using System.Collections.Concurrent;
using Orleans;
using Pivotal.GrainInterfaces.Realtime;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.ClusterTests.Cluster;

/// <summary>
/// An API process that watches a feed and a browser behind it: subscribes anew whenever a way to the silos changed and now and then besides, and asks for what it missed by the last number it has.
/// Told to reload, it takes the feed's position of now, as a browser does after it has fetched the rows.
/// </summary>
internal sealed class FeedFollower : IFeedObserver, IAsyncDisposable
{
    private readonly IGrainFactory _grains;
    private readonly Guid _tenant;
    private readonly IFeedObserver _self;
    private readonly Lock _reading = new();
    private readonly SortedDictionary<(long Epoch, long Seq), FeedMessage> _frames = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _renewing;
    private FeedPosition? _at;

    private FeedFollower(IGrainFactory grains, Guid tenant)
    {
        (_grains, _tenant) = (grains, tenant);
        _self = grains.CreateObjectReference<IFeedObserver>(this);
        _renewing = Task.Run(Renew);
    }

    /// <summary>Positions from which it began: the first one, and one for each reload.</summary>
    public ConcurrentQueue<FeedPosition> Starts { get; } = new();

    public static async Task<FeedFollower> Start(IGrainFactory grains, Guid tenant)
    {
        var follower = new FeedFollower(grains, tenant);
        await Eventually.Holds(() => Task.FromResult(!follower.Starts.IsEmpty), "the feed is watched");
        return follower;
    }

    /// <summary>The last one.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>What was heard, in the order of the numbers.</summary>
    public List<(FeedPosition At, string Kind)> Heard
    {
        get
        {
            lock (_reading)
                return [.. _frames.Select(f => (new FeedPosition(f.Key.Epoch, f.Key.Seq), f.Value.Kind))];
        }
    }

    public Task Frames(Guid tenant, IReadOnlyList<FeedFrame> frames)
    {
        lock (_reading)
            foreach (var frame in frames)
                Take(frame);
        return Task.CompletedTask;
    }

    // Only the next number counts as heard live: one beyond a gap waits for the answer to "since".
    private void Take(FeedFrame frame)
    {
        if (_at is null || frame.Epoch != _at.Epoch || frame.Seq != _at.Seq + 1)
            return;
        _frames[(frame.Epoch, frame.Seq)] = frame.Message;
        _at = new FeedPosition(frame.Epoch, frame.Seq);
    }

    private async Task Renew()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                CallerTenant.Set(_tenant);
                var feed = _grains.Feed(_tenant);
                await feed.Subscribe(_self);
                var replay = await feed.Since(_at ?? new FeedPosition(0, 0));
                lock (_reading)
                {
                    if (replay.Reset)
                        Starts.Enqueue(_at = replay.Position);
                    foreach (var frame in replay.Frames)
                        Take(frame);
                }
            }
            catch (Exception e)
            {
                // Again at the next tick, as the API process does whatever it was.
                Failure = e;
            }

            await Task.Delay(200, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _renewing;
        _grains.DeleteObjectReference<IFeedObserver>(_self);
        _stop.Dispose();
    }
}
