using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Grains.Dialer.Queue;

namespace Pivotal.FaultTests.Model.Rows;

/// <summary>
/// One campaign's queue_entries. Two campaigns share their list, so that both want the same people at the same time. The list is endless.
/// </summary>
/// <param name="list">number of the list</param>
/// <param name="perAccount">contacts of one account; 0: none has one</param>
internal sealed class Entries(World world, Attempts attempts, HashSet<string> suppressed, int list, int perAccount)
{
    /// <summary>More than a list ever needs.</summary>
    private const int ListSize = 10_000_000;

    private static readonly TimeSpan Aside = TimeSpan.FromMinutes(1);

    private readonly Dictionary<Guid, Entry> _rows = [];
    private readonly PriorityQueue<Entry, (long At, int Order)> _due = new();
    private int _next;
    private int _order;

    public IEnumerable<Entry> Rows => _rows.Values;

    private DateTimeOffset Now => world.Now;

    public List<HopperEntry> Claim(int most, long epoch)
    {
        List<HopperEntry> claimed = [];
        while (claimed.Count < most)
        {
            if (!_due.TryPeek(out var entry, out var when) || when.At > Now.UtcTicks)
                entry = Add();
            else
            {
                _due.Dequeue();
                if (entry.Status != EntryStatus.Queued || entry.NextAt.UtcTicks != when.At)
                    continue;
            }

            (entry.Status, entry.Epoch) = (EntryStatus.Claimed, epoch);
            claimed.Add(entry.Claimed);
        }

        return claimed;
    }

    public List<Guid> Claimed(long epoch) =>
        [.. _rows.Values.Where(e => e.Status == EntryStatus.Claimed && e.Epoch == epoch).Select(e => e.Contact)];

    public void Return(EntryBack back, long epoch)
    {
        if (Held(back.Contact, epoch) is not { } entry)
            return;
        entry.Reason = back.Reason ?? entry.Reason;
        if (back.Never)
            entry.Status = EntryStatus.Removed;
        else
            Queue(entry, back.NextAt ?? entry.NextAt);
    }

    /// <returns>the calls that may be dialled</returns>
    public HashSet<Guid> StoreIntents(Guid campaign, IReadOnlyList<PlannedDial> dials, long epoch)
    {
        HashSet<Guid> made = [];
        foreach (var dial in dials)
        {
            if (
                Held(dial.Entry.ContactId, epoch) is not { } entry
                || suppressed.Contains(entry.Phone)
                || !attempts.Make(new(dial.CallId, campaign, entry, Now))
            )
                continue;
            (entry.Status, entry.CallId, entry.Reason) = (EntryStatus.InProgress, dial.CallId, null);
            entry.Attempts++;
            made.Add(dial.CallId);
        }

        return made;
    }

    /// <summary>Of an intent that was certainly not dialled.</summary>
    public void Undo(PlannedDial dial, long epoch)
    {
        var entry = _rows[dial.Entry.ContactId];
        if (entry.Status == EntryStatus.InProgress && entry.CallId == dial.CallId)
            entry.Attempts--;
        else if (Held(entry.Contact, epoch) is null)
            return;
        Queue(entry, entry.NextAt);
    }

    /// <returns>those who left for good</returns>
    public List<Guid> PutAside(IReadOnlyList<Guid> contacts, long epoch)
    {
        List<Guid> gone = [];
        foreach (var entry in contacts.Select(c => Held(c, epoch)).OfType<Entry>())
        {
            if (suppressed.Contains(entry.Phone))
            {
                (entry.Status, entry.Reason) = (EntryStatus.Removed, EntryReason.Dnc);
                gone.Add(entry.Contact);
                continue;
            }

            entry.Reason = EntryReason.BusyElsewhere;
            Queue(entry, Now + Aside);
        }

        return gone;
    }

    public void SetAside(Guid contact, DateTimeOffset until)
    {
        var entry = _rows[contact];
        if (entry.Status is not (EntryStatus.Queued or EntryStatus.Claimed))
            return;
        entry.Reason = EntryReason.Fault;
        Queue(entry, until);
    }

    public void StoreFate(EntryWrite write)
    {
        var entry = _rows[write.ContactId];
        if (entry.Status != EntryStatus.InProgress || entry.CallId != write.CallId)
            return;
        entry.Reason = write.Fate.Reason;
        if (!write.Fate.CountsAttempt)
            entry.Attempts--;
        if (write.Fate.Status == EntryStatus.Queued)
            Queue(entry, write.Fate.NextAttemptAt ?? entry.NextAt);
        else
            entry.Status = write.Fate.Status;
    }

    public List<(Guid Contact, Guid? Account)> Remove(Func<Entry, bool> which, string reason)
    {
        Entry[] gone = [.. _rows.Values.Where(e => e.Status is EntryStatus.Queued or EntryStatus.Claimed && which(e))];
        foreach (var entry in gone)
            (entry.Status, entry.Reason) = (EntryStatus.Removed, reason);
        return [.. gone.Select(e => (e.Contact, e.Account))];
    }

    /// <summary>Those who wait for room under their account's cap are looked at now.</summary>
    public void WakeCapped(IReadOnlyList<Guid> accounts)
    {
        foreach (
            var entry in _rows.Values.Where(e =>
                e is { Status: EntryStatus.Queued, Reason: EntryReason.CapReached, Account: { } account }
                && accounts.Contains(account)
                && e.NextAt > Now
            )
        )
            Queue(entry, Now);
    }

    /// <summary>Claims are worth nothing without the memory that made them.</summary>
    public void Recover()
    {
        foreach (var entry in _rows.Values.Where(e => e.Status == EntryStatus.Claimed))
            Queue(entry, entry.NextAt);
    }

    private Entry? Held(Guid contact, long epoch) =>
        _rows[contact] is { Status: EntryStatus.Claimed } entry && entry.Epoch == epoch ? entry : null;

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
