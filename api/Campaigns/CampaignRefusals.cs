using Pivotal.Domain.Shared;

namespace Pivotal.Api.Campaigns;

internal static class CampaignRefusals
{
    public static readonly Refusal UnknownList = new(RefusalKind.Invalid, "campaigns.unknown_list", "There is no such list.", "/listId");

    public static readonly Refusal NameTaken = new(
        RefusalKind.Conflict,
        "campaigns.name_taken",
        "There is a campaign with this name already.",
        "/name"
    );

    public static readonly Refusal NotDraft = new(RefusalKind.Conflict, "campaigns.illegal_move", "Only a draft can be deleted.");

    public static readonly Refusal Finished = new(RefusalKind.Conflict, "campaigns.finished", "A finished campaign cannot be changed.");

    public static readonly Refusal NoCallerId = new(
        RefusalKind.Invalid,
        "campaigns.no_caller_id",
        "Set the number the campaign calls from.",
        "/callerId"
    );

    public static Refusal Fixed(string field) =>
        new(RefusalKind.Conflict, "campaigns.fixed_after_start", "This cannot be changed once the campaign has started.", field);

    public static Refusal AgentGone(int index) =>
        new(
            RefusalKind.Conflict,
            "campaigns.agent_gone",
            "One of the agents does not work on that campaign any more.",
            $"/agentIds/{index}"
        );

    public static Refusal NotAnAgent(int index) =>
        new(RefusalKind.Invalid, "campaigns.not_an_agent", "This is not an active user with the role agent.", $"/agentIds/{index}");
}
