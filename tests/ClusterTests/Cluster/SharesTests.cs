using Orleans.Runtime;
using Pivotal.Silo.Cluster.Placement;

namespace Pivotal.ClusterTests.Cluster;

public sealed class SharesTests
{
    private static readonly List<Guid> Ids = Silos.Ids(10_000);

    public static TheoryData<int, bool> Clusters =>
        new()
        {
            { 2, true },
            { 3, true },
            { 5, true },
            { 8, true },
            { 2, false },
            { 3, false },
            { 5, false },
            { 8, false },
        };

    [Theory, MemberData(nameof(Clusters))]
    public void Every_silo_works_out_the_same_home_whatever_order_it_knows_the_others_in(int count, bool oneMachine)
    {
        var silos = Silos.Of(count, oneMachine);
        var backwards = silos.Reverse().ToArray();
        var apart = silos.Skip(1).Append(silos[0]).Select(s => SiloAddress.FromParsableString(s.ToParsableString())).ToArray();
        Assert.All(
            Ids,
            id =>
            {
                var home = Shares.Of(id, silos);
                Assert.Contains(home, silos);
                Assert.Equal(home, Shares.Of(id, backwards));
                Assert.Equal(home, Shares.Of(id, apart));
            }
        );
    }

    [Theory, MemberData(nameof(Clusters))]
    public void Every_silo_has_a_fair_share(int count, bool oneMachine)
    {
        var silos = Silos.Of(count, oneMachine);
        var homes = Ids.CountBy(id => Shares.Of(id, silos)).ToDictionary();
        var fair = Ids.Count / (double)count;
        Assert.All(silos, silo => Assert.InRange(homes.GetValueOrDefault(silo), fair * 0.85, fair * 1.15));
    }

    [Theory, MemberData(nameof(Clusters))]
    public void A_silo_that_goes_moves_only_its_own_and_spreads_it(int count, bool oneMachine)
    {
        var silos = Silos.Of(count, oneMachine);
        Assert.All(
            silos,
            gone =>
            {
                var rest = silos.Where(s => !s.Equals(gone)).ToArray();
                var its = Ids.Where(id => Shares.Of(id, silos).Equals(gone)).ToList();
                Assert.Equal(its, Ids.Where(id => !Shares.Of(id, silos).Equals(Shares.Of(id, rest))));
                var heirs = its.CountBy(id => Shares.Of(id, rest)).ToDictionary();
                var fair = its.Count / (double)rest.Length;
                Assert.All(rest, silo => Assert.InRange(heirs.GetValueOrDefault(silo), fair * 0.6, fair * 1.4));
            }
        );
    }

    [Theory, MemberData(nameof(Clusters))]
    public void A_silo_that_comes_takes_its_share_and_nothing_else_moves(int count, bool oneMachine)
    {
        var all = Silos.Of(count, oneMachine);
        var (before, newcomer) = (all[..^1], all[^1]);
        var moved = Ids.Where(id => !Shares.Of(id, before).Equals(Shares.Of(id, all))).ToList();
        Assert.All(moved, id => Assert.Equal(newcomer, Shares.Of(id, all)));
        var fair = Ids.Count / (double)count;
        Assert.InRange(moved.Count, fair * 0.85, fair * 1.15);
    }

    /// <summary>A process of another version must find the same homes: what they were when this was written.</summary>
    [Fact]
    public void The_rule_itself_does_not_change_from_process_to_process()
    {
        var silos = Silos.Of(5, oneMachine: false);
        Assert.Equal(
            "4341030243143041300300102211033402422131",
            string.Concat(Ids.Take(40).Select(id => Array.IndexOf(silos, Shares.Of(id, silos))))
        );
    }
}
