using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Compliance.Law;
using Pivotal.Domain.Dialer.Gates;
using Pivotal.Domain.Dialer.Order;
using Xunit;

namespace Pivotal.UnitTests.Dialer;

public sealed class LockOutTests
{
    private static readonly DateTimeOffset T0 = new(2026, 6, 1, 15, 0, 0, TimeSpan.Zero);

    private static CampaignSettings Under(params string[] laws) =>
        Some.Settings() with
        {
            Compliance = EffectiveCompliance.Of(laws.Select(l => Jurisdictions.Find(l)!), new()),
        };

    private static GateVerdict Ask(CampaignSettings campaign, DateTimeOffset? abandoned) =>
        GateChain.Judge(GateFacts.Of(Some.Entry(), suppressed: false) with { AbandonedAt = abandoned }, campaign, T0);

    [Fact]
    public void An_abandoned_number_rests_for_as_long_as_the_law_asks()
    {
        Assert.Equal(new GateVerdict(EntryReason.LockOut, T0.AddHours(1)), Ask(Under("uk_ofcom"), T0.AddHours(-71)));
        Assert.True(Ask(Under("uk_ofcom"), T0.AddHours(-72)).IsOpen);
        Assert.True(Ask(Under("uk_ofcom"), null).IsOpen);
        Assert.True(Ask(Under("us_tsr_fcc"), T0.AddHours(-1)).IsOpen);
        Assert.True(Ask(Some.Settings(), T0.AddHours(-1)).IsOpen);
    }

    [Fact]
    public void A_call_with_an_agent_of_its_own_may_be_made_before_only_where_every_law_says_so()
    {
        var facts = GateFacts.Of(Some.Entry(), suppressed: false) with { AbandonedAt = T0.AddHours(-1), Guaranteed = true };
        Assert.True(GateChain.Judge(facts, Under("uk_ofcom"), T0).IsOpen);
        // The campaign's own rest has no exception, and neither has a profile that names none.
        var own = Some.Settings() with
        {
            Compliance = EffectiveCompliance.Of([Jurisdictions.Find("uk_ofcom")!], new() { LockOutHours = 80 }),
        };
        Assert.Equal(T0.AddHours(79), GateChain.Judge(facts, own, T0).NextAt);
        var strict = new JurisdictionProfile("own", "Own") { LockOut = new(5) };
        var both = Some.Settings() with { Compliance = EffectiveCompliance.Of([Jurisdictions.Find("uk_ofcom")!, strict], new()) };
        Assert.Equal(
            (T0.AddHours(4), T0.AddHours(71)),
            (GateChain.Judge(facts, both, T0).NextAt!.Value, GateChain.Judge(facts with { Guaranteed = false }, both, T0).NextAt!.Value)
        );
    }

    [Fact]
    public void A_number_at_which_a_machine_was_detected_rests_a_day_unless_an_agent_is_kept_for_the_call()
    {
        var facts = GateFacts.Of(Some.Entry(), suppressed: false) with { MachineAt = T0.AddHours(-1) };
        Assert.Equal(new GateVerdict(EntryReason.LockOut, T0.AddHours(23)), GateChain.Judge(facts, Under("uk_ofcom"), T0));
        Assert.True(GateChain.Judge(facts with { Guaranteed = true }, Under("uk_ofcom"), T0).IsOpen);
        Assert.True(GateChain.Judge(facts, Under("us_tsr_fcc"), T0).IsOpen);
        // Of both reasons the later one holds.
        Assert.Equal(T0.AddHours(70), GateChain.Judge(facts with { AbandonedAt = T0.AddHours(-2) }, Under("uk_ofcom"), T0).NextAt);
        Assert.Equal(T0.AddHours(23), GateChain.Judge(facts with { AbandonedAt = T0.AddHours(-71) }, Under("uk_ofcom"), T0).NextAt);
    }

    [Theory]
    [InlineData("", 1.2, 0, 1.8), InlineData("us_tsr_fcc", 1.2, 0, 1.8), InlineData("uk_ofcom", 0, 0, 1.8)]
    [InlineData("uk_ofcom", 1.2, 0, 0.6), InlineData("us_tsr_fcc uk_ofcom", 1.2, 0, 0.6), InlineData("uk_ofcom", 2.5, 0, 0)]
    // The chosen agent had left: what the first choice took is gone as well.
    [InlineData("us_tsr_fcc", 1.2, 0.5, 1.3), InlineData("uk_ofcom", 1.2, 0.5, 0.1), InlineData("", 1.2, 2, 0)]
    public void The_wait_for_an_agent_ends_before_the_law_does_and_detection_takes_its_part(
        string laws,
        double detection,
        double since,
        double seconds
    )
    {
        var person = new PersonOnLine(T0.AddSeconds(-detection - since), T0.AddSeconds(-since));
        Assert.Equal(seconds, Under(laws.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Patience(person, T0).TotalSeconds, 6);
    }

    [Fact]
    public void A_longer_limit_of_the_law_leaves_the_usual_wait_after_a_slow_detection()
    {
        var slow = Some.Settings() with
        {
            Compliance = EffectiveCompliance.Of([new("own", "Own") { Connect = new(ConnectRule.PickUp, 5) }], new()),
        };
        Assert.Equal(1.8, slow.Patience(new(T0.AddSeconds(-3), T0), T0).TotalSeconds, 6);
        Assert.Equal(0.3, slow.Patience(new(T0.AddSeconds(-4.5), T0), T0).TotalSeconds, 6);
        // A pick-up reported as later than now is one of this moment.
        Assert.Equal(1.8, slow.Patience(new(T0.AddSeconds(1), T0.AddSeconds(1)), T0).TotalSeconds, 6);
    }

    [Fact]
    public void An_own_limit_shortens_the_wait() =>
        Assert.Equal(
            0.8,
            (Some.Settings() with { Compliance = EffectiveCompliance.Of([], new() { ConnectSeconds = 1 }) })
                .Patience(null, T0)
                .TotalSeconds,
            6
        );

    [Fact]
    public void A_law_on_attempts_caps_the_calls_to_a_person_and_a_stricter_campaign_stays_stricter()
    {
        var florida = EffectiveCompliance.Of([Jurisdictions.Find("us_florida")!], new());
        Assert.Equal(3, Some.Settings().Under(florida).Rules.Recycle.Caps!.Contact!.Per24Hours);
        var own = Some.Settings() with { Rules = new() { Recycle = new() { Caps = new() { Contact = new(Lifetime: 9, Per24Hours: 2) } } } };
        Assert.Equal(new AttemptCap(Lifetime: 9, Per24Hours: 2), own.Under(florida).Rules.Recycle.Caps!.Contact);
        Assert.Null(Some.Settings().Under(EffectiveCompliance.None).Rules.Recycle.Caps);
    }
}
