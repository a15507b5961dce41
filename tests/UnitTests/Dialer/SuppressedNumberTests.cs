using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Queue;
using Xunit;

namespace Pivotal.UnitTests.Dialer;

public sealed class SuppressedNumberTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 15, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_suppressed_number_is_not_dialled_until_the_rows_say_that_it_may_be()
    {
        var queue = new QueueState(Some.Settings(), CampaignStatus.Active);
        queue.OnAgentAvailable(new(Some.Id(1), "Agent", Now, "leg"));
        queue.OnSuppressed([Some.Entry(1).Phone]);
        queue.OnClaimed([Some.Entry(1)]);
        var (dials, returned) = queue.Plan(Now, 100, () => Some.Id(5000));
        Assert.Empty(dials);
        Assert.Equal(EntryReason.Dnc, Assert.Single(returned).Why.Reason);

        queue.OnCallable([Some.Entry(1).Phone]);
        queue.OnClaimed([Some.Entry(1)]);
        Assert.Equal(Some.Entry(1).Phone, Assert.Single(queue.Plan(Now, 100, () => Some.Id(5001)).Dials).Entry.Phone);
    }
}
