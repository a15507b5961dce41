using Pivotal.GrainInterfaces.Dialer;

namespace Pivotal.Grains.Dialer;

/// <summary>What becomes of a queue entry.</summary>
/// <param name="Status">queued, done or removed</param>
/// <param name="CountsAttempt">false gives the attempt back (nothing rang)</param>
public readonly record struct EntryFate(string Status, string? Reason, DateTimeOffset? NextAttemptAt, bool CountsAttempt = true);

/// <summary>When a contact is called again, and when never (contract §5, product inventory 4.6).</summary>
public static class Recycle
{
    /// <param name="attempts">calls made to this contact in this campaign, this one included</param>
    public static EntryFate AfterCall(string outcome, int attempts, CampaignSettings campaign, DateTimeOffset now) => outcome switch
    {
        // An agent spoke with the person: the disposition decides, and until it comes the contact is not called again.
        Outcome.Connected or Outcome.MessageDelivered => new(EntryStatus.Done, null, null),
        Outcome.Cancelled => new(EntryStatus.Queued, null, now, CountsAttempt: false),
        Outcome.Fax => new(EntryStatus.Removed, EntryReason.Fax, null),
        Outcome.InvalidNumber => new(EntryStatus.Removed, EntryReason.InvalidNumber, null),
        _ => Retry(attempts, campaign.MaxAttempts, campaign.RetryMinutes, now),
    };

    public static EntryFate AfterDisposition(string disposition, int attempts, int maxAttempts, int retryMinutes, DateTimeOffset now, DateTimeOffset? callbackAt) => disposition switch
    {
        Disposition.DncRequest => new(EntryStatus.Removed, EntryReason.Dnc, null),
        Disposition.NotInterested => new(EntryStatus.Removed, EntryReason.NotInterested, null),
        Disposition.WrongNumber or Disposition.InvalidData => new(EntryStatus.Removed, EntryReason.Invalid, null),
        // A promise to call back is kept even when the attempts are used up.
        Disposition.CallbackRequested => new(EntryStatus.Queued, EntryReason.Callback, callbackAt ?? now.AddMinutes(retryMinutes)),
        Disposition.NoAnswer or Disposition.Busy or Disposition.Voicemail or Disposition.VoicemailLeft => Retry(attempts, maxAttempts, retryMinutes, now),
        _ => new(EntryStatus.Done, null, null),
    };

    private static EntryFate Retry(int attempts, int maxAttempts, int retryMinutes, DateTimeOffset now) =>
        attempts >= maxAttempts
            ? new(EntryStatus.Done, EntryReason.MaxAttempts, null)
            : new(EntryStatus.Queued, EntryReason.Retry, now.AddMinutes(retryMinutes));
}
