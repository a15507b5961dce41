using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.GrainInterfaces.Dialer;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>The rows counted, as a manager sees them.</summary>
internal sealed record EntryCounts(
    int Queued,
    int InProgress,
    int Done,
    int Removed,
    IReadOnlyDictionary<string, int> Waiting,
    IReadOnlyDictionary<string, int> RemovedBy,
    CallCounters Today
)
{
    public static readonly EntryCounts None = new(
        0,
        0,
        0,
        0,
        new Dictionary<string, int>(),
        new Dictionary<string, int>(),
        new(0, 0, 0, 0, 0, 0)
    );

    public int Due => Waiting.GetValueOrDefault(EntryReason.Due);
}
