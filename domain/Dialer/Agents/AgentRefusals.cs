using Pivotal.Domain.Dialer.Places;
using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Dialer.Agents;

internal static class AgentRefusals
{
    public static Refusal NoCampaign() => new(RefusalKind.Conflict, "agents.no_campaign", "You are not assigned to a campaign.");

    public static Refusal IllegalMove(string from, string to) =>
        new(RefusalKind.Conflict, "agents.illegal_move", $"An agent cannot go from {from} to {to}.", "/status");

    public static Refusal NotInWrapUp() => new(RefusalKind.Conflict, "agents.not_in_wrap_up", "There is no wrap-up to lengthen.");

    public static Refusal NoExtensionLeft() =>
        new(RefusalKind.Conflict, "agents.no_extension_left", "The campaign allows no more time for this call.");

    public static Refusal PauseCodeRequired(string field = "/reason") =>
        new(RefusalKind.Invalid, "agents.pause_code_required", "Say what the break is for: one of the pause codes.", field);

    /// <param name="kind">one of <see cref="PlaceKind"/>; null: nothing is full</param>
    public static Refusal? Full(string? kind) =>
        kind switch
        {
            null => null,
            PlaceKind.AccountCap => CapReached(),
            PlaceKind.LeadGoal => GoalReached(),
            _ => QuotaFull(),
        };

    private static Refusal QuotaFull() =>
        new(RefusalKind.Conflict, "calls.quota_full", "The quota for contacts like this one is full. Choose another disposition.");

    private static Refusal GoalReached() =>
        new(
            RefusalKind.Conflict,
            "calls.goal_reached",
            "The campaign has reached its lead goal. Choose another disposition.",
            "/disposition"
        );

    private static Refusal CapReached() =>
        new(RefusalKind.Conflict, "calls.cap_reached", "The account's lead cap is used up; choose another disposition.", "/disposition");
}
