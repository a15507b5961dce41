using Pivotal.Domain.Accounts;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Dialer;

namespace Pivotal.Api.Tenancy.Demo.Story;

internal sealed record StoryList(Guid Id, string Name, string Description, IReadOnlyList<StoryContact> Members);

/// <param name="Kind">phone, email, domain</param>
/// <param name="Source">manual, disposition</param>
internal sealed record StorySuppression(Guid Id, string Kind, string Value, string Reason, string Source, Guid By, DateTimeOffset At);

/// <summary>
/// Thirty days of a demo tenant, as values: nothing here knows a database. The same seed, people and moment give the same month; every figure that the product will show of it is counted from these rows.
/// </summary>
internal sealed record DemoMonth(
    DateTimeOffset Now,
    TimeZoneInfo Clock,
    StoryCast Cast,
    DateTimeOffset Began,
    IReadOnlyList<StoryContact> Contacts,
    IReadOnlyList<StoryList> Lists,
    IReadOnlyList<StoryCampaign> Campaigns,
    IReadOnlyDictionary<StoryCampaign, IReadOnlyList<StoryEntry>> Entries,
    IReadOnlyList<StoryCall> Calls,
    IReadOnlyList<StoryStatus> Statuses,
    IReadOnlyList<StoryIdle> Idle,
    IReadOnlyList<StoryLead> Leads,
    IReadOnlyList<StoryOrder> Orders,
    IReadOnlyList<StorySuppression> Suppressions
)
{
    private const int SuppressedPhones = 28,
        SuppressedEmails = 9,
        SuppressedDomains = 2;

    /// <param name="sellers">names of the clients, for the scripts</param>
    public static DemoMonth Make(int seed, DateTimeOffset now, TimeZoneInfo clock, StoryCast cast, IReadOnlyList<string> sellers)
    {
        var dice = new StoryDice(seed);
        var days = new StoryDays(now, clock);
        var began = days.At(days.Today.AddDays(-StoryDays.Length - 2), 8);
        var contacts = StoryPeople.Make(dice, began);
        var campaigns = StoryCampaign.Four(dice, began.AddHours(6), sellers);
        var lists = Compile(dice, began.AddHours(2), campaigns, contacts);
        var listed = Unwanted(dice, began.AddHours(3), cast.DataOps, contacts);
        var entries = campaigns
            .Where(c => c.Status != CampaignStatus.Draft)
            .ToDictionary(c => c, c => Queue(c, days, lists.Single(l => l.Name == c.ListName), listed, clock));
        var floors = entries.Select(e => new StoryFloor(dice, days, e.Key, Team(e.Key, cast), e.Value)).ToList();
        foreach (var floor in floors)
            floor.Run();
        StoryCall[] calls = [.. floors.SelectMany(f => f.Calls).OrderBy(c => c.DialedAt)];
        var leads = StoryLeads.Review(dice, now, cast.Reviewer, calls.Where(c => c.Disposition == Disposition.Qualified));
        return new(
            now,
            clock,
            cast,
            began,
            contacts,
            lists,
            campaigns,
            entries,
            calls,
            [.. floors.SelectMany(f => f.Statuses)],
            [.. floors.SelectMany(f => f.Idle)],
            leads,
            StoryOrders.Two(dice, days, cast.Clients, campaigns, leads),
            [.. listed, .. Refused(dice, calls)]
        );
    }

    /// <summary>Who works for a campaign: the preview campaign has an agent of its own, the others the rest.</summary>
    public static IReadOnlyList<StoryAgent> Team(StoryCampaign campaign, StoryCast cast) =>
        campaign.Key switch
        {
            StoryCampaign.Preview => [cast.Agents[1]],
            StoryCampaign.Running => [.. cast.Agents.Where((_, i) => i != 1)],
            _ => cast.Agents,
        };

    private static IReadOnlyList<StoryList> Compile(
        StoryDice dice,
        DateTimeOffset at,
        IReadOnlyList<StoryCampaign> campaigns,
        IReadOnlyList<StoryContact> contacts
    )
    {
        // A company belongs to one campaign only, so that nobody is called for two things.
        var later = contacts
            .Select(c => c.Account)
            .Distinct()
            .Where(a => a.Place.Region == StoryRegion.East)
            .Where(_ => dice.Chance(0.12))
            .ToHashSet();
        return
        [
            .. campaigns.Select(c => new StoryList(
                dice.Id(at),
                c.ListName,
                $"For {c.Name}.",
                [.. contacts.Where(p => Of(p.Account) == c.Key)]
            )),
            new(
                dice.Id(at),
                "Executives and vice presidents",
                "Everybody with a say in budgets.",
                [.. contacts.Where(c => c.Seniority is "executive" or "vp")]
            ),
            new(dice.Id(at), "Webinar guests", "Came to the spring webinar.", dice.Shuffled(contacts)[..240]),
        ];

        string Of(StoryAccount account) =>
            account.Place.Region switch
            {
                StoryRegion.Uk => StoryCampaign.Preview,
                StoryRegion.East => later.Contains(account) ? StoryCampaign.Draft : StoryCampaign.Running,
                _ => StoryCampaign.Finished,
            };
    }

    private static List<StorySuppression> Unwanted(StoryDice dice, DateTimeOffset at, Guid by, IReadOnlyList<StoryContact> contacts)
    {
        var chosen = dice.Shuffled(contacts);
        var domains = chosen.Select(c => c.Account.Domain).Distinct().Take(SuppressedDomains);
        return
        [
            .. chosen[^SuppressedPhones..]
                .Select(c => new StorySuppression(dice.Id(at), "phone", c.Phone, "Asked by letter not to be called.", "manual", by, at)),
            .. chosen[^(SuppressedPhones + SuppressedEmails)..^SuppressedPhones]
                .Select(c => new StorySuppression(dice.Id(at), "email", c.Email, "Unsubscribed.", "manual", by, at)),
            .. domains.Select(d => new StorySuppression(dice.Id(at), "domain", d, "Customer of ours.", "manual", by, at)),
        ];
    }

    private static IEnumerable<StorySuppression> Refused(StoryDice dice, IEnumerable<StoryCall> calls) =>
        calls
            .Where(c => c.Disposition == Disposition.DncRequest)
            .Select(c => new StorySuppression(
                dice.Id(c.DisposedAt!.Value),
                "phone",
                c.Contact.Phone,
                "dnc_request",
                "disposition",
                c.AgentId!.Value,
                c.DisposedAt.Value
            ));

    private static IReadOnlyList<StoryEntry> Queue(
        StoryCampaign campaign,
        StoryDays days,
        StoryList list,
        List<StorySuppression> suppressed,
        TimeZoneInfo clock
    )
    {
        var began = days.At(days.Today.AddDays(-campaign.From), 8);
        // A third of the running campaign's people came only now, so that robots and visitors have somebody to call at any hour.
        var newcomers = campaign.Key == StoryCampaign.Running ? list.Members.Where((_, i) => i % 3 == 0).ToHashSet() : [];
        var values = suppressed.Where(s => s.Kind != "email").Select(s => s.Value).ToHashSet();
        return [.. list.Members.Select(Entry)];

        StoryEntry Entry(StoryContact contact)
        {
            var zones = ContactClocks.Of(contact.Account.Place.Zone, contact.Phone, clock.Id);
            var due = newcomers.Contains(contact) ? days.Now.AddMinutes(-1) : began;
            var entry = new StoryEntry(contact, [.. ContactClocks.Split(zones).Select(TimeZoneInfo.FindSystemTimeZoneById)], zones, due);
            if (values.Contains(contact.Phone) || values.Contains(contact.Account.Domain))
                (entry.Status, entry.Reason) = (EntryStatus.Removed, EntryReason.Dnc);
            return entry;
        }
    }
}
