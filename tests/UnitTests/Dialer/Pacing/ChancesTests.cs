using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pivotal.Domain.Dialer.Pacing;
using Xunit;

namespace Pivotal.UnitTests.Dialer.Pacing;

public sealed class ChancesTests
{
    [Property(MaxTest = 500)]
    public Property The_risk_is_what_counting_every_case_gives()
    {
        var sets = Gen.Choose(0, 100).Select(p => p / 100.0).ListOf(5);
        var cases = from demand in sets from supply in sets from certain in Gen.Choose(-2, 4) select (demand, supply, certain);
        return Prop.ForAll(
            cases.ToArbitrary(),
            c =>
                Math.Abs(Chances.AtLeast(Grown(c.demand, 40), Grown(c.supply, 40), c.certain) - Counted(c.demand, c.supply, c.certain))
                < 1e-9
        );
    }

    [Fact]
    public void What_is_cut_off_beyond_all_supply_changes_nothing()
    {
        var demand = Enumerable.Repeat(0.2, 90).ToList();
        var supply = Enumerable.Repeat(0.3, 12).ToList();
        Assert.Equal(
            Chances.AtLeast(Grown(demand, 200), Grown(supply, 200), 2),
            Chances.AtLeast(Grown(demand, 14), Grown(supply, 14), 2),
            9
        );
    }

    [Fact]
    public void Large_teams_are_near_enough_by_their_first_two_moments()
    {
        var (demand, supply) = (Grown(Enumerable.Repeat(0.08, 400), 160), Grown(Enumerable.Repeat(0.07, 500), 160));
        var exact = Chances.AtLeast(Grown(Enumerable.Repeat(0.08, 400), 600), Grown(Enumerable.Repeat(0.07, 500), 600), 3);
        Assert.InRange(Chances.AtLeast(demand, supply, 3), exact - 0.01, exact + 0.01);
    }

    private static Chances Grown(IEnumerable<double> trials, int most)
    {
        var chances = new Chances(most);
        chances.Clear();
        foreach (var p in trials)
            chances.Add(p);
        return chances;
    }

    private static double Counted(IReadOnlyList<double> demand, IReadOnlyList<double> supply, int certain)
    {
        double risk = 0;
        for (var d = 0; d < 1 << demand.Count; d++)
        for (var s = 0; s < 1 << supply.Count; s++)
            if (int.PopCount(d) >= int.PopCount(s) + certain)
                risk += Probability(demand, d) * Probability(supply, s);
        return risk;
    }

    private static double Probability(IReadOnlyList<double> trials, int which) =>
        trials.Select((p, i) => (which >> i & 1) == 1 ? p : 1 - p).Aggregate(1.0, (all, p) => all * p);
}
