using FsCheck;
using FsCheck.Fluent;
using Pivotal.Grains.Telephony;
using Xunit;

namespace Pivotal.UnitTests.Telephony;

public sealed class DialTokenWindowTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 15, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);
    private static readonly Guid A = new(1, 0, 0, new byte[8]), B = new(2, 0, 0, new byte[8]);

    [Fact]
    public void No_trailing_window_ever_holds_more_than_the_limit()
    {
        var wish = from tenant in Gen.Elements(A, B)
                   from wanted in Gen.Choose(0, 80)
                   from wait in Gen.Choose(0, 1500)
                   select (tenant, wanted, wait);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(Gen.ListOf(wish).ToArbitrary(), wishes =>
        {
            var tokens = new DialTokenWindow(150, Window);
            List<(DateTimeOffset At, int Count)> grants = [];
            var now = Start;
            foreach (var (tenant, wanted, wait) in wishes)
            {
                now = now.AddMilliseconds(wait);
                var (granted, retry) = tokens.Take(tenant, wanted, now);
                if (granted > wanted || granted < 0 || retry < TimeSpan.Zero) return false;
                grants.Add((now, granted));
                if (grants.Where(g => g.At > now - Window).Sum(g => g.Count) > 150) return false;
            }

            return true;
        }));
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
}
