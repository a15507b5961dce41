using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Pivotal.Api.Shared;
using Pivotal.GrainInterfaces.Realtime;

namespace Pivotal.Api.Realtime;

/// <summary>The open connections of this process, by tenant.</summary>
internal sealed class HubConnections
{
    private readonly ConcurrentDictionary<Guid, ConcurrentDictionary<string, HubConnection>> _byTenant = new();

    public IReadOnlyCollection<Guid> Tenants => [.. _byTenant.Where(t => !t.Value.IsEmpty).Select(t => t.Key)];

    public HubConnection Add(RequestUser user, HubCallerContext context, ISingleClientProxy client) =>
        _byTenant.GetOrAdd(user.TenantId, _ => new())[context.ConnectionId] = new HubConnection(user, context, client);

    public HubConnection? Find(RequestUser user, string connectionId) =>
        _byTenant.GetValueOrDefault(user.TenantId)?.GetValueOrDefault(connectionId);

    /// <summary>Of this user, in this process.</summary>
    public int Count(RequestUser user) => _byTenant.GetValueOrDefault(user.TenantId)?.Values.Count(c => c.User.Id == user.Id) ?? 0;

    /// <summary>Of this tenant, in this process.</summary>
    public int Count(Guid tenant) => _byTenant.GetValueOrDefault(tenant)?.Count ?? 0;

    /// <summary>The sessions with which the tenant's connections were opened.</summary>
    public Guid[] Sessions(Guid tenant) =>
        [.. (_byTenant.GetValueOrDefault(tenant)?.Values ?? []).Select(c => c.User.SessionId).Distinct()];

    public void Remove(RequestUser user, string connectionId, bool complete = true)
    {
        if (_byTenant.TryGetValue(user.TenantId, out var tenant) && tenant.TryRemove(connectionId, out var connection) && complete)
            connection.Complete();
    }

    /// <summary>Queues to each connection of the tenant the frames its user may see.</summary>
    public void Deliver(Guid tenant, IReadOnlyList<FeedFrame> frames)
    {
        if (!_byTenant.TryGetValue(tenant, out var connections))
            return;
        foreach (var connection in connections.Values)
            connection.Deliver(frames);
    }

    /// <summary>Cuts off the connections of these sessions.</summary>
    public void End(Guid tenant, IReadOnlySet<Guid> sessions)
    {
        foreach (var connection in _byTenant.GetValueOrDefault(tenant)?.Values.Where(c => sessions.Contains(c.User.SessionId)) ?? [])
            connection.End();
    }
}
