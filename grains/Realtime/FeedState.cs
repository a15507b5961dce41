using Pivotal.GrainInterfaces.Realtime;

namespace Pivotal.Grains.Realtime;

/// <summary>Numbers frames and keeps the newest for those who come back. Pure: no clock, no I/O.</summary>
/// <param name="epoch">differs for every activation, so that old positions are recognised</param>
/// <param name="capacity">frames kept</param>
public sealed class FeedState(long epoch, int capacity = FeedState.DefaultCapacity)
{
    public const int DefaultCapacity = 2_000;

    private readonly Queue<FeedFrame> _kept = new();
    private long _seq;

    public FeedPosition Position => new(epoch, _seq);

    public IReadOnlyList<FeedFrame> Append(IReadOnlyList<FeedMessage> messages)
    {
        var frames = new FeedFrame[messages.Count];
        for (var i = 0; i < frames.Length; i++)
        {
            frames[i] = new FeedFrame(epoch, ++_seq, messages[i]);
            _kept.Enqueue(frames[i]);
            if (_kept.Count > capacity)
                _kept.Dequeue();
        }

        return frames;
    }

    /// <summary>Everything after the position, or Reset when some of it is gone or the position is none of ours.</summary>
    public FeedReplay Since(FeedPosition position)
    {
        var oldestKept = _seq - _kept.Count;
        if (position.Epoch != epoch || position.Seq > _seq || position.Seq < oldestKept)
            return new FeedReplay(true, Position, []);
        return new FeedReplay(false, Position, [.. _kept.SkipWhile(f => f.Seq <= position.Seq)]);
    }
}
