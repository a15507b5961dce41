using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.WhatIf;
using Xunit;

namespace Pivotal.UnitTests.Dialer.Simulation;

public sealed class WhatIfTests
{
    private static readonly PaceSettings Progressive = new(DialMode.Progressive, 1.5, 0.03, 200);

    [Fact]
    public void The_same_question_has_the_same_answer() =>
        Assert.Equal(Play(History(), DialMode.Predictive), Play(History(), DialMode.Predictive));

    [Fact]
    public void Dialling_ahead_talks_more_and_keeps_the_cap()
    {
        var (progressive, predictive) = (PaceReplay.Play(History(), Progressive, 2, default), Play(History(), DialMode.Predictive));
        Assert.True(predictive.Utilisation > 1.1 * progressive.Utilisation, $"{predictive} beside {progressive}");
        Assert.InRange(predictive.AbandonRate, 0, 0.03);
        Assert.Equal(0, progressive.Abandoned);
    }

    [Fact]
    public void A_reckless_ratio_shows_what_it_would_have_cost()
    {
        // A cap of 3 % holds power dialling back as well, so the risk shows as dials and not as a broken cap.
        var power = PaceReplay.Play(History(), Progressive with { DialMode = DialMode.Power, PowerRatio = 4 }, 2, default);
        Assert.True(power.Dials > PaceReplay.Play(History(), Progressive, 2, default).Dials);
        Assert.InRange(power.AbandonRate, 0, 0.04);
    }

    [Fact]
    public void Nobody_is_dialled_for_while_nobody_is_there()
    {
        var history = History() with { Presences = [new(0, 600, 1200)] };
        var few = PaceReplay.Play(history, Progressive, 1, default);
        Assert.InRange(few.Dials, 1, 60);
    }

    [Fact]
    public void A_good_hour_stays_a_good_hour()
    {
        var world = new ReplayWorld(History());
        var random = new Random(1);
        // Nobody answers in the second half of the history below.
        Assert.Contains(Enumerable.Range(0, 200), _ => world.Dial(300, random).Fate == CallFate.Person);
        Assert.DoesNotContain(Enumerable.Range(0, 200), _ => world.Dial(7000, random).Fate == CallFate.Person);
    }

    [Fact]
    public void Too_little_past_says_so()
    {
        Assert.True(History().Tells);
        Assert.False((History() with { Calls = [.. History().Calls.Take(49)] }).Tells);
        Assert.False((History() with { Presences = [] }).Tells);
    }

    private static WhatIfFigures Play(CampaignHistory history, string mode) =>
        PaceReplay.Play(history, Progressive with { DialMode = mode }, 2, default);

    /// <summary>Two hours, ten agents; every fifth call is answered in the first hour, none in the second.</summary>
    private static CampaignHistory History() =>
        new(
            7200,
            [
                .. Enumerable
                    .Range(0, 1440)
                    .Select(n =>
                        n < 720 && n % 5 == 0
                            ? new PastCall(n * 5, true, 8 + (n % 7), 60 + (n % 90))
                            : new PastCall(n * 5, false, n % 3 == 0 ? 12 : 25, null)
                    ),
            ],
            [.. Enumerable.Range(0, 10).Select(n => new Presence(n, 0, 3600))],
            5000,
            1
        );
}
