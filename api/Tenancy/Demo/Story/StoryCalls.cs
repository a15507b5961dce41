using Pivotal.Domain.Dialer.Order;

namespace Pivotal.Api.Tenancy.Demo.Story;

/// <summary>One call of the month, over by now.</summary>
/// <param name="AgentId">who talked; null: nobody was given the call</param>
/// <param name="ForAgent">for whom it was dialled; null: for whoever is free</param>
internal sealed record StoryCall(
    Guid Id,
    StoryCampaign Campaign,
    StoryContact Contact,
    int AttemptNo,
    string Outcome,
    string Cause,
    string EndedBy,
    DateTimeOffset DialedAt,
    DateTimeOffset EndedAt
)
{
    public Guid? AgentId { get; init; }

    public Guid? ForAgent { get; init; }

    public string? Amd { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    public DateTimeOffset? BridgedAt { get; init; }

    public string? Disposition { get; init; }

    public string Notes { get; init; } = "";

    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>();

    public DateTimeOffset? CallbackAt { get; init; }

    public DateTimeOffset? DisposedAt { get; init; }
}

/// <summary>A contact in a campaign's queue, as the calls have left it.</summary>
/// <param name="clocks">have to be inside the window before a call</param>
internal sealed class StoryEntry(StoryContact contact, IReadOnlyList<TimeZoneInfo> clocks, string zones, DateTimeOffset due)
{
    public StoryContact Contact => contact;

    public IReadOnlyList<TimeZoneInfo> Clocks => clocks;

    public string Zones => zones;

    public string Status { get; set; } = Domain.Dialer.Order.EntryStatus.Queued;

    public string? Reason { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset NextAt { get; set; } = due;

    public string? LastOutcome { get; set; }

    public Guid? CallId { get; set; }

    public DateTimeOffset? CallbackAt { get; set; }

    /// <summary>Was ever promised a callback: goes before the others from then on.</summary>
    public bool Promised { get; set; }

    public DateTimeOffset CreatedAt { get; } = due;

    public DateTimeOffset UpdatedAt { get; set; } = due;
}

internal sealed record StoryStatus(Guid Id, Guid AgentId, string Status, string? Reason, Guid CampaignId, Guid? CallId, DateTimeOffset At);

/// <summary>A stretch in which an agent was available and had no call.</summary>
internal sealed record StoryIdle(Guid AgentId, Guid CampaignId, string Reason, DateTimeOffset From, DateTimeOffset To);
