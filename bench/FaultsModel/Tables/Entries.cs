using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Order;

namespace Pivotal.Bench.FaultsModel.Tables;

/// <summary>
/// One campaign's queue_entries. Two campaigns share their list, so that both want the same people at the same time. The list is endless.
/// </summary>
/// <param name="list">number of the list</param>
/// <param name="perAccount">contacts of one account; 0: none has one</param>
internal sealed class Entries(Attempts attempts, HashSet<string> suppressed, int list, int perAccount)
{
    /// <summary>More than a list ever needs.</summary>
    private const int ListSize = 10_000_000;

    private readonly Dictionary<Guid, Entry> _rows = [];
    private readonly PriorityQueue<Entry, (long At, int Order)> _due = new();
    private int _next;
    private int _order;

    public IEnumerable<Entry> Rows => _rows.Values;

    public List<HopperEntry> Claim(int most, DateTimeOffset now)
    {
        List<HopperEntry> claimed = [];
        while (claimed.Count < most)
        {
            if (!_due.TryPeek(out var entry, out var when) || when.At > now.UtcTicks)
                entry = Add();
            else
            {
                _due.Dequeue();
                if (entry.Status != EntryStatus.Queued || entry.NextAt.UtcTicks != when.At)
                    continue;
            }

            entry.Status = EntryStatus.Claimed;
            claimed.Add(new(entry.Contact, entry.Account, entry.Phone, "UTC", entry.Attempts, entry.Reason, Person, null));
        }

        return claimed;
    }

    public void Return(Guid contact, string? reason, DateTimeOffset? nextAt, bool never)
    {
        var entry = _rows[contact];
        if (entry.Status != EntryStatus.Claimed)
            return;
        entry.Reason = reason ?? entry.Reason;
        if (never)
            entry.Status = EntryStatus.Removed;
        else
            Queue(entry, nextAt ?? entry.NextAt);
    }

    /// <returns>the calls that may be dialled; the others are put aside</returns>
    public HashSet<Guid> StoreIntents(IReadOnlyList<PlannedDial> dials, DateTimeOffset now)
    {
        HashSet<Guid> made = [];
        foreach (var dial in dials)
        {
            var entry = _rows[dial.Entry.ContactId];
            if (entry.Status != EntryStatus.Claimed)
                continue;
            if (suppressed.Contains(entry.Phone))
                entry.Status = EntryStatus.Removed;
            else if (!attempts.Make(dial.CallId, entry.Contact))
            {
                entry.Reason = EntryReason.BusyElsewhere;
                Queue(entry, now.AddMinutes(1));
            }
            else
            {
                (entry.Status, entry.CallId, entry.Reason) = (EntryStatus.InProgress, dial.CallId, null);
                entry.Attempts++;
                made.Add(dial.CallId);
            }
        }

        return made;
    }

    public void StoreFate(Guid contact, Guid callId, EntryFate fate)
    {
        var entry = _rows[contact];
        if (entry.Status != EntryStatus.InProgress || entry.CallId != callId)
            return;
        entry.Reason = fate.Reason;
        if (!fate.CountsAttempt)
            entry.Attempts--;
        if (fate.Status == EntryStatus.Queued)
            Queue(entry, fate.NextAttemptAt ?? entry.NextAt);
        else
            entry.Status = fate.Status;
    }

    public void Remove(Guid contact)
    {
        if (_rows.TryGetValue(contact, out var entry) && entry.Status is EntryStatus.Queued or EntryStatus.Claimed)
            entry.Status = EntryStatus.Removed;
    }

    private static CallContact Person { get; } = new(default, "Modelled", null, null, "", null, null, null, null);

    private Entry Add()
    {
        var number = (list * ListSize) + _next++;
        var entry = new Entry(Names.Contact(number), perAccount > 0 ? Names.Account(number / perAccount) : null, $"+1{number}");
        _rows.Add(entry.Contact, entry);
        return entry;
    }

    private void Queue(Entry entry, DateTimeOffset at)
    {
        (entry.Status, entry.NextAt) = (EntryStatus.Queued, at);
        _due.Enqueue(entry, (at.UtcTicks, _order++));
    }
}
