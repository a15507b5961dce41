using Orleans;
using Pivotal.Api.Tenancy.Demo.Rows;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Tenancy.Demo.Robots;

/// <summary>
/// Keeps the running campaign of each demo tenant alive while nobody else does: robots sign on, talk, dispose and take breaks through the same grains as people. Of several processes one moves them,
/// the one that holds the lease in <c>demo_months</c>.
/// </summary>
internal sealed class DemoRobots(TenantDb db, IGrainFactory grains, TimeProvider time, ILogger<DemoRobots> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1.5);

    private readonly Guid _me = Ids.New();
    private readonly Dictionary<Guid, RobotCrew> _crews = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var tenant in (await NewTenants.All(db, stoppingToken)).Where(t => t.IsDemo))
                    await Move(tenant.Id, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                DemoLog.RobotsFailed(log, e);
            }
        }
    }

    private async Task Move(Guid tenant, CancellationToken ct)
    {
        var floor = await db.InTenant(tenant, (s, inner) => RobotRows.Read(s, _me, time.GetUtcNow(), inner), ct);
        if (floor is null)
            return;
        CallerTenant.Set(tenant);
        if (!_crews.TryGetValue(tenant, out var crew))
            _crews[tenant] = crew = new RobotCrew(tenant, grains, time, log);
        await crew.Work(floor, robot => db.InTenant(tenant, (s, inner) => RobotRows.SignIn(s, robot, time.GetUtcNow(), inner), ct));
    }
}
