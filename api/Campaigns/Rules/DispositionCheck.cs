using Pivotal.Api.Shared;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Dialer.Rules;

namespace Pivotal.Api.Campaigns.Rules;

internal static class DispositionCheck
{
    private static readonly string[] Actions = ["do_not_call", "remove_here", "remove_everywhere", "retry_after", "retry_next_window", "lead", "callback", "none"];

    public static void Run(Validation check, IReadOnlyList<DispositionRule> rules)
    {
        foreach (var (rule, i) in rules.Select((r, i) => (r, i)))
        {
            check.OneOf($"/rules/dispositions/{i}/disposition", rule.Disposition, Disposition.All)
                .OneOf($"/rules/dispositions/{i}/action", rule.Action, Actions)
                .Range($"/rules/dispositions/{i}/delayMinutes", rule.DelayMinutes, 1, 43_200)
                .That(rule.Action != "retry_after" || rule.DelayMinutes is not null, $"/rules/dispositions/{i}/delayMinutes", "field.required", "Say after how many minutes.");
        }

        check.That(rules.DistinctBy(r => r.Disposition).Count() == rules.Count, "/rules/dispositions", "field.duplicate", "One rule for each disposition.");
    }
}
