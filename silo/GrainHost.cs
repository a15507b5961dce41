using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Pivotal.Data.Imports;
using Pivotal.Grains.Calls;
using Pivotal.Grains.Dialer;
using Pivotal.Grains.Imports;
using Pivotal.Grains.Shared;
using Pivotal.Grains.Telephony.Telnyx;
using Pivotal.Hosting.Cluster;
using Pivotal.Hosting.Observability;
using Pivotal.Hosting.Start;
using Pivotal.Silo.Hosting;

namespace Pivotal.Silo;

/// <summary>Puts the grains into a process: this one's own, or the API's when everything runs in one.</summary>
public static class GrainHost
{
    public static void AddGrainHost(this IHostApplicationBuilder builder)
    {
        AddGrainServices(builder);
        builder.UseOrleans(silo =>
        {
            // Several products may run on one machine. Nobody comes in from outside: no gateway.
            silo.AddTraces();
            silo.AddOperatorDashboard();
            silo.UseLocalhostClustering(
                FreePort.Take(),
                gatewayPort: 0,
                serviceId: ClusterSettings.ServiceOf(builder.Configuration),
                clusterId: "pivotal"
            );
            AddGrainRules(silo);
        });
    }

    /// <summary>What the grains need. Before the silo, so that what writes behind the grains stops after them.</summary>
    internal static void AddGrainServices(IHostApplicationBuilder builder)
    {
        builder.Services.AddImportFiles(builder.Configuration);
        builder.Services.AddImportChores();
        builder.Services.AddCalls();
        builder.Services.AddDialer();
        builder.Services.AddTelnyxCarrier();
    }

    /// <summary>What holds for every grain, in one process and in many.</summary>
    internal static void AddGrainRules(ISiloBuilder silo)
    {
        // A grain that falls this far behind answers nobody in time; saying so at once leaves it able to catch up.
        silo.Configure<SiloMessagingOptions>(o => (o.MaxEnqueuedRequestsSoftLimit, o.MaxEnqueuedRequestsHardLimit) = (2_000, 10_000));
        silo.AddGrainStorage();
        silo.AddIncomingGrainCallFilter<TenantFilter>();
    }
}
