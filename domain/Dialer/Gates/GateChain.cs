using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;

namespace Pivotal.Domain.Dialer.Gates;

/// <summary>The answer to "may this contact be dialled now?".</summary>
/// <param name="Reason">null when open; otherwise the reason shown to people</param>
/// <param name="NextAt">when to ask again; null when never</param>
public readonly record struct GateVerdict(string? Reason, DateTimeOffset? NextAt)
{
    public static readonly GateVerdict Open = new(null, null);

    /// <summary>A contact with whom something went wrong is looked at again only after this.</summary>
    public static readonly TimeSpan FaultPause = TimeSpan.FromHours(1);

    /// <summary>What a rule threw on this contact; nobody is dialled on an answer that could not be found.</summary>
    public Exception? Fault { get; init; }

    public bool IsOpen => Reason is null;

    public bool IsNever => Reason is not null && NextAt is null;
}

/// <summary>
/// The one chain of rules a contact passes: in memory in the instant it is planned, on everything the database knows in the transaction that stores the intent,
/// and when somebody asks why it is or is not called. A rule that is not in this list does not keep anybody from being dialled.
/// </summary>
public static class GateChain
{
    public static readonly IReadOnlyList<Gate> Chain =
    [
        PersonGate.Gate,
        DoNotCallGate.Gate,
        FilterGate.Gate,
        PlaceGate.Gate,
        AttemptsGate.Gate,
        AttemptCapGate.Gate,
        LeadCapGate.Gate,
        QuotaGate.Gate,
        GoalGate.Gate,
        InCallGate.Gate,
        LockOutGate.Gate,
        NumberRestGate.Gate,
        CallingWindowGate.Gate,
    ];

    /// <summary>
    /// The chain's answer. One rule that says never outweighs all that say later; of these the one that opens last counts, so that nobody is looked at in vain.
    /// </summary>
    public static GateVerdict Judge(GateFacts contact, CampaignSettings campaign, DateTimeOffset now)
    {
        var answer = GateVerdict.Open;
        foreach (var gate in Chain)
        {
            var verdict = JudgeBy(gate, contact, campaign, now);
            if (verdict.IsNever)
                return verdict;
            if (!verdict.IsOpen && (answer.IsOpen || verdict.NextAt > answer.NextAt))
                answer = verdict;
        }

        return answer;
    }

    /// <summary>What is wrong with one contact must not stop the others, so a rule's failure is an answer like the others.</summary>
    private static GateVerdict JudgeBy(Gate gate, GateFacts contact, CampaignSettings campaign, DateTimeOffset now)
    {
        try
        {
            return gate.Judge(contact, campaign, now);
        }
        catch (Exception e)
        {
            return new(EntryReason.Fault, now + GateVerdict.FaultPause) { Fault = e };
        }
    }

    /// <summary>More rules than this in turn keep nobody back; whoever is not through then is told the moment that was reached, before which nothing opens.</summary>
    private const int MostSteps = 20;

    /// <summary>The moment before which the chain is not open, and at which it is as far as that is known now: <paramref name="now"/> itself, later, or null for never.</summary>
    public static DateTimeOffset? NextOpen(GateFacts contact, CampaignSettings campaign, DateTimeOffset now)
    {
        var at = now;
        for (var step = 0; step < MostSteps; step++)
        {
            var verdict = Judge(contact, campaign, at);
            if (verdict.IsOpen)
                return at;
            if (verdict.NextAt is not { } later || later <= at)
                return null;
            if (verdict.Reason == EntryReason.Fault)
                return later;
            (at, contact) = (later, contact.WhenCallsAreOver());
        }

        return at;
    }

    public static GateVerdict AtDial(HopperEntry entry, CampaignSettings campaign, IReadOnlySet<string> suppressed, DateTimeOffset now) =>
        Judge(GateFacts.Of(entry, suppressed.Contains(entry.Phone)), campaign, now);
}
