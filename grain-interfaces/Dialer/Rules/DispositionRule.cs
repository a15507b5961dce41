namespace Pivotal.GrainInterfaces.Dialer.Rules;

/// <param name="Disposition">one of <see cref="Dialer.Disposition.All"/></param>
/// <param name="Action">do_not_call, remove_here, remove_everywhere, retry_after, retry_next_window, lead, callback, none (product inventory 4.6)</param>
/// <param name="DelayMinutes">for retry_after, 1–43,200</param>
public sealed record DispositionRule(string Disposition, string Action, int? DelayMinutes = null);
