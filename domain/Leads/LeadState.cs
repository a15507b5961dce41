using System.Collections.Immutable;

namespace Pivotal.Domain.Leads;

/// <summary>What LeadGrain decides on: one lead as its row says. A value; <see cref="Apply"/> makes the next one.</summary>
public sealed record LeadState(Guid Id, string Status)
{
    /// <summary>Who made the call.</summary>
    public Guid? AgentId { get; init; }

    public Guid? ReviewerId { get; init; }

    public ImmutableDictionary<string, bool> Checklist { get; init; } = ImmutableDictionary<string, bool>.Empty;

    public string ReviewNotes { get; init; } = "";

    public string? RejectedReason { get; init; }

    public DateTimeOffset? ReviewStartedAt { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    public long Version { get; init; } = 1;

    /// <summary>Takes what <see cref="LeadRules"/> allowed. It refuses nothing itself.</summary>
    public LeadState Apply(LeadEvent happened) =>
        happened switch
        {
            ReviewStarted e => this with
            {
                Status = LeadStatus.UnderReview,
                ReviewerId = e.By,
                ReviewStartedAt = e.At,
                Version = Version + 1,
            },
            // The ticks stay: the next reviewer sees how far the first one came and can untick.
            ReviewReleased => this with { Status = LeadStatus.New, ReviewerId = null, ReviewStartedAt = null, Version = Version + 1 },
            ChecklistSaved e => this with { Checklist = e.Items, ReviewNotes = e.Notes, Version = Version + 1 },
            LeadApproved e => this with { Status = LeadStatus.Approved, DecidedAt = e.At, Version = Version + 1 },
            LeadRejected e => this with
            {
                Status = LeadStatus.Rejected,
                RejectedReason = e.Reason,
                DecidedAt = e.At,
                Version = Version + 1,
            },
            LeadPublished e => this with { Status = LeadStatus.Published, PublishedAt = e.At, Version = Version + 1 },
            _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "An event without an effect."),
        };

    public LeadView View() => new(Id, Status, ReviewerId, Checklist, ReviewNotes, RejectedReason, DecidedAt, PublishedAt, Version);
}
