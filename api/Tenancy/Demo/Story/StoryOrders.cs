using Pivotal.Api.Orders;

namespace Pivotal.Api.Tenancy.Demo.Story;

/// <param name="Leads">what the client got, by the lead's id</param>
internal sealed record StoryDownload(Guid Id, DateTimeOffset At, IReadOnlyList<Guid> Leads);

internal sealed record StoryOrder(
    Guid Id,
    StoryClient Client,
    string Number,
    string Title,
    string Status,
    int LeadGoal,
    OrderAudience Audience,
    string Notes,
    DateOnly DueOn,
    DateTimeOffset CreatedAt,
    DateTimeOffset SubmittedAt,
    IReadOnlyList<StoryCampaign> Campaigns,
    IReadOnlyList<StoryDownload> Downloads
);

/// <summary>What a client has ordered: one order is delivered, one is being worked on, so that its portal shows both. Both have been downloaded from.</summary>
internal static class StoryOrders
{
    public static IReadOnlyList<StoryOrder> Two(
        StoryDice dice,
        StoryDays days,
        IReadOnlyList<StoryClient> clients,
        IReadOnlyList<StoryCampaign> campaigns,
        IReadOnlyList<StoryLead> leads
    )
    {
        StoryCampaign[] finished = [.. campaigns.Where(c => c.Key == StoryCampaign.Finished)];
        StoryCampaign[] running = [.. campaigns.Where(c => c.Key is StoryCampaign.Running or StoryCampaign.Preview)];
        var delivered = Deliverable(leads, finished).Count();
        return
        [
            Order(
                1,
                clients[0],
                "IT and operations leaders with a cloud project",
                OrderStatus.Completed,
                Math.Max(1, delivered / 5 * 5),
                ["Computer Software", "Financial Services", "Machinery"],
                finished,
                StoryDays.Length + 1,
                [19, 12, 5]
            ),
            Order(
                2,
                clients[0],
                "Supply chain decision makers, East Coast and UK",
                OrderStatus.InProgress,
                150,
                ["Logistics & Supply Chain", "Retail", "Food Production"],
                running,
                6,
                [2, 1]
            ),
        ];

        StoryOrder Order(
            int number,
            StoryClient client,
            string title,
            string status,
            int goal,
            string[] industries,
            StoryCampaign[] linked,
            int ago,
            int[] downloads
        )
        {
            var created = days.At(days.Today.AddDays(-ago), 10.25);
            var got = downloads
                .Select(back => days.At(days.Today.AddDays(-back), 11 + dice.Between(0, 3.0)))
                .Select(at => new StoryDownload(
                    dice.Id(at),
                    at,
                    [.. Deliverable(leads, linked).Where(l => l.DecidedAt < at).OrderBy(l => l.Id).Select(l => l.Id)]
                ));
            return new(
                dice.Id(created),
                client,
                $"ORD-{number:000000}",
                title,
                status,
                goal,
                new OrderAudience(industries, [], ["executive", "vp", "director"], ""),
                "Please no companies below 50 people.",
                days.Today.AddDays(number == 1 ? -7 : 24),
                created,
                created.AddHours(1.5),
                linked,
                [.. got.Where(d => d.Leads.Count > 0)]
            );
        }
    }

    private static IEnumerable<StoryLead> Deliverable(IReadOnlyList<StoryLead> leads, StoryCampaign[] campaigns) =>
        leads.Where(l => l.IsDeliverable && campaigns.Contains(l.Call.Campaign));
}
