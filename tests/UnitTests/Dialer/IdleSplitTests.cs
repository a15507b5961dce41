using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pivotal.Domain.Dialer.Idle;
using Xunit;

namespace Pivotal.UnitTests.Dialer;

public sealed class IdleSplitTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Ann = Some.Id(1);

    [Fact]
    public void A_reason_holds_until_the_next_look()
    {
        var split = new IdleSplit();
        split.OnSeen(Ann, Noon, IdleReason.Waiting, Noon.AddSeconds(1));
        split.OnSeen(Ann, Noon, IdleReason.NoLead, Noon.AddSeconds(10));
        split.OnLeft(Ann, Noon.AddSeconds(30));
        Assert.Equal(new Dictionary<string, int> { [IdleReason.Waiting] = 10, [IdleReason.NoLead] = 20 }, split.Since(Noon)[Ann]);
    }

    [Fact]
    public void A_quarter_that_ends_in_between_divides_the_time()
    {
        var split = new IdleSplit();
        split.OnSeen(Ann, Noon.AddMinutes(14), IdleReason.Paused, Noon.AddMinutes(14));
        split.OnLeft(Ann, Noon.AddMinutes(31));
        Assert.Equal([60_000L, 900_000, 60_000], split.TakeChanged().OrderBy(p => p.Quarter).Select(p => p.Milliseconds));
        Assert.Equal(960, split.Since(Noon.AddMinutes(15))[Ann][IdleReason.Paused]);
    }

    [Fact]
    public void A_restart_loses_nothing_and_calls_the_gap_by_its_name()
    {
        var before = new IdleSplit();
        before.OnSeen(Ann, Noon, IdleReason.NoLead, Noon);
        before.OnSeen(Ann, Noon, IdleReason.NoLead, Noon.AddSeconds(40));
        var after = new IdleSplit();
        after.OnRecovered(before.TakeChanged());
        after.OnSeen(Ann, Noon, IdleReason.Waiting, Noon.AddSeconds(45));
        after.OnLeft(Ann, Noon.AddSeconds(50));
        Assert.Equal(
            new Dictionary<string, int>
            {
                [IdleReason.NoLead] = 40,
                [IdleReason.Service] = 5,
                [IdleReason.Waiting] = 5,
            },
            after.Since(Noon)[Ann]
        );
    }

    [Fact]
    public void Whoever_had_a_call_during_the_restart_was_not_idle_in_it()
    {
        var before = new IdleSplit();
        before.OnSeen(Ann, Noon, IdleReason.NoLead, Noon);
        before.OnLeft(Ann, Noon.AddSeconds(40));
        var after = new IdleSplit();
        after.OnRecovered(before.TakeChanged());
        after.OnSeen(Ann, Noon.AddSeconds(70), IdleReason.Waiting, Noon.AddSeconds(71));
        after.OnLeft(Ann, Noon.AddSeconds(75));
        Assert.Equal(new Dictionary<string, int> { [IdleReason.NoLead] = 40, [IdleReason.Waiting] = 5 }, after.Since(Noon)[Ann]);
    }

    [Fact]
    public void Whoever_looked_at_a_preview_and_kept_his_place_in_the_line_was_not_idle_meanwhile()
    {
        var split = new IdleSplit();
        split.OnSeen(Ann, Noon, IdleReason.Pacing, Noon);
        split.OnLeft(Ann, Noon.AddSeconds(5));
        split.OnSeen(Ann, Noon, IdleReason.Pacing, Noon.AddSeconds(30));
        split.OnLeft(Ann, Noon.AddSeconds(32));
        Assert.Equal(7, split.Since(Noon)[Ann][IdleReason.Pacing]);
    }

    [Fact]
    public void What_could_not_be_stored_is_taken_again()
    {
        var split = new IdleSplit();
        split.OnSeen(Ann, Noon, IdleReason.NoLead, Noon.AddSeconds(5));
        var taken = split.TakeChanged();
        Assert.Empty(split.TakeChanged());
        split.OnNotStored(taken);
        Assert.Equal(taken, split.TakeChanged());
    }

    /// <summary>However the looks fall and whatever reasons they see, the parts are the idle time, no more and no less.</summary>
    [Property]
    public Property The_parts_add_up_to_the_idle_time()
    {
        var looks = Gen.Choose(1, 40_000).Zip(Gen.Elements(IdleReason.All.ToArray())).ListOf();
        var stretches = looks.Zip(Gen.Choose(0, 40_000)).ListOf();
        return Prop.ForAll(
            stretches.ToArbitrary(),
            all =>
            {
                var (split, now, expected) = (new IdleSplit(), Noon, TimeSpan.Zero);
                foreach (var (seen, away) in all)
                {
                    now += TimeSpan.FromMilliseconds(away + 1);
                    var since = now;
                    foreach (var (after, reason) in seen)
                    {
                        now += TimeSpan.FromMilliseconds(after);
                        split.OnSeen(Ann, since, reason, now);
                    }

                    now += TimeSpan.FromMilliseconds(away);
                    split.OnLeft(Ann, now);
                    if (seen.Count > 0)
                        expected += now - since;
                }

                return TimeSpan.FromMilliseconds(split.TakeChanged().Sum(p => p.Milliseconds)) == expected;
            }
        );
    }
}
