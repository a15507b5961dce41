using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Gates;
using Pivotal.Domain.Dialer.Order;
using Xunit;

namespace Pivotal.UnitTests.Dialer;

public sealed class AttemptCapTests
{
    // 11:00 in New York.
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 15, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Under_every_cap_the_gate_is_open() =>
        Assert.True(
            Judge(
                new AttemptCaps
                {
                    Contact = new(3, 2, 2),
                    Phone = new(3, 2, 2),
                    Account = new(3, 2, 2),
                },
                Ago(1),
                Ago(1),
                Ago(1)
            ).IsOpen
        );

    [Fact]
    public void Used_up_for_life_is_never() =>
        Assert.Equal(
            new GateVerdict(EntryReason.AttemptCap, null),
            Judge(new AttemptCaps { Phone = new(Lifetime: 2) }, Ago(1), Ago(200, 300), Ago(1))
        );

    [Fact]
    public void A_day_ends_at_midnight_on_the_campaigns_clock()
    {
        var caps = new AttemptCaps { Contact = new(PerDay: 2) };
        Assert.Equal(
            new GateVerdict(EntryReason.AttemptCap, new DateTimeOffset(2026, 6, 2, 4, 0, 0, TimeSpan.Zero)),
            Judge(caps, Ago(1, 10), Ago(), Ago())
        );
        // Twelve hours ago was yesterday there.
        Assert.True(Judge(caps, Ago(1, 12), Ago(), Ago()).IsOpen);
    }

    [Fact]
    public void A_rolling_day_opens_when_the_call_that_fills_it_is_a_day_old()
    {
        var caps = new AttemptCaps { Account = new(Per24Hours: 3) };
        Assert.True(Judge(caps, Ago(), Ago(), Ago(1, 5, 24)).IsOpen);
        Assert.Equal(Now.AddHours(-20).AddHours(24), Judge(caps, Ago(), Ago(), Ago(1, 5, 20, 22)).NextAt);
    }

    [Fact]
    public void Of_several_caps_the_one_that_opens_last_counts()
    {
        var caps = new AttemptCaps { Contact = new(Per24Hours: 1), Phone = new(PerDay: 1) };
        Assert.Equal(Now.AddHours(22), Judge(caps, Ago(2), Ago(2), Ago()).NextAt);
    }

    [Fact]
    public void When_next_is_when_every_rule_is_open_at_once()
    {
        // The cap opens at 04:00 UTC, midnight in New York; the window at 09:00 there.
        var campaign = Campaign(new AttemptCaps { Contact = new(PerDay: 1) }) with
        {
            Window = Some.Window(new([1, 2, 3, 4, 5, 6, 7], new(9, 0), new(17, 0))),
        };
        var contact = Facts(Ago(1), Ago(), Ago());
        Assert.Equal(new DateTimeOffset(2026, 6, 2, 13, 0, 0, TimeSpan.Zero), GateChain.NextOpen(contact, campaign, Now));
        Assert.Null(GateChain.NextOpen(contact with { Suppressed = true }, campaign, Now));
        Assert.Equal(Now, GateChain.NextOpen(contact with { Calls = AttemptHistory.None }, campaign, Now));
    }

    [Fact]
    public void Every_gate_tells_its_verdict_in_a_sentence() =>
        Assert.All(
            GateChain.Chain,
            gate =>
            {
                var (campaign, contact) = (Campaign(new AttemptCaps { Contact = new(2, 2, 2) }), Facts(Ago(1), Ago(), Ago()));
                var story = gate.Tell(contact, campaign, Now, gate.Judge(contact, campaign, Now));
                Assert.EndsWith(".", story.Sentence);
                Assert.Equal(story.Values.Length, story.Values.Select(v => v.Name).Distinct().Count());
            }
        );

    private static GateVerdict Judge(AttemptCaps caps, CallsTo contact, CallsTo phone, CallsTo account) =>
        GateChain.Judge(Facts(contact, phone, account), Campaign(caps), Now);

    private static CampaignSettings Campaign(AttemptCaps caps) =>
        Some.Settings() with
        {
            Rules = new CampaignRules { Recycle = new RecycleRules { Caps = caps } },
        };

    private static GateFacts Facts(CallsTo contact, CallsTo phone, CallsTo account) =>
        GateFacts.Of(Some.Entry(), false) with
        {
            Calls = new(contact, phone, account),
        };

    private static CallsTo Ago(params int[] hours) => new(hours.Length, [.. hours.Where(h => h <= 48).Select(h => Now.AddHours(-h))]);
}
