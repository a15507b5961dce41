using Pivotal.Domain.Dialer.Order;

namespace Pivotal.Domain.Dialer.Queue;

/// <summary>Contacts that are claimed and dialled next, in their order; each once.</summary>
internal sealed class Hopper
{
    private readonly LinkedList<HopperEntry> _entries = [];
    private readonly HashSet<Guid> _contacts = [];

    public int Count => _entries.Count;

    public HopperEntry? Next => _entries.First?.Value;

    public bool Contains(Guid contact) => _contacts.Contains(contact);

    public IReadOnlyList<HopperEntry> First(int most) => [.. _entries.Take(most)];

    /// <returns>false: he is in it</returns>
    public bool Add(HopperEntry entry)
    {
        if (!_contacts.Add(entry.ContactId))
            return false;
        _entries.AddLast(entry);
        return true;
    }

    public void RemoveNext()
    {
        if (_entries.First is not { } first)
            return;
        _entries.RemoveFirst();
        _contacts.Remove(first.Value.ContactId);
    }

    /// <returns>those that were in it</returns>
    public IReadOnlyList<HopperEntry> Remove(Func<HopperEntry, bool> which)
    {
        HopperEntry[] removed = [.. _entries.Where(which)];
        foreach (var entry in removed)
        {
            _entries.Remove(entry);
            _contacts.Remove(entry.ContactId);
        }

        return removed;
    }

    /// <returns>all that were in it</returns>
    public IReadOnlyList<HopperEntry> Empty()
    {
        HopperEntry[] all = [.. _entries];
        _entries.Clear();
        _contacts.Clear();
        return all;
    }
}
