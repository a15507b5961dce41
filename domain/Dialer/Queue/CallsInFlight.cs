using Pivotal.Domain.Dialer.Order;

namespace Pivotal.Domain.Dialer.Queue;

/// <summary>Calls that have not ended, and the contacts that are taken by one of them or by an agent's screen.</summary>
internal sealed class CallsInFlight
{
    private readonly Dictionary<Guid, InFlightCall> _calls = [];
    private readonly HashSet<Guid> _contacts = [];

    /// <summary>Calls whose agent belongs elsewhere since: nobody here waits for the end of his wrap-up.</summary>
    private readonly HashSet<Guid> _leftBehind = [];

    public IReadOnlyCollection<InFlightCall> All => _calls.Values;

    public int Count => _calls.Count;

    /// <summary>How many may still ask for an agent, whoever is free.</summary>
    public int AwaitingAgent { get; private set; }

    public InFlightCall? Find(Guid callId) => _calls.GetValueOrDefault(callId);

    public bool Contains(Guid callId) => _calls.ContainsKey(callId);

    public bool Takes(Guid contact) => _contacts.Contains(contact);

    /// <summary>An agent looks at him, or waits for the call to him.</summary>
    public void Reserve(Guid contact) => _contacts.Add(contact);

    public void Free(Guid contact) => _contacts.Remove(contact);

    public void Put(InFlightCall call)
    {
        _calls.Add(call.CallId, call);
        _contacts.Add(call.ContactId);
        if (call.WantsAnybody)
            AwaitingAgent++;
    }

    public InFlightCall? Take(Guid callId)
    {
        if (!_calls.Remove(callId, out var call))
            return null;
        _contacts.Remove(call.ContactId);
        if (call.WantsAnybody)
            AwaitingAgent--;
        return call;
    }

    public void Change(Guid callId, Func<InFlightCall, InFlightCall> change)
    {
        if (!_calls.TryGetValue(callId, out var before))
            return;
        var after = change(before);
        _calls[callId] = after;
        AwaitingAgent += (after.WantsAnybody ? 1 : 0) - (before.WantsAnybody ? 1 : 0);
    }

    public void OnAgentLeft(Guid agentId) => _leftBehind.UnionWith(_calls.Values.Where(c => c.AgentId == agentId).Select(c => c.CallId));

    /// <summary>Asked when it has ended.</summary>
    public bool WasLeftBehind(Guid callId) => _leftBehind.Remove(callId);
}
