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

    public static Refusal NotYours() => new(RefusalKind.Forbidden, "calls.not_yours", "This call belongs to another agent.");

    public static Refusal AlreadyEnded() => new(RefusalKind.Conflict, "calls.already_ended", "The call has already ended.");

    public static Refusal StillRunning() => new(RefusalKind.Conflict, "calls.still_running", "Hang up before disposing of the call.");

    public static Refusal AlreadyDisposed(string disposition) =>
        new(RefusalKind.Conflict, "calls.already_disposed", $"The call was already disposed of as {disposition}.");

    public static Refusal AlreadyPromised(DateTimeOffset? at) =>
        new(
            RefusalKind.Conflict,
            "calls.already_disposed",
            at is { } kept
                ? $"The callback was promised for {kept:yyyy-MM-dd HH:mm} UTC already; move it among the campaign's callbacks."
                : "The call was already disposed of without a callback.",
            "/callbackAt"
        );

    public static Refusal CallbackInPast() =>
        new(RefusalKind.Invalid, "calls.callback_in_past", "A callback needs a moment in the future.", "/callbackAt");

    public static Refusal CallbackTooFar(int days) =>
        new(
            RefusalKind.Invalid,
            "calls.callback_too_far",
            $"This campaign promises callbacks at most {days} {(days == 1 ? "day" : "days")} ahead.",
            "/callbackAt"
        );

    public static Refusal AnswerRequired(string questionId) =>
        new(RefusalKind.Invalid, "calls.answer_required", "This question must be answered for a qualified call.", $"/answers/{questionId}");

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

    public static Refusal UnknownDisposition() =>
        new(RefusalKind.Invalid, "calls.unknown_disposition", "Not one of the dispositions.", "/disposition");
}
