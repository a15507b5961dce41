using Pivotal.Domain.Telephony;
using Pivotal.Grains.Calls;

namespace Pivotal.FaultTests.Model.Rows;

/// <summary>call_attempts and carrier_inbox of the tenant. A contact has at most one attempt without an end: the unique index of the real table.</summary>
internal sealed class Attempts(World world)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private readonly Dictionary<Guid, Attempt> _rows = [];
    private readonly Dictionary<Guid, Attempt> _open = [];
    private readonly Dictionary<string, CarrierEvent> _unhandled = [];

    public IEnumerable<Attempt> Rows => _rows.Values;

    public IEnumerable<Attempt> Open => _open.Values;

    /// <summary>False: the contact is in another call.</summary>
    public bool Make(Attempt row)
    {
        if (!_open.TryAdd(row.Entry.Contact, row))
            return false;
        _rows.Add(row.CallId, row);
        return true;
    }

    public Attempt? Find(Guid callId) => _rows.GetValueOrDefault(callId);

    /// <summary>Calls of an agent, the newest first.</summary>
    public IEnumerable<Attempt> Of(Guid agent) => _rows.Values.Where(r => r.AgentId == agent).Reverse();

    /// <summary>The primary key of the inbox: an event is stored once.</summary>
    public void Keep(CarrierEvent e)
    {
        if (Find(e.Subject) is { } row && row.Inbox.TryAdd(e.EventId, e))
            _unhandled.Add(e.EventId, e);
    }

    /// <summary>Events whose effect is not stored although they are old enough.</summary>
    public IReadOnlyList<CarrierEvent> Unhandled(TimeSpan age) => [.. _unhandled.Values.Where(e => world.Now - e.OccurredAt > age)];

    public AttemptsStored Store(IReadOnlyList<AttemptSnapshot> snapshots, IReadOnlyList<HandledEvent> events)
    {
        List<AttemptFence> lost = [];
        foreach (var snapshot in snapshots)
        {
            if (Find(snapshot.Fence.CallId) is not { } row || row.Epoch != snapshot.Fence.Epoch)
            {
                lost.Add(snapshot.Fence);
                continue;
            }

            (row.Stored, row.AgentId) = (snapshot, snapshot.AgentId ?? row.AgentId);
            if (row.Ended)
                Close(row);
        }

        List<string> rowless = [];
        foreach (var e in events.Where(e => e.Fence is null || !lost.Contains(e.Fence)))
            if (!_unhandled.Remove(e.EventId))
                rowless.Add(e.EventId);
        return new(lost, rowless);
    }

    /// <summary>Ended by its queue as if it had never been.</summary>
    public void Undo(Guid callId)
    {
        if (Find(callId) is not { Stored: null, UndoneAt: null } row)
            return;
        row.UndoneAt = world.Now;
        row.Epoch++;
        Close(row);
    }

    private void Close(Attempt row)
    {
        if (_open.GetValueOrDefault(row.Entry.Contact) != row)
            return;
        _open.Remove(row.Entry.Contact);
        world.After(
            Kept,
            () =>
            {
                _rows.Remove(row.CallId);
                foreach (var id in row.Inbox.Keys)
                    _unhandled.Remove(id);
            }
        );
    }
}
