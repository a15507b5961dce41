using System.Text.Json;
using Orleans;
using Pivotal.Api.Shared;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Realtime;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Orders;

/// <summary>Tells operations and the users of the order's client that it changed; called after the commit.</summary>
internal sealed class OrderNews(IGrainFactory grains, RequestDb db, ILogger<OrderNews> log)
{
    public Task Changed(Guid tenant, Guid orderId, string status, Guid clientId, CancellationToken ct) =>
        db.AfterCommit(() => Tell(tenant, orderId, status, clientId, ct));

    private async Task Tell(Guid tenant, Guid orderId, string status, Guid clientId, CancellationToken ct)
    {
        try
        {
            var json = JsonSerializer.Serialize(new { id = orderId, status }, Json.Options);
            var users = await db.Run(
                (s, token) =>
                    s.Query<Guid>("select id from users where client_id = @clientId and status = 'active'", new { clientId }, token),
                ct
            );
            await grains
                .Feed(tenant)
                .Publish([
                    new FeedMessage("orders", "changed", json, FeedAudience.InRoles(Roles.Ops)),
                    .. users.Select(user => new FeedMessage("orders", "changed", json, FeedAudience.User(user))),
                ]);
        }
        catch (Exception e)
        {
            // The order is saved; who missed the push sees it with the next load.
            OrderLog.NotTold(log, orderId, e);
        }
    }
}

internal static partial class OrderLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Order {OrderId} changed but nobody was told")]
    public static partial void NotTold(ILogger logger, Guid orderId, Exception reason);
}
