using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;

namespace Pivotal.Domain.Dialer.Gates;

/// <summary>What an earlier call or decision made of the contact in this campaign.</summary>
internal static class PlaceGate
{
    public static readonly Gate Gate = new("queue", Judge, Tell);

    /// <summary>GateFacts.Status of a contact that the queue does not have.</summary>
    public const string Absent = "absent";

    private static GateVerdict Judge(GateFacts contact, CampaignSettings campaign, DateTimeOffset now) =>
        contact.Status switch
        {
            Absent => new(EntryReason.NotInQueue, null),
            EntryStatus.Removed or EntryStatus.Done => new(contact.Waits ?? contact.Status, null),
            EntryStatus.Queued when contact.DueAt > now => new(contact.Waits ?? EntryReason.Retry, contact.DueAt),
            _ => GateVerdict.Open,
        };

    private static GateStory Tell(GateFacts contact, CampaignSettings campaign, DateTimeOffset now, GateVerdict verdict) =>
        new(
            contact.Status switch
            {
                EntryStatus.Removed => "The contact left the queue.",
                EntryStatus.Done => "The contact has been worked off.",
                EntryStatus.InProgress => "The contact is being called.",
                EntryStatus.Claimed => "The contact is among the next to be called.",
                EntryStatus.Queued => verdict.IsOpen
                    ? "The contact's turn in the queue has come."
                    : "The contact is looked at again later.",
                _ => "The contact is not in this campaign's queue.",
            },
            ("status", contact.Status ?? ""),
            ("reason", contact.Waits ?? "")
        );
}
