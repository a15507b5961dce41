using Pivotal.Domain.Dialer.Order;
using Pivotal.GrainInterfaces.Dialer;

namespace Pivotal.Api.Tenancy.Demo.Story;

/// <summary>A campaign's queue while its month is told: promised callbacks first, then whoever is due longest, and nobody whose clock is outside the window.</summary>
internal sealed class StoryQueue(StoryCampaign campaign, IEnumerable<StoryEntry> entries)
{
    private readonly PriorityQueue<StoryEntry, (DateTimeOffset At, Guid Contact)> _waiting = new(
        entries.Where(e => e.Status == EntryStatus.Queued).Select(e => (e, (e.NextAt, e.Contact.Id)))
    );

    /// <summary>Were promised a callback once. Apart from the others, so that one who is not due yet stands in nobody's way.</summary>
    private readonly List<StoryEntry> _promised = [];

    /// <summary>Who is called next; null: nobody is due whose window is open.</summary>
    public StoryEntry? Take(DateTimeOffset at)
    {
        if (_promised.Where(e => e.NextAt <= at && IsOpen(e, at)).MinBy(e => e.NextAt) is { } promised)
        {
            _promised.Remove(promised);
            return promised;
        }

        List<StoryEntry> closed = [];
        StoryEntry? found = null;
        while (found is null && _waiting.TryPeek(out var next, out _) && next.NextAt <= at)
        {
            _waiting.Dequeue();
            if (IsOpen(next, at))
                found = next;
            else
                closed.Add(next);
        }

        foreach (var entry in closed)
            Put(entry);
        return found;
    }

    /// <summary>After a call, as far as the entry still waits.</summary>
    public void Back(StoryEntry entry)
    {
        if (entry.Status != EntryStatus.Queued)
            return;
        if (entry.Promised)
            _promised.Add(entry);
        else
            Put(entry);
    }

    /// <summary>Whether all of the person's clocks are inside the campaign's window.</summary>
    public bool IsOpen(StoryEntry entry, DateTimeOffset at) =>
        campaign.RoundTheClock
        || entry.Clocks.All(clock =>
        {
            var local = TimeZoneInfo.ConvertTime(at, clock);
            return local.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
                && local.Hour is >= StoryCampaign.WindowStart and < StoryCampaign.WindowEnd;
        });

    private void Put(StoryEntry entry) => _waiting.Enqueue(entry, (entry.NextAt, entry.Contact.Id));
}
