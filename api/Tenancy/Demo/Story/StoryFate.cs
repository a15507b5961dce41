using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Dialer;

namespace Pivotal.Api.Tenancy.Demo.Story;

/// <summary>What a call does to its entry, by the product's rules (Recycle, DispositionPlan); a test compares the two.</summary>
internal static class StoryFate
{
    public static void Apply(StoryEntry entry, StoryCall call)
    {
        entry.Attempts = call.AttemptNo;
        entry.CallId = call.Id;
        entry.LastOutcome = call.Disposition ?? call.Outcome;
        entry.CallbackAt = null;
        entry.UpdatedAt = call.DisposedAt ?? call.EndedAt;
        switch (call.Disposition ?? call.Outcome)
        {
            case Outcome.InvalidNumber:
                End(entry, EntryStatus.Removed, EntryReason.InvalidNumber);
                break;
            case Outcome.Fax:
                End(entry, EntryStatus.Removed, EntryReason.Fax);
                break;
            case Disposition.Qualified or Disposition.Connected:
                End(entry, EntryStatus.Done, null);
                break;
            case Disposition.NotInterested:
                End(entry, EntryStatus.Removed, EntryReason.NotInterested);
                break;
            case Disposition.DncRequest:
                End(entry, EntryStatus.Removed, EntryReason.Dnc);
                break;
            case Disposition.WrongNumber or Disposition.InvalidData:
                End(entry, EntryStatus.Removed, EntryReason.Invalid);
                break;
            case Disposition.CallbackRequested:
                (entry.Status, entry.Reason, entry.NextAt, entry.CallbackAt, entry.Promised) = (
                    EntryStatus.Queued,
                    EntryReason.Callback,
                    call.CallbackAt!.Value,
                    call.CallbackAt,
                    true
                );
                break;
            default:
                if (entry.Attempts >= StoryCampaign.MaxAttempts)
                {
                    End(entry, EntryStatus.Done, EntryReason.MaxAttempts);
                    break;
                }

                // A number whose call was abandoned rests longer than the others.
                (entry.Status, entry.Reason) = (EntryStatus.Queued, EntryReason.Retry);
                entry.NextAt =
                    entry.UpdatedAt
                    + (
                        call.Outcome == Outcome.Abandoned
                            ? TimeSpan.FromHours(StoryCampaign.LockOutHours)
                            : TimeSpan.FromMinutes(StoryCampaign.RetryMinutes)
                    );
                break;
        }
    }

    private static void End(StoryEntry entry, string status, string? reason) => (entry.Status, entry.Reason) = (status, reason);
}
