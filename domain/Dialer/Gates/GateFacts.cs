using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;

namespace Pivotal.Domain.Dialer.Gates;

/// <summary>
/// What is known of a contact when it is asked whether it may be dialled. The hopper knows a part, the statement that stores the intent and the question
/// "why" read everything; a part that is not known (null) closes nothing.
/// </summary>
public sealed record GateFacts
{
    public required Guid ContactId { get; init; }

    public Guid? AccountId { get; init; }

    /// <summary>The number that would be dialled; empty when the contact has none.</summary>
    public required string Phone { get; init; }

    /// <summary>IANA name, as the entry carries it.</summary>
    public required string TimeZone { get; init; }

    public string? Country { get; init; }

    /// <summary>State of a federation, spelt as the contact has it.</summary>
    public string? State { get; init; }

    /// <summary>Calls made to the contact in this campaign.</summary>
    public int Attempts { get; init; }

    /// <summary>queue_entries.reason: why it waits or left.</summary>
    public string? Waits { get; init; }

    /// <summary>queue_entries.status; null when it is being dialled this instant or is not in the queue.</summary>
    public string? Status { get; init; }

    /// <summary>The moment the queue looks at the contact again.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The contact was deleted or marked invalid.</summary>
    public bool Invalid { get; init; }

    /// <summary>The number, or the contact, is on the do-not-call list.</summary>
    public bool Suppressed { get; init; }

    /// <summary>Whose number it is: direct, mobile, hq.</summary>
    public string? PhoneKind { get; init; }

    /// <summary>False: one of the campaign's filters keeps the contact out.</summary>
    public bool FitsFilters { get; init; } = true;

    /// <summary>Calls made lately, which the attempt caps count; null when nobody asked for them.</summary>
    public AttemptHistory? Calls { get; init; }

    /// <summary>Places under the account's lead cap; null without a cap, and at the dial, where the cap itself is asked.</summary>
    public CapUse? LeadCap { get; init; }

    /// <summary>End of the last abandoned call to the number, of any campaign; null: none lately, or not known.</summary>
    public DateTimeOffset? AbandonedAt { get; init; }

    /// <summary>End of the last call to the number that detection ended as a machine's, of any campaign; null: none lately, or not known.</summary>
    public DateTimeOffset? MachineAt { get; init; }

    /// <summary>When the last call to the number ended that was not this campaign's to this contact; now while it runs; null: none lately, or not known.</summary>
    public DateTimeOffset? NumberCalledAt { get; init; }

    /// <summary>The call has an agent of its own, who is kept for it.</summary>
    public bool Guaranteed { get; init; }

    /// <summary>Quotas that count the contact; null at the dial, where the quotas themselves are asked.</summary>
    public IReadOnlyList<QuotaUse>? Quotas { get; init; }

    /// <summary>The campaign's lead goal; null without one, and at the dial, where the pace keeps it.</summary>
    public LeadGoal? Goal { get; init; }

    /// <summary>In a call of this or of another campaign.</summary>
    public bool InCall { get; init; }

    /// <summary>A call that runs now is not expected to run then, and the places that calls hold are given back where nothing comes of them.</summary>
    public GateFacts WhenCallsAreOver() =>
        this with
        {
            InCall = false,
            LeadCap = LeadCap is { } cap ? cap with { Reserved = 0 } : null,
            Quotas = Quotas is { } quotas ? [.. quotas.Select(q => q with { InCalls = 0 })] : null,
            Goal = Goal is { } goal ? goal with { InCalls = 0 } : null,
        };

    public static GateFacts Of(HopperEntry entry, bool suppressed) =>
        new()
        {
            ContactId = entry.ContactId,
            AccountId = entry.AccountId,
            Phone = entry.Phone,
            TimeZone = entry.TimeZone,
            Country = entry.Contact.Country,
            State = entry.Contact.State,
            Attempts = entry.Attempts,
            Waits = entry.Reason,
            Suppressed = suppressed,
        };
}
