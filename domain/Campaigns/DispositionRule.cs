using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Campaigns;

/// <param name="Disposition">one of <see cref="Shared.Disposition.All"/></param>
/// <param name="Action">one of <see cref="Actions"/> (product inventory 4.6)</param>
/// <param name="DelayMinutes">for retry_after, 1–43,200</param>
public sealed record DispositionRule(string Disposition, string Action, int? DelayMinutes = null)
{
    public const string DoNotCall = "do_not_call",
        RemoveHere = "remove_here",
        RemoveEverywhere = "remove_everywhere",
        RetryAfter = "retry_after",
        RetryNextWindow = "retry_next_window",
        Lead = "lead",
        Callback = "callback",
        None = "none";

    public static readonly IReadOnlyList<string> Actions =
    [
        DoNotCall,
        RemoveHere,
        RemoveEverywhere,
        RetryAfter,
        RetryNextWindow,
        Lead,
        Callback,
        None,
    ];

    internal static void Check(Validation check, string at, IReadOnlyList<DispositionRule> rules)
    {
        foreach (var (rule, i) in rules.Select((r, i) => (r, i)))
            rule.Check(check, $"{at}/{i}");
        check.That(rules.DistinctBy(r => r.Disposition).Count() == rules.Count, at, "field.duplicate", "One rule for each disposition.");
    }

    private void Check(Validation check, string at) =>
        check
            .OneOf($"{at}/disposition", Disposition, Shared.Disposition.All)
            .OneOf($"{at}/action", Action, Actions)
            .Range($"{at}/delayMinutes", DelayMinutes, 1, 43_200)
            .That(Action != RetryAfter || DelayMinutes is not null, $"{at}/delayMinutes", "field.required", "Say after how many minutes.")
            .That(
                Action != Callback || Disposition == Shared.Disposition.CallbackRequested,
                $"{at}/action",
                "dispositions.callback",
                "Only a requested callback has a moment to call back."
            )
            .That(
                Disposition != Shared.Disposition.DncRequest || Action == DoNotCall,
                $"{at}/action",
                "dispositions.dnc_request",
                "Who asks not to be called is not called."
            );
}
