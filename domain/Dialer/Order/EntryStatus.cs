namespace Pivotal.Domain.Dialer.Order;

public static class EntryStatus
{
    public const string Queued = "queued",
        Claimed = "claimed",
        InProgress = "in_progress",
        Done = "done",
        Removed = "removed";
}
