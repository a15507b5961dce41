using Pivotal.Api.Identity;

namespace Pivotal.Api.Realtime;

/// <summary>
/// A connection lives no longer than its session, however that ended: sign-out, disabling, other roles, another password or address, a suspended tenant, its own end. The rows say so; they are looked at every
/// second, and at once when somebody says that there is something to see.
/// </summary>
internal sealed class SessionWatch(HubConnections connections, Sessions sessions, ILogger<SessionWatch> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(0.8);

    /// <summary>Whether this session still counts.</summary>
    public async Task<bool> Lives(Guid tenant, Guid session, CancellationToken ct) =>
        (await sessions.Live(tenant, [session], ct)).Count == 1;

    /// <summary>Cuts off whoever has no session any more. What cannot be read now is read at the next tick.</summary>
    public async Task Look(Guid tenant, CancellationToken ct)
    {
        try
        {
            if (connections.Sessions(tenant) is not { Length: > 0 } open)
                return;
            var live = await sessions.Live(tenant, open, ct);
            if (live.Count < open.Length)
                connections.End(tenant, open.Where(id => !live.Contains(id)).ToHashSet());
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            RealtimeLog.SessionsNotRead(log, tenant, e);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var tenant in connections.Tenants)
                await Look(tenant, stoppingToken);
        }
    }
}
