using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pivotal.Domain.Compliance;
using Pivotal.Domain.Compliance.Law;
using Xunit;

namespace Pivotal.UnitTests.Dialer.Law;

public sealed class EffectiveComplianceTests
{
    private static readonly ComplianceRules Nothing = new() { StrictZones = false };

    private static JurisdictionProfile Law(string id) => Jurisdictions.Find(id)!;

    [Fact]
    public void The_built_in_profiles_carry_the_numbers_of_the_law_with_source_and_mark()
    {
        var us = Law("us_tsr_fcc");
        Assert.Equal((2d, ConnectRule.EndOfGreeting), (us.Connect!.Seconds, us.Connect.Clock));
        Assert.Equal((AbandonRule.ThirtyDays, 0.03), (us.Abandon!.Window, us.Abandon.Cap));
        Assert.Equal((15, 5), (us.Ring!.Seconds, us.Retention!.Years));
        Assert.Equal(72, Law("uk_ofcom").LockOut!.Hours);
        Assert.Equal(
            (AbandonRule.Month, 0.05, true),
            (Law("ca_crtc").Abandon!.Window, Law("ca_crtc").Abandon!.Cap, Law("ca_crtc").Abandon!.Verify)
        );
        Assert.Equal(
            (3, 24, true),
            (Law("us_florida").Attempts!.Most, Law("us_florida").Attempts!.Hours, Law("us_florida").Attempts!.Verify)
        );
        Assert.All(Jurisdictions.All.SelectMany(Rules), r => Assert.NotEmpty(r.Source));
    }

    [Fact]
    public void Of_each_rule_the_strictest_counts_and_says_whose_it_is()
    {
        var both = EffectiveCompliance.Of(
            [Law("us_tsr_fcc"), Law("us_florida"), Law("uk_ofcom"), Law("ca_crtc")],
            new() { RingSeconds = 20, Holidays = ["us_federal"] }
        );
        Assert.Equal((20, EffectiveCompliance.Campaign), (both.RingSeconds!.Value, both.RingSeconds.By));
        Assert.Equal((ConnectRule.PickUp, "ca_crtc"), (both.Clock!.Value, both.Clock.By));
        Assert.Equal(
            ["calendar_month 0.05", "rolling_24_hours 0.03", "rolling_30_days 0.03"],
            both.Abandon.Select(a => FormattableString.Invariant($"{a.Value.Window} {a.Value.Cap}"))
        );
        Assert.Equal(new DayHours(9 * 60, 20 * 60), both.Hours[1]);
        Assert.Equal(new DayHours(10 * 60, 18 * 60), both.Hours[7]);
        Assert.Equal([MessageRule.Seller, MessageRule.Number, MessageRule.OptOut], both.Message!.Value.Parts);
        Assert.Equal((5, "us_tsr_fcc"), (both.RetentionYears!.Value, both.RetentionYears.By));
        Assert.True(both.IsClosed(new(2026, 11, 26)));
        Assert.False(both.IsClosed(new(2026, 11, 27)));
    }

    [Fact]
    public void Without_profiles_nothing_is_asked_for()
    {
        var none = EffectiveCompliance.None;
        Assert.Equal((null, null, null, null), (none.ConnectSeconds, none.RingSeconds, none.Message, none.LockOutHours));
        Assert.Empty(none.Abandon);
        Assert.Equal(WeekHours.Always, none.Hours);
        Assert.True(none.StrictZones);
    }

    [Property(MaxTest = 300)]
    public Property Order_and_repetition_change_nothing() =>
        Prop.ForAll(
            Choice().ToArbitrary(),
            chosen =>
            {
                var (forth, back, twice) = (
                    Text(EffectiveCompliance.Of(chosen, Nothing)),
                    Text(EffectiveCompliance.Of(chosen.Reverse(), Nothing)),
                    Text(EffectiveCompliance.Of([.. chosen, .. chosen], Nothing))
                );
                return (forth == back && forth == twice).Label($"{forth}\n{back}\n{twice}");
            }
        );

    [Property(MaxTest = 300)]
    public Property A_further_profile_never_loosens_anything() =>
        Prop.ForAll(
            Choice().ToArbitrary(),
            chosen =>
            {
                var all = EffectiveCompliance.Of(chosen, Nothing);
                return chosen.All(p => NotLaxer(all, EffectiveCompliance.Of([p], Nothing)))
                    && NotLaxer(all, EffectiveCompliance.Of(chosen.Skip(1), Nothing));
            }
        );

    [Property(MaxTest = 300)]
    public Property The_campaign_itself_can_only_tighten() =>
        Prop.ForAll(
            Choice().Zip(Own()).ToArbitrary(),
            both => NotLaxer(EffectiveCompliance.Of(both.Item1, both.Item2), EffectiveCompliance.Of(both.Item1, Nothing))
        );

    private static bool NotLaxer(EffectiveCompliance a, EffectiveCompliance b) =>
        (b.ConnectSeconds is null || a.ConnectSeconds?.Value <= b.ConnectSeconds.Value)
        && (b.Clock?.Value != ConnectRule.PickUp || a.Clock?.Value == ConnectRule.PickUp)
        && b.Abandon.All(w => a.Abandon.Any(x => x.Value.Window == w.Value.Window && x.Value.Cap <= w.Value.Cap))
        && (b.RingSeconds is null || a.RingSeconds?.Value >= b.RingSeconds.Value)
        && (b.LockOutHours is null || a.LockOutHours?.Value >= b.LockOutHours.Value)
        && b.Attempts.All(w => a.Attempts.Any(x => x.Value.Hours == w.Value.Hours && x.Value.Most <= w.Value.Most))
        && (
            b.Message is null
            || (
                a.Message is not null
                && b.Message.Value.Parts.All(a.Message.Value.Parts.Contains)
                && (b.Message.Value.Marketing || !a.Message.Value.Marketing)
            )
        )
        && Enumerable.Range(1, 7).All(d => !a.Hours[d].IsOpen || (a.Hours[d].Start >= b.Hours[d].Start && a.Hours[d].End <= b.Hours[d].End))
        && b.Holidays.All(h => a.Holidays.Any(x => x.Value == h.Value))
        && (b.RetentionYears is null || a.RetentionYears?.Value >= b.RetentionYears.Value)
        && (!b.StrictZones || a.StrictZones);

    private static Gen<JurisdictionProfile[]> Choice() =>
        Gen.ArrayOf(Gen.OneOf(Gen.Elements(Jurisdictions.All.ToArray()), Made())).Select(ps => ps.DistinctBy(p => p.Id).ToArray());

    private static Gen<JurisdictionProfile> Made() =>
        Gen.ArrayOf(Gen.Choose(0, 1000), 12)
            .Select(n => new JurisdictionProfile($"own-{n[0]}", "Own")
            {
                Connect = Maybe(
                    n[1],
                    () => new ConnectRule(n[2] % 2 == 0 ? ConnectRule.PickUp : ConnectRule.EndOfGreeting, 0.5 + (n[1] % 40 / 10.0))
                ),
                Abandon = Maybe(
                    n[2],
                    () => new AbandonRule(AbandonRule.Windows[n[3] % 3], AbandonRule.AnsweredByPerson, 0.001 + (n[2] % 60 / 1000.0))
                ),
                Ring = Maybe(n[3], () => new RingRule(5 + (n[3] % 50))),
                Message = Maybe(
                    n[4],
                    () => new MessageRule([.. MessageRule.AllParts.Where((_, i) => (n[4] >> i) % 2 == 0)], n[5] % 2 == 0)
                ),
                LockOut = Maybe(n[6], () => new LockOutRule(1 + (n[6] % 100))),
                Attempts = Maybe(n[7], () => new AttemptRule(1 + (n[7] % 5), n[8] % 2 == 0 ? 24 : 48)),
                Hours = Maybe(
                    n[9],
                    () =>
                        new HoursRule([
                            new([1 + (n[9] % 7), 1 + (n[10] % 7)], new(n[9] % 12, 0), new(12 + (n[10] % 12), 30)),
                            new([1, 2, 3], new(8, 0), new(n[11] % 24, 0)),
                        ])
                ),
                Holidays = Maybe(n[10], () => new HolidayRule([HolidayCalendars.All[n[10] % HolidayCalendars.All.Count].Id])),
                Retention = Maybe(n[11], () => new RetentionRule(1 + (n[11] % 10))),
            });

    private static Gen<ComplianceRules> Own() =>
        Gen.ArrayOf(Gen.Choose(1, 100), 3)
            .Select(n => new ComplianceRules
            {
                ConnectSeconds = n[0] % 3 == 0 ? null : n[0] / 10.0,
                RingSeconds = n[1] % 3 == 0 ? null : n[1],
                LockOutHours = n[2] % 3 == 0 ? null : n[2],
                StrictZones = n[0] % 2 == 0,
            });

    private static T? Maybe<T>(int seed, Func<T> make)
        where T : class => seed % 3 == 0 ? null : make();

    private static IEnumerable<LegalRule> Rules(JurisdictionProfile p) =>
        new LegalRule?[]
        {
            p.Connect,
            p.Abandon,
            p.Ring,
            p.Message,
            p.LockOut,
            p.Attempts,
            p.Hours,
            p.Holidays,
            p.Retention,
        }.OfType<LegalRule>();

    private static string Text(EffectiveCompliance e) =>
        System.Text.Json.JsonSerializer.Serialize(e) + string.Join(' ', Enumerable.Range(1, 7).Select(d => e.Hours[d]));
}
