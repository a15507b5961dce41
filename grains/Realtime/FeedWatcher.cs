using Pivotal.GrainInterfaces.Realtime;

namespace Pivotal.Grains.Realtime;

/// <summary>
/// One API process that watches a feed. Frames go to it in order, one delivery at a time, beside the feed's own turns: a process that is slow or gone holds up neither who publishes nor the others.
/// Used in the feed's turns only.
/// </summary>
/// <param name="sent">frames up to this number he has had, or does not need</param>
internal sealed class FeedWatcher(Guid tenant, FeedState feed, IFeedObserver observer, long sent)
{
    private long _sent = sent;
    private long _had = sent;
    private bool _sending;
    private Exception? _failed;

    /// <summary>What he has acknowledged: who goes on with him elsewhere may send a frame twice, and never leaves one out.</summary>
    public FeedWatch Watch => new(observer, _had);

    /// <summary>Browsers he has connected, as he said last.</summary>
    public int Connections { get; set; }

    /// <summary>False once a delivery has failed.</summary>
    public bool Lives => _failed is null;

    /// <summary>Sends what is new, and what comes while that is on its way.</summary>
    /// <exception cref="FeedWatcherGoneException">an earlier delivery failed; whoever lives subscribes again and asks for what it missed</exception>
    public Task Send()
    {
        if (_failed is not null)
            throw new FeedWatcherGoneException(_failed);
        if (!_sending)
            Unawaited.Run(Pump, e => _failed = e);
        return Task.CompletedTask;
    }

    private async Task Pump()
    {
        _sending = true;
        try
        {
            while (feed.Position.Seq > _sent)
            {
                var replay = feed.Since(feed.Position with { Seq = _sent });
                _sent = replay.Position.Seq;
                // What fell out of the buffer meanwhile is gone: the browser notices the gap in the numbers when it resumes.
                if (replay.Frames.Count > 0)
                    await observer.Frames(tenant, replay.Frames);
                _had = replay.Position.Seq;
            }
        }
        finally
        {
            _sending = false;
        }
    }
}

internal sealed class FeedWatcherGoneException(Exception inner) : Exception("A watcher did not take its frames.", inner);
