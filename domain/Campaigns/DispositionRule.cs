namespace Pivotal.Domain.Campaigns;

/// <param name="Disposition">one of <see cref="Calls.Disposition.All"/></param>
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
}
