using Pivotal.Api.Shared;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;

namespace Pivotal.Api.Campaigns.Rules;

internal static class RecycleCheck
{
    private const string At = "/rules/recycle";

    private static readonly string[] Outcomes =
    [
        Outcome.NoAnswer,
        Outcome.Busy,
        Outcome.Voicemail,
        Outcome.Failed,
        Outcome.Abandoned,
        Outcome.HungUp,
    ];

    public static void Run(Validation check, RecycleRules recycle)
    {
        foreach (var (line, i) in recycle.Outcomes.Select((l, i) => (l, i)))
        {
            check
                .OneOf($"{At}/outcomes/{i}/outcome", line.Outcome, Outcomes)
                .Range($"{At}/outcomes/{i}/delayMinutes", line.DelayMinutes, 1, 43_200)
                .Range($"{At}/outcomes/{i}/maxAttempts", line.MaxAttempts, 1, 20);
        }

        check
            .That(
                recycle.Outcomes.DistinctBy(l => l.Outcome).Count() == recycle.Outcomes.Count,
                $"{At}/outcomes",
                "field.duplicate",
                "One line for each outcome."
            )
            .OneOf($"{At}/accountCapScope", recycle.AccountCapScope, [RecycleRules.OwnScope, RecycleRules.TenantScope])
            .Range($"{At}/noShowMinutes", recycle.NoShowMinutes, 1, 1_440)
            .Range($"{At}/numberRestMinutes", recycle.NumberRestMinutes, 0, 1_440);
        Cap(check, $"{At}/caps/contact", recycle.Caps?.Contact);
        Cap(check, $"{At}/caps/phone", recycle.Caps?.Phone);
        Cap(check, $"{At}/caps/account", recycle.Caps?.Account);
    }

    private static void Cap(Validation check, string at, AttemptCap? cap)
    {
        if (cap is null)
            return;
        check
            .That(
                cap is not { Lifetime: null, PerDay: null, Per24Hours: null },
                at,
                "field.required",
                "Set at least one limit, or none at all."
            )
            .Range($"{at}/lifetime", cap.Lifetime, 1, 1_000)
            .Range($"{at}/perDay", cap.PerDay, 1, 100)
            .Range($"{at}/per24Hours", cap.Per24Hours, 1, 100);
    }
}
