using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pivotal.GrainInterfaces.Realtime;
using Pivotal.Grains.Realtime;
using Xunit;

namespace Pivotal.UnitTests.Realtime;

public sealed class FeedStateTests
{
    private static FeedMessage Message(int n) =>
        new("desk", "agent", n.ToString(CultureInfo.InvariantCulture), FeedAudience.InRoles("admin"));

    [Fact]
    public void Frames_are_numbered_without_gaps_from_one()
    {
        var feed = new FeedState(7);
        var first = feed.Append([Message(1), Message(2)]);
        var second = feed.Append([Message(3)]);
        Assert.Equal([1L, 2, 3], first.Concat(second).Select(f => f.Seq));
        Assert.All(first, f => Assert.Equal(7, f.Epoch));
        Assert.Equal(new FeedPosition(7, 3), feed.Position);
    }

    [Fact]
    public void Who_missed_what_the_buffer_still_holds_gets_exactly_that()
    {
        var feed = new FeedState(7, capacity: 3);
        feed.Append([Message(1), Message(2), Message(3), Message(4)]);
        var replay = feed.Since(new FeedPosition(7, 1));
        Assert.False(replay.Reset);
        Assert.Equal(["2", "3", "4"], replay.Frames.Select(f => f.Message.Json));
        Assert.Equal(new FeedPosition(7, 4), replay.Position);
        Assert.Empty(feed.Since(new FeedPosition(7, 4)).Frames);
    }

    [Theory]
    [InlineData(7, 0)] // the buffer no longer reaches back
    [InlineData(6, 4)] // another activation
    [InlineData(7, 5)] // a number nobody gave out
    public void Who_missed_more_or_comes_from_elsewhere_reloads(long epoch, long seq)
    {
        var feed = new FeedState(7, capacity: 3);
        feed.Append([Message(1), Message(2), Message(3), Message(4)]);
        var replay = feed.Since(new FeedPosition(epoch, seq));
        Assert.True(replay.Reset);
        Assert.Empty(replay.Frames);
        Assert.Equal(new FeedPosition(7, 4), replay.Position);
    }

    [Property]
    public Property A_watcher_that_resumes_anywhere_either_resets_or_misses_nothing() =>
        Prop.ForAll(
            Gen.Choose(0, 60).ArrayOf().ToArbitrary(),
            Gen.Choose(1, 20).ToArbitrary(),
            (batches, capacity) =>
            {
                var feed = new FeedState(1, capacity);
                var all = new List<FeedFrame>();
                foreach (var batch in batches)
                    all.AddRange(feed.Append([.. Enumerable.Range(0, batch % 7).Select(Message)]));
                return Enumerable
                    .Range(0, all.Count + 1)
                    .All(seen =>
                    {
                        var replay = feed.Since(new FeedPosition(1, seen));
                        return replay.Reset
                            ? all.Count - seen > capacity
                            : replay.Frames.Select(f => f.Seq).SequenceEqual(all.Skip(seen).Select(f => f.Seq));
                    });
            }
        );

    [Property]
    public Property A_feed_that_goes_on_elsewhere_answers_every_position_as_it_would_have_here() =>
        Prop.ForAll(
            Gen.Choose(0, 30).ArrayOf().ToArbitrary(),
            Gen.Choose(1, 20).ToArbitrary(),
            (batches, capacity) =>
            {
                var (here, there) = (new FeedState(5, capacity), new FeedState(5, capacity));
                foreach (var batch in batches)
                {
                    FeedMessage[] messages = [.. Enumerable.Range(0, batch % 7).Select(Message)];
                    here.Append(messages);
                    there.Append(messages);
                    there = FeedState.From(there.Buffer, capacity);
                }

                return here.Position == there.Position
                    && Enumerable
                        .Range(0, (int)here.Position.Seq + 2)
                        .All(seen =>
                        {
                            var (a, b) = (here.Since(new(5, seen)), there.Since(new(5, seen)));
                            return a.Reset == b.Reset && a.Position == b.Position && a.Frames.SequenceEqual(b.Frames);
                        });
            }
        );
}
