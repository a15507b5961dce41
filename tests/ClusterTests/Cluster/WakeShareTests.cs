using Pivotal.Silo.Cluster;
using Pivotal.Silo.Hosting;

namespace Pivotal.ClusterTests.Cluster;

public sealed class WakeShareTests
{
    private static readonly List<OpenWork> Work =
    [
        .. Silos
            .Ids(10_000)
            .Select(
                (id, i) =>
                    new OpenWork(
                        Guid.Empty,
                        (i % 3) switch
                        {
                            0 => "call",
                            1 => "campaign",
                            _ => "import",
                        },
                        id
                    )
            ),
    ];

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(5), InlineData(8)]
    public void Every_piece_of_work_falls_to_exactly_one_silo_and_to_each_about_as_much(int count)
    {
        var silos = Silos.Of(count, oneMachine: true);
        // Each knows the others in an order of its own.
        var shares = silos.Select((self, i) => WakeWatch.Share(self, silos.Skip(i).Concat(silos.Take(i)))).ToList();
        Assert.All(Work, work => Assert.Single(shares, mine => mine(work)));
        var fair = Work.Count / (double)count;
        Assert.All(shares, mine => Assert.InRange(Work.Count(mine), fair * 0.85, fair * 1.15));
    }

    [Fact]
    public void A_silo_that_is_not_listed_yet_takes_everything()
    {
        var silos = Silos.Of(3, oneMachine: false);
        Assert.All(Work, work => Assert.True(WakeWatch.Share(silos[2], silos[..2])(work)));
    }
}
