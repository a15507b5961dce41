using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Dialer.Order;

/// <summary>What becomes of a queue entry.</summary>
/// <param name="Status">queued, done or removed</param>
/// <param name="CountsAttempt">false gives the attempt back (nothing rang)</param>
/// <param name="NextNumber">the next call goes to another number of the contact, where there is one</param>
public readonly record struct EntryFate(
    string Status,
    string? Reason,
    DateTimeOffset? NextAttemptAt,
    bool CountsAttempt = true,
    bool NextNumber = false
);

/// <summary>When a contact is called again, and when never (contract §5, product inventory 4.6).</summary>
public static class Recycle
{
    /// <param name="attempts">calls made to this contact in this campaign, this one included</param>
    /// <param name="rang">the carrier had taken the dial</param>
    public static EntryFate AfterCall(string outcome, int attempts, CampaignSettings campaign, DateTimeOffset now, bool rang = false) =>
        outcome switch
        {
            // An agent spoke with the person: the disposition decides, and until it comes the contact is not called again.
            Outcome.Connected or Outcome.MessageDelivered => new(EntryStatus.Done, null, null),
            // Nobody of ours wanted him: the attempt is given back, but a phone that has rung rests like after any call.
            Outcome.Cancelled when rang => new(
                EntryStatus.Queued,
                EntryReason.Retry,
                now.AddMinutes(campaign.RetryMinutes),
                CountsAttempt: false
            ),
            Outcome.Cancelled => new(EntryStatus.Queued, null, now, CountsAttempt: false),
            Outcome.Fax => new(EntryStatus.Removed, EntryReason.Fax, null),
            Outcome.InvalidNumber => new(EntryStatus.Removed, EntryReason.InvalidNumber, null),
            _ => Again(outcome, attempts, campaign, now),
        };

    /// <param name="nextWindow">when the calling window opens the next time after it has closed</param>
    public static EntryFate AfterDisposition(
        DispositionPlan plan,
        int attempts,
        CampaignSettings campaign,
        DateTimeOffset now,
        DateTimeOffset? callbackAt,
        DateTimeOffset? nextWindow
    ) =>
        plan.Action switch
        {
            DispositionRule.DoNotCall => new(EntryStatus.Removed, EntryReason.Dnc, null),
            DispositionRule.RemoveHere or DispositionRule.RemoveEverywhere => new(
                EntryStatus.Removed,
                plan.Disposition == Disposition.NotInterested ? EntryReason.NotInterested
                    : plan.MarksInvalid ? EntryReason.Invalid
                    : EntryReason.ByRule,
                null
            ),
            // A promise to call back is kept even when the attempts are used up.
            DispositionRule.Callback => new(EntryStatus.Queued, EntryReason.Callback, callbackAt ?? now.AddMinutes(campaign.RetryMinutes)),
            DispositionRule.RetryAfter => Retry(attempts, campaign.MaxAttempts, now.AddMinutes(plan.DelayMinutes ?? campaign.RetryMinutes)),
            DispositionRule.RetryNextWindow => nextWindow is { } at
                ? Retry(attempts, campaign.MaxAttempts, at)
                : new(EntryStatus.Done, EntryReason.MaxAttempts, null),
            DispositionPlan.Recycle => Again(plan.Disposition, attempts, campaign, now),
            _ => new(EntryStatus.Done, null, null),
        };

    /// <summary>By the campaign's line for the outcome, otherwise by its own delay. A line may only ask for fewer calls than the campaign makes.</summary>
    private static EntryFate Again(string outcome, int attempts, CampaignSettings campaign, DateTimeOffset now)
    {
        var word = outcome == Disposition.VoicemailLeft ? Outcome.Voicemail : outcome;
        var line = campaign.Rules.Recycle.Outcomes.FirstOrDefault(l => l.Outcome == word);
        var fate = Retry(
            attempts,
            Math.Min(line?.MaxAttempts ?? int.MaxValue, campaign.MaxAttempts),
            now.AddMinutes(line?.DelayMinutes ?? campaign.RetryMinutes)
        );
        return fate with { NextNumber = line is { TryNextNumber: true } && fate.Status == EntryStatus.Queued };
    }

    private static EntryFate Retry(int attempts, int maxAttempts, DateTimeOffset at) =>
        attempts >= maxAttempts ? new(EntryStatus.Done, EntryReason.MaxAttempts, null) : new(EntryStatus.Queued, EntryReason.Retry, at);
}
