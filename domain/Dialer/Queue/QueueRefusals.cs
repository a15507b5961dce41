using Pivotal.Domain.Accounts;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Modes;
using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Dialer.Queue;

/// <summary>Why the live half of a campaign says no. What its settings and agents are refused for stands beside the endpoints.</summary>
internal static class QueueRefusals
{
    public static Refusal NotFound() => new(RefusalKind.NotFound, "not_found", "There is no such campaign.");

    public static Refusal IllegalMove(string from, string to) =>
        new(RefusalKind.Conflict, "campaigns.illegal_move", $"A campaign cannot go from {from} to {to}.");

    public static Refusal Starting() => new(RefusalKind.Conflict, "campaigns.illegal_move", "The campaign is being started already.");

    public static Refusal BulkBusy() =>
        new(
            RefusalKind.Unavailable,
            "campaigns.bulk_busy",
            "Other queues and imports of yours are just being filled. Start it again in a moment."
        );

    public static Refusal Finished() => new(RefusalKind.Conflict, "campaigns.finished", "A finished campaign cannot be changed.");

    public static Refusal NoSuchContact() => new(RefusalKind.NotFound, "not_found", "There is no such contact.");

    public static Refusal CallbackRuns() => new(RefusalKind.Conflict, "callbacks.running", "The callback is being made right now.");

    public static Refusal NoSuchNumber() =>
        new(RefusalKind.Invalid, "queue.no_such_number", "The contact has no number of this kind.", "/phone");

    public static Refusal EmptyAudience() =>
        new(RefusalKind.Invalid, "campaigns.empty_audience", "Nobody in the list can be dialled.", "/listId");

    /// <summary>Everything that stands in the way of a start, at once.</summary>
    public static List<Refusal> AtStart(CampaignSettings campaign, int agents)
    {
        List<Refusal> refusals = [];
        Unless(campaign.ListId is not null, "campaigns.no_list", "Choose a list of contacts first.", "/listId");
        Unless(PhoneNumbers.IsE164(campaign.CallerId), "campaigns.no_caller_id", "Set the number the campaign calls from.", "/callerId");
        var agentless = !campaign.Mode.NeedsAgents;
        Unless(agents > 0 || agentless, "campaigns.no_agents", "Assign at least one agent.", "/agentIds");
        Unless(campaign.Window.Hours().CanOpen, "campaigns.window_never_opens", "The calling window never opens.", "/window");
        Unless(
            !agentless || campaign.Rules.Agents.Agentless.Message.Trim().Length > 0,
            "campaigns.no_message",
            "Write the message that people hear.",
            "/rules/agents/agentless/message"
        );
        Unless(
            !agentless || campaign.Rules.Agents.Agentless.ConsentConfirmed,
            "campaigns.consent_required",
            "Confirm that everybody in the list has agreed to recorded calls.",
            "/rules/agents/agentless/consentConfirmed"
        );
        return refusals;

        void Unless(bool holds, string code, string detail, string field)
        {
            if (!holds)
                refusals.Add(new(RefusalKind.Invalid, code, detail, field));
        }
    }
}
