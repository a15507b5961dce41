using Orleans;
using Pivotal.Data.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Realtime;

/// <summary>Tells the agents' grains who is there and who is gone; what a grain could not take is said again.</summary>
internal sealed class PresenceTeller(
    AgentPresence presence,
    TenantDb db,
    IGrainFactory grains,
    TimeProvider time,
    ILogger<PresenceTeller> log
) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    private bool _expected;
    private DateTimeOffset _expectAgain;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(AgentPresence.Every);
        do
        {
            if (!_expected && time.GetUtcNow() >= _expectAgain)
                await ExpectBack(stoppingToken);
            await Task.WhenAll(presence.Due().Select(Tell));
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task Tell(PresenceNews news)
    {
        try
        {
            CallerTenant.Set(news.Tenant);
            var agent = grains.Agent(news.Tenant, news.Agent);
            if (!news.Lost)
                await agent.PresenceSeen(news.At);
            else if (!await agent.BrowserLost(news.At, presence.Told))
            {
                presence.OnNotTaken(news);
                return;
            }

            presence.OnTold(news);
        }
        catch (Exception e)
        {
            presence.OnNotTaken(news);
            RealtimeLog.PresenceNotTold(log, news.Agent, news.Lost, e);
        }
    }

    // The rows remember who had a browser; a break and offline need no watching.
    private async Task ExpectBack(CancellationToken stop)
    {
        try
        {
            foreach (var tenant in await db.System((s, ct) => s.Query<Guid>("select id from active_tenants()", null, ct), stop))
            {
                presence.ExpectBack(
                    tenant,
                    await db.InTenant(
                        tenant,
                        (s, ct) =>
                            s.Query<Guid>(
                                "select agent_id from agent_states where at_desk and status in ('available', 'on_call', 'wrap_up')",
                                null,
                                ct
                            ),
                        stop
                    )
                );
            }

            _expected = true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            _expectAgain = time.GetUtcNow() + Again;
            RealtimeLog.ExpectedNotRead(log, e);
        }
    }
}
