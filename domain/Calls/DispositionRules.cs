using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Calls;

/// <summary>The attempt a disposition is about.</summary>
internal sealed record DisposedAttempt(
    Guid CampaignId,
    Guid ContactId,
    Guid? AccountId,
    string Phone,
    Guid? AgentId,
    bool Ended,
    string? Disposition,
    CampaignSettings Campaign
)
{
    /// <summary>As it was promised by the disposition.</summary>
    public DateTimeOffset? CallbackAt { get; init; }

    /// <summary>The rows keep microseconds.</summary>
    public bool PromisedOtherwise(DateTimeOffset? at) =>
        at is { } asked && (CallbackAt is not { } kept || (asked - kept).Duration() >= TimeSpan.FromMilliseconds(1));

    public DispositionPlan Plan(string disposition) => DispositionPlan.Of(disposition, Campaign.Rules);
}

/// <summary>Which dispositions are refused, and why.</summary>
internal static class DispositionRules
{
    /// <param name="mine">this agent had the call</param>
    /// <param name="running">this agent is on the call this instant</param>
    public static Refusal? Check(DisposeCall request, DisposedAttempt? attempt, bool mine, bool running, DateTimeOffset now)
    {
        if (!Disposition.All.Contains(request.Disposition))
            return CallRefusals.UnknownDisposition();
        if (attempt is null)
            return new Refusal(RefusalKind.NotFound, "not_found", "There is no such call.");
        if (!mine)
            return CallRefusals.NotYours();
        if (running)
            return CallRefusals.StillRunning();
        if (attempt.Disposition is { } before)
            return before != request.Disposition ? CallRefusals.AlreadyDisposed(before)
                : attempt.PromisedOtherwise(request.CallbackAt) ? CallRefusals.AlreadyPromised(attempt.CallbackAt)
                : null;
        var plan = attempt.Plan(request.Disposition);
        if (plan.Action == DispositionRule.Callback && !(request.CallbackAt > now))
            return CallRefusals.CallbackInPast();
        if (
            plan.Action == DispositionRule.Callback
            && attempt.Campaign.Rules.Recycle.CallbackDays is { } days
            && request.CallbackAt > now.AddDays(days)
        )
            return CallRefusals.CallbackTooFar(days);
        if (plan.MakesLead && Unanswered(attempt.Campaign.Questions, request.Answers) is { } question)
            return CallRefusals.AnswerRequired(question.Id);
        return null;
    }

    private static Question? Unanswered(IReadOnlyList<Question> questions, IReadOnlyDictionary<string, string> answers) =>
        questions.FirstOrDefault(q => q.Required && string.IsNullOrWhiteSpace(answers.GetValueOrDefault(q.Id)));
}
