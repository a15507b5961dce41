using System.Diagnostics;
using Orleans;
using Pivotal.Api.Tenancy.Demo.Rows;
using Pivotal.Data.Shared;

namespace Pivotal.Api.Tenancy.Demo;

/// <summary>Fills the demo tenants once the first page can be had, one after the other. Only there in demo mode.</summary>
internal sealed class DemoMonths(TenantDb db, DemoFill fill, IGrainFactory grains, IHostApplicationLifetime life, ILogger<DemoMonths> log)
    : BackgroundService
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    /// <summary>Not the same month for everybody.</summary>
    public static int SeedOf(string slug) => slug.Aggregate(17, (seed, letter) => unchecked((seed * 31) + letter));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Started(stoppingToken);
        // The database may be away for a while; nobody waits for this.
        while (!await Filled(stoppingToken))
            await Task.Delay(AfterFailure, stoppingToken);
    }

    private async Task<bool> Filled(CancellationToken ct)
    {
        try
        {
            foreach (var tenant in (await NewTenants.All(db, ct)).Where(t => t.IsDemo))
                await Fill(tenant, ct);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            DemoLog.NotFilled(log, e);
            return false;
        }
    }

    private async Task Fill(ActiveTenant tenant, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        if (await fill.Run(tenant.Id, SeedOf(tenant.Slug), ct) is not { } month)
            return;
        DemoLog.Filled(log, tenant.Slug, month.Contacts.Count, month.Calls.Count, (long)Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        await DemoNews.Tell(grains, tenant.Id, month);
    }

    private async Task Started(CancellationToken ct)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = life.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(ct);
    }
}
