using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pivotal.Domain.Telephony;
using Xunit;

namespace Pivotal.UnitTests.Telephony;

public sealed class DialTokenWindowTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 15, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);
    private static readonly Guid A = new(1, 0, 0, new byte[8]),
        B = new(2, 0, 0, new byte[8]);

    [Property(MaxTest = 1000)]
    public Property No_trailing_window_ever_holds_more_than_the_limit()
    {
        var wish =
            from tenant in Gen.Elements(A, B)
            from wanted in Gen.Choose(0, 80)
            from wait in Gen.Choose(0, 1500)
            select (tenant, wanted, wait);
        return Prop.ForAll(
            Gen.ListOf(wish).ToArbitrary(),
            wishes =>
            {
                var tokens = new DialTokenWindow(150, Window);
                List<(DateTimeOffset At, int Count)> grants = [];
                var now = Start;
                foreach (var (tenant, wanted, wait) in wishes)
                {
                    now = now.AddMilliseconds(wait);
                    var (granted, retry) = tokens.Take(tenant, wanted, now);
                    if (granted > wanted || granted < 0 || retry < TimeSpan.Zero)
                        return false;
                    grants.Add((now, granted));
                    if (grants.Where(g => g.At > now - Window).Sum(g => g.Count) > 150)
                        return false;
                }

                return true;
            }
        );
    }

    [Fact]
    public void A_lone_tenant_gets_the_whole_window_at_once() =>
        Assert.Equal(150, new DialTokenWindow(150, Window).Take(A, 200, Start).Granted);

    [Fact]
    public void A_greedy_tenant_does_not_starve_another()
    {
        var tokens = new DialTokenWindow(150, Window);
        var got = new Dictionary<Guid, int> { [A] = 0, [B] = 0 };
        for (var tick = 0; tick < 200; tick++)
        {
            var now = Start.AddMilliseconds(100 * tick);
            got[A] += tokens.Take(A, 500, now).Granted;
            got[B] += tokens.Take(B, 30, now).Granted;
        }

        Assert.InRange(got[A] + got[B], 550, 600);
        Assert.InRange(got[B], got[A] * 0.6, got[A] * 1.4);
    }

    [Fact]
    public void While_the_carrier_wants_a_pause_nobody_dials_and_afterwards_everybody_may()
    {
        var tokens = new DialTokenWindow(150, Window);
        tokens.BackOff(Start.AddSeconds(3));
        Assert.Equal((0, TimeSpan.FromSeconds(2)), tokens.Take(A, 10, Start.AddSeconds(1)));
        Assert.Equal(10, tokens.Take(A, 10, Start.AddSeconds(3)).Granted);
    }

    [Fact]
    public void Together_with_the_one_before_it_a_window_that_goes_on_elsewhere_never_grants_more_than_the_limit()
    {
        var wish =
            from tenant in Gen.Elements(A, B)
            from wanted in Gen.Choose(0, 80)
            from wait in Gen.Choose(0, 1500)
            from moves in Gen.Elements(false, false, false, true)
            select (tenant, wanted, wait, moves);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1000),
            Prop.ForAll(
                Gen.ListOf(wish).ToArbitrary(),
                wishes =>
                {
                    var tokens = new DialTokenWindow(150, Window);
                    List<(DateTimeOffset At, int Count)> grants = [];
                    var now = Start;
                    foreach (var (tenant, wanted, wait, moves) in wishes)
                    {
                        now = now.AddMilliseconds(wait);
                        if (moves)
                        {
                            var (kept, closed) = tokens.Kept(now);
                            tokens = new DialTokenWindow(150, Window);
                            tokens.OnKept(kept, closed, now);
                        }

                        grants.Add((now, tokens.Take(tenant, wanted, now).Granted));
                        if (grants.Where(g => g.At > now - Window).Sum(g => g.Count) > 150)
                            return false;
                    }

                    return true;
                }
            )
        );
    }

    [Fact]
    public void A_pause_the_carrier_asked_for_is_kept_elsewhere()
    {
        var before = new DialTokenWindow(150, Window);
        before.BackOff(Start.AddSeconds(30));
        var (grants, closed) = before.Kept(Start);
        var after = new DialTokenWindow(150, Window);
        after.OnKept(grants, closed, Start.AddSeconds(1));
        Assert.Equal((0, TimeSpan.FromSeconds(29)), after.Take(A, 10, Start.AddSeconds(1)));
        Assert.Equal(10, after.Take(A, 10, Start.AddSeconds(30)).Granted);
    }

    [Fact]
    public void What_cannot_be_is_not_believed()
    {
        var window = new DialTokenWindow(150, Window);
        window.OnKept(
            [new(Start.AddYears(1), A, int.MaxValue), new(Start.AddDays(-1), B, 100), new(Start, B, -5)],
            Start.AddDays(400),
            Start
        );
        Assert.Equal(0, window.Take(A, 10, Start).Granted);
        Assert.Equal(10, window.Take(A, 10, Start.AddSeconds(5)).Granted);
    }
}
