using Pivotal.Domain.Calls;
using Pivotal.Domain.Telephony;
using Pivotal.GrainInterfaces.Calls;

namespace Pivotal.Bench.FaultsModel.Tables;

/// <summary>A row of call_attempts with the events of the call in the inbox.</summary>
internal sealed class Attempt(Guid contact)
{
    public Guid Contact => contact;

    /// <summary>What the row says of the order: number, campaign, contact.</summary>
    public DialIntent? Intent { get; set; }

    public CallFacts Facts { get; set; } = new();

    public Guid? AgentId { get; set; }

    public string? Outcome { get; set; }

    public Dictionary<string, CarrierEvent> Inbox { get; } = [];
}

/// <summary>call_attempts and carrier_inbox of the tenant. A contact has at most one attempt without an end: the unique index of the real table.</summary>
internal sealed class Attempts(World world)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private readonly Dictionary<Guid, Attempt> _rows = [];
    private readonly HashSet<Guid> _open = [];

    public IEnumerable<(Guid CallId, Attempt Row)> Open => _rows.Where(r => r.Value.Outcome is null).Select(r => (r.Key, r.Value));

    /// <summary>False: the contact is in another call.</summary>
    public bool Make(Guid callId, Guid contact)
    {
        if (!_open.Add(contact))
            return false;
        _rows.Add(callId, new Attempt(contact));
        return true;
    }

    public Attempt? Find(Guid callId) => _rows.GetValueOrDefault(callId);

    /// <summary>The primary key of the inbox: an event is stored once.</summary>
    public void Keep(CarrierEvent e)
    {
        if (Find(e.Subject) is { } row)
            row.Inbox.TryAdd(e.EventId, e);
    }

    /// <summary>Written behind the call, a moment after it happened.</summary>
    public async Task Store(Guid callId, CallFacts facts, Guid? agent, string? outcome)
    {
        await world.Wait(world.Between(0.025, 0.06));
        if (Find(callId) is not { } row)
            return;
        (row.Facts, row.AgentId) = (facts, agent ?? row.AgentId);
        if (outcome is null || row.Outcome is not null)
            return;
        row.Outcome = outcome;
        _open.Remove(row.Contact);
        world.After(Kept, () => _rows.Remove(callId));
    }
}
