using Pivotal.Api.Shared;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Dialer.Rules;

namespace Pivotal.Api.Campaigns.Rules;

internal static class RecycleCheck
{
    private static readonly string[] Outcomes = [Outcome.NoAnswer, Outcome.Busy, Outcome.Voicemail, Outcome.Failed, Outcome.Abandoned];

    public static void Run(Validation check, RecycleRules recycle)
    {
        foreach (var (line, i) in recycle.Outcomes.Select((l, i) => (l, i)))
        {
            check.OneOf($"/rules/recycle/outcomes/{i}/outcome", line.Outcome, Outcomes)
                .Range($"/rules/recycle/outcomes/{i}/delayMinutes", line.DelayMinutes, 1, 43_200)
                .Range($"/rules/recycle/outcomes/{i}/maxAttempts", line.MaxAttempts, 1, 20);
        }

        check.That(recycle.Outcomes.DistinctBy(l => l.Outcome).Count() == recycle.Outcomes.Count, "/rules/recycle/outcomes", "field.duplicate", "One line for each outcome.");
    }
}
