using Pivotal.Grains.Dialer.Chain;

namespace Pivotal.Grains.Dialer;

/// <summary>The answer to "may this contact be dialled now?".</summary>
/// <param name="Reason">null when open; otherwise the reason shown to people</param>
/// <param name="NextAt">when to ask again; null when never</param>
public readonly record struct GateVerdict(string? Reason, DateTimeOffset? NextAt)
{
    public static readonly GateVerdict Open = new(null, null);

    public bool IsOpen => Reason is null;

    public bool IsNever => Reason is not null && NextAt is null;
}

/// <summary>
/// The one chain of rules a contact passes: in memory in the instant it is planned, on everything the database knows in the transaction that stores the intent,
/// and when somebody asks why it is or is not called. A rule that is not in this list does not keep anybody from being dialled.
/// </summary>
public static class Gates
{
    public static readonly IReadOnlyList<Gate> Chain =
    [
        PersonGate.Gate, DoNotCallGate.Gate, FilterGate.Gate, PlaceGate.Gate, AttemptsGate.Gate, AttemptCapGate.Gate, LeadCapGate.Gate, QuotaGate.Gate, GoalGate.Gate, InCallGate.Gate, LockOutGate.Gate, CallingWindowGate.Gate,
    ];

    /// <summary>
    /// The chain's answer. One rule that says never outweighs all that say later; of these the one that opens last counts, so that nobody is looked at in vain.
    /// </summary>
    public static GateVerdict Judge(GateFacts contact, CampaignSettings campaign, DateTimeOffset now)
    {
        var answer = GateVerdict.Open;
        foreach (var gate in Chain)
        {
            var verdict = gate.Judge(contact, campaign, now);
            if (verdict.IsNever) return verdict;
            if (!verdict.IsOpen && (answer.IsOpen || verdict.NextAt > answer.NextAt)) answer = verdict;
        }

        return answer;
    }

    /// <summary>The first moment at which the whole chain is open as far as it is known now: <paramref name="now"/> itself, later, or null for never.</summary>
    public static DateTimeOffset? NextOpen(GateFacts contact, CampaignSettings campaign, DateTimeOffset now)
    {
        var at = now;
        for (var step = 0; step < 20; step++)
        {
            var verdict = Judge(contact, campaign, at);
            if (verdict.IsOpen) return at;
            if (verdict.NextAt is not { } later || later <= at) return null;
            // A call that runs now is not expected to run then.
            (at, contact) = (later, contact with { InCall = false });
        }

        return null;
    }

    public static GateVerdict AtDial(HopperEntry entry, CampaignSettings campaign, IReadOnlySet<string> suppressed, DateTimeOffset now) =>
        Judge(GateFacts.Of(entry, suppressed.Contains(entry.Phone)), campaign, now);
}
