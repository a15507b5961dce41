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

    public void Add(RequestUser user, HubCallerContext context, ISingleClientProxy client) =>
        _byTenant.GetOrAdd(user.TenantId, _ => new())[context.ConnectionId] = new HubConnection(user, context, client);

    public void Remove(RequestUser user, string connectionId)
    {
        if (_byTenant.TryGetValue(user.TenantId, out var tenant) && tenant.TryRemove(connectionId, out var connection))
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
}
