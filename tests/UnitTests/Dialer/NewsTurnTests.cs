using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pivotal.Domain.Dialer.Queue;

namespace Pivotal.UnitTests.Dialer;

/// <summary>How long something that has changed may be unknown to the queue whom it concerns. That nobody is dialled on it meanwhile is said by the tests on the database.</summary>
public sealed class NewsTurnTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    /// <summary>Steps begin with the timer or when somebody has something to say, and each takes its time.</summary>
    private static readonly Gen<(int Takes, int Kick)[]> Steps = (
        from takes in Gen.Choose(0, 1000)
        from kick in Gen.Choose(0, 500)
        select (takes, kick)
    )
        .NonEmptyListOf()
        .Select(s => s.ToArray());

    [Property(MaxTest = 1000)]
    public Property News_is_read_within_two_seconds_while_a_step_takes_no_longer_than_one() =>
        Prop.ForAll(
            Steps.ToArbitrary(),
            steps =>
            {
                var (turn, now, last, longest) = (new NewsTurn(), Start, Start, TimeSpan.Zero);
                foreach (var (takes, kick) in steps)
                {
                    if (turn.IsDue(now))
                    {
                        // What came right after the last look has waited since.
                        if (now - last > longest)
                            longest = now - last;
                        last = now;
                    }

                    now += TimeSpan.FromMilliseconds(takes) + (kick < Period.TotalMilliseconds ? TimeSpan.FromMilliseconds(kick) : Period);
                }

                return (longest <= TimeSpan.FromSeconds(2)).Label($"{longest}");
            }
        );

    [Fact]
    public void A_step_that_takes_longer_is_followed_by_a_look()
    {
        var turn = new NewsTurn();
        Assert.True(turn.IsDue(Start));
        Assert.False(turn.IsDue(Start + TimeSpan.FromMilliseconds(399)));
        Assert.True(turn.IsDue(Start + TimeSpan.FromSeconds(30)));
        Assert.False(turn.IsDue(Start + TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void Who_found_something_out_of_date_does_not_wait_and_neither_does_a_clock_that_was_set_back()
    {
        var turn = new NewsTurn();
        Assert.True(turn.IsDue(Start));
        turn.Hurry();
        Assert.True(turn.IsDue(Start));
        Assert.True(turn.IsDue(Start - TimeSpan.FromHours(1)));
    }
}
