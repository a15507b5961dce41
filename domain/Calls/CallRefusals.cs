using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Calls;

/// <summary>Why an agent may not do that with a call. What is full of places says <c>AgentRefusals.Full</c>.</summary>
internal static class CallRefusals
{
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

    public static Refusal UnknownDisposition() =>
        new(RefusalKind.Invalid, "calls.unknown_disposition", "Not one of the dispositions.", "/disposition");
}
