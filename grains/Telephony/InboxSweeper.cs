using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Pivotal.Data.Shared;
using Pivotal.Data.Telephony;
using Pivotal.Data.Telephony.Telnyx;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.GrainInterfaces.Telephony;

namespace Pivotal.Grains.Telephony;

/// <summary>
/// Hands events to their calls again whose effect was not stored in time: after a crash between the acknowledgement and the effect, or a database that was away.
/// The calls recognise what they have had.
/// </summary>
internal sealed class InboxSweeper(TenantDb db, CarrierInbox inbox, IGrainFactory grains, TimeProvider time, ILogger<InboxSweeper> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(5);
    private const int MostAtOnce = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Calls without an end read their inbox when they are woken after a start; what is left for the sweep can wait for its first tick.
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            foreach (var tenant in await Tenants(stoppingToken))
                await Sweep(tenant, stoppingToken);
    }

    private async Task Sweep(Guid tenant, CancellationToken ct)
    {
        try
        {
            var open = await inbox.Unhandled(tenant, time.GetUtcNow() - Age, MostAtOnce, ct);
            if (open.Count == 0) return;
            TelephonyLog.Swept(log, open.Count, tenant);
            CallerTenant.Set(tenant);
            foreach (var row in open)
                if (TelnyxEventParser.Parse(System.Text.Encoding.UTF8.GetBytes(row.Body)) is { Leg: LegKind.Customer } e && e.Tenant == tenant)
                    await grains.Call(tenant, e.Subject).Handle(e);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            TelephonyLog.NotSwept(log, tenant, e);
        }
    }

    private async Task<List<Guid>> Tenants(CancellationToken ct)
    {
        try
        {
            return await db.System((s, token) => s.Query("select id from active_tenants()", null, r => r.GetGuid(0), token), ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // Whatever it was, the next sweep may succeed; a service that throws would end the process.
            TelephonyLog.NotSwept(log, Guid.Empty, e);
            return [];
        }
    }
}
