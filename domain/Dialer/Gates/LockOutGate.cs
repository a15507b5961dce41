using System.Globalization;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;

namespace Pivotal.Domain.Dialer.Gates;

/// <summary>
/// A number whose call was abandoned rests for as long as the law asks (UK: 72 hours), and one at which a machine was detected, too (UK: 24 hours), whichever campaign
/// called it. A call that has an agent of its own need not wait where the law says so.
/// </summary>
internal static class LockOutGate
{
    public static readonly Gate Gate = new("lock_out", Judge, Tell);

    private static GateVerdict Judge(GateFacts contact, CampaignSettings campaign, DateTimeOffset now) =>
        Later(AfterAbandoned(contact, campaign), AfterMachine(contact, campaign)) is { } until && until > now
            ? new(EntryReason.LockOut, until)
            : GateVerdict.Open;

    private static DateTimeOffset? AfterAbandoned(GateFacts contact, CampaignSettings campaign) =>
        Hours(contact, campaign) is { } hours ? contact.AbandonedAt?.AddHours(hours) : null;

    private static DateTimeOffset? AfterMachine(GateFacts contact, CampaignSettings campaign) =>
        campaign.Compliance.MachineRestHours is { } rest && !contact.Guaranteed ? contact.MachineAt?.AddHours(rest.Value) : null;

    private static int? Hours(GateFacts contact, CampaignSettings campaign) =>
        (contact.Guaranteed ? campaign.Compliance.GuaranteedLockOutHours : campaign.Compliance.LockOutHours)?.Value;

    private static GateStory Tell(GateFacts contact, CampaignSettings campaign, DateTimeOffset now, GateVerdict verdict)
    {
        var (hours, machine) = (Hours(contact, campaign), campaign.Compliance.MachineRestHours?.Value);
        return new(
            !verdict.IsOpen
                    ? (
                        AfterAbandoned(contact, campaign) is { } until && until >= verdict.NextAt
                            ? $"A call to this number was abandoned; it rests for {hours} hours."
                            : $"A machine was detected at this number; it rests for {machine} hours."
                    )
                : contact.Guaranteed && campaign.Compliance.LockOutHours is not null
                    ? "The call has an agent of its own, so the number need not rest."
                : hours is null && machine is null ? "Abandoned calls lock no number out."
                : "No call to this number was abandoned lately.",
            ("hours", hours?.ToString(CultureInfo.InvariantCulture) ?? ""),
            ("abandonedAt", Text(contact.AbandonedAt)),
            ("machineHours", machine?.ToString(CultureInfo.InvariantCulture) ?? ""),
            ("machineAt", Text(contact.MachineAt))
        );
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other : one;

    private static string Text(DateTimeOffset? at) => at?.ToString("O", CultureInfo.InvariantCulture) ?? "";
}
