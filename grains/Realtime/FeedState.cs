using Orleans;
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

    /// <summary>All of it, to go on elsewhere.</summary>
    public FeedBuffer Buffer => new(epoch, _seq, [.. _kept]);

    /// <summary>Goes on where another one was: the same numbers, so that nobody notices.</summary>
    public static FeedState From(FeedBuffer buffer, int capacity = DefaultCapacity)
    {
        var state = new FeedState(buffer.Epoch, capacity) { _seq = buffer.Seq };
        foreach (var frame in buffer.Frames.TakeLast(capacity))
            state._kept.Enqueue(frame);
        return state;
    }

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

/// <summary>A feed on its way to another silo.</summary>
/// <param name="Seq">of the newest frame</param>
/// <param name="Frames">the newest, without a gap, oldest first</param>
[GenerateSerializer, Immutable, Alias("Pivotal.FeedBuffer")]
public sealed record FeedBuffer(
    [property: Id(0)] long Epoch,
    [property: Id(1)] long Seq,
    [property: Id(2)] IReadOnlyList<FeedFrame> Frames
);

/// <summary>Who watches it, and up to where he has had his frames.</summary>
[GenerateSerializer, Immutable, Alias("Pivotal.FeedWatch")]
public sealed record FeedWatch([property: Id(0)] IFeedObserver Observer, [property: Id(1)] long Sent);
