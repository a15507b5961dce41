using Pivotal.Domain.Leads;
using Pivotal.GrainInterfaces.Leads;

namespace Pivotal.Api.Tenancy.Demo.Story;

/// <summary>A lead and how far its review has come.</summary>
internal sealed record StoryLead(Guid Id, StoryCall Call, string Status, DateTimeOffset CreatedAt)
{
    public Guid? Reviewer { get; init; }

    public DateTimeOffset? ReviewStartedAt { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    public string? RejectedReason { get; init; }

    public IReadOnlyDictionary<string, bool> Checklist { get; init; } = new Dictionary<string, bool>();

    public bool IsDeliverable => LeadStatus.Deliverable.Contains(Status);

    public DateTimeOffset UpdatedAt => PublishedAt ?? DecidedAt ?? ReviewStartedAt ?? CreatedAt;

    /// <summary>Moves made since it was new, each of which raises the version.</summary>
    public int Moves =>
        (ReviewStartedAt is null ? 0 : 1) + (Checklist.Count > 0 ? 1 : 0) + (DecidedAt is null ? 0 : 1) + (PublishedAt is null ? 0 : 1);
}

/// <summary>What quality analysis has made of the month's leads: the newest wait, two are being looked at, the others are decided.</summary>
internal static class StoryLeads
{
    private const int New = 6,
        UnderReview = 2;

    private static readonly string[] Reasons =
    [
        "No project within a year.",
        "The person does not decide and nobody else was named.",
        "Company does not fit the order.",
        "Consent is not clear from the call.",
    ];

    public static IReadOnlyList<StoryLead> Review(StoryDice dice, DateTimeOffset now, Guid reviewer, IEnumerable<StoryCall> qualified)
    {
        var leads = new List<StoryLead>();
        var open = 0;
        foreach (var call in qualified.OrderByDescending(c => c.DisposedAt))
        {
            var created = call.DisposedAt!.Value;
            var lead = new StoryLead(dice.Id(created), call, LeadStatus.New, created);
            // A finished campaign has nothing that waits.
            leads.Add(
                call.Campaign.Key == StoryCampaign.Finished || open >= New + UnderReview ? Decided(dice, now, reviewer, lead)
                : open++ < New ? lead
                : Started(dice, now, reviewer, lead)
            );
        }

        return leads;
    }

    private static StoryLead Started(StoryDice dice, DateTimeOffset now, Guid reviewer, StoryLead lead) =>
        lead with
        {
            Status = LeadStatus.UnderReview,
            Reviewer = reviewer,
            ReviewStartedAt = Later(lead.CreatedAt, now, dice.Between(0.2, 0.9)),
            Checklist = StoryCampaign.Checklist.Take(2).ToDictionary(i => i.Id, _ => true),
        };

    private static StoryLead Decided(StoryDice dice, DateTimeOffset now, Guid reviewer, StoryLead lead)
    {
        var started = Later(lead.CreatedAt, now, dice.Between(0.05, 0.5), TimeSpan.FromHours(dice.Between(1, 20)));
        var decided = Later(started, now, dice.Between(0.2, 0.8), TimeSpan.FromMinutes(dice.Between(3, 12)));
        var rejected = dice.Chance(0.18);
        var missed = dice.Pick(StoryCampaign.Checklist).Id;
        lead = lead with
        {
            Status = rejected ? LeadStatus.Rejected : LeadStatus.Approved,
            Reviewer = reviewer,
            ReviewStartedAt = started,
            DecidedAt = decided,
            RejectedReason = rejected ? dice.Pick(Reasons) : null,
            Checklist = StoryCampaign.Checklist.ToDictionary(i => i.Id, i => !rejected || i.Id != missed),
        };
        return rejected || now - decided < TimeSpan.FromDays(3) || !dice.Chance(0.85)
            ? lead
            : lead with
            {
                Status = LeadStatus.Published,
                PublishedAt = decided.AddHours(dice.Between(2, 40)),
            };
    }

    /// <summary>After so long, but at the latest that share of the way to now.</summary>
    private static DateTimeOffset Later(DateTimeOffset from, DateTimeOffset now, double share, TimeSpan? after = null)
    {
        var latest = (now - from) * share;
        return from + (after is { } wanted && wanted < latest ? wanted : latest);
    }
}
