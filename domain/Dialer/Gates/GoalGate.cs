using System.Globalization;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;

namespace Pivotal.Domain.Dialer.Gates;

/// <summary>The campaign's lead goal is kept by the pace, for all contacts alike; this is what it means for one of them.</summary>
internal static class GoalGate
{
    public static readonly Gate Gate = new("lead_goal", Judge, Tell);

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private static GateVerdict Judge(GateFacts contact, CampaignSettings campaign, DateTimeOffset now) =>
        contact.Goal is not { } goal || goal.Left() > 0 ? GateVerdict.Open
        : goal.IsReached() ? new(EntryReason.GoalReached, null)
        : new(EntryReason.GoalReached, now + Pause);

    private static GateStory Tell(GateFacts contact, CampaignSettings campaign, DateTimeOffset now, GateVerdict verdict) =>
        new(
            campaign.LeadGoal is null ? "The campaign has no lead goal."
                : verdict.IsOpen ? "The campaign has not reached its lead goal."
                : verdict.IsNever ? "The campaign has reached its lead goal. A higher goal or a rejected lead makes room."
                : "Calls that run may make the last leads the campaign wants.",
            contact.Goal is not { } goal
                ? []
                :
                [
                    (
                        "Lead goal",
                        string.Create(CultureInfo.InvariantCulture, $"{goal.Leads} of {goal.Goal} leads, {goal.InCalls} in calls")
                    ),
                ]
        );
}
