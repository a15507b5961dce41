using Pivotal.Api.Shared;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;

namespace Pivotal.Api.Campaigns.Rules;

internal static class DispositionCheck
{
    public static void Run(Validation check, IReadOnlyList<DispositionRule> rules)
    {
        foreach (var (rule, i) in rules.Select((r, i) => (r, i)))
        {
            check
                .OneOf($"/rules/dispositions/{i}/disposition", rule.Disposition, Disposition.All)
                .OneOf($"/rules/dispositions/{i}/action", rule.Action, DispositionRule.Actions)
                .Range($"/rules/dispositions/{i}/delayMinutes", rule.DelayMinutes, 1, 43_200)
                .That(
                    rule.Action != "retry_after" || rule.DelayMinutes is not null,
                    $"/rules/dispositions/{i}/delayMinutes",
                    "field.required",
                    "Say after how many minutes."
                )
                .That(
                    rule.Action != DispositionRule.Callback || rule.Disposition == Disposition.CallbackRequested,
                    $"/rules/dispositions/{i}/action",
                    "dispositions.callback",
                    "Only a requested callback has a moment to call back."
                )
                .That(
                    rule.Disposition != Disposition.DncRequest || rule.Action == DispositionRule.DoNotCall,
                    $"/rules/dispositions/{i}/action",
                    "dispositions.dnc_request",
                    "Who asks not to be called is not called."
                );
        }

        check.That(
            rules.DistinctBy(r => r.Disposition).Count() == rules.Count,
            "/rules/dispositions",
            "field.duplicate",
            "One rule for each disposition."
        );
    }
}
