using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Pivotal.Data.Imports;
using Pivotal.Data.Shared;
using Pivotal.Grains.Dialer;
using Pivotal.Grains.Shared;
using Pivotal.Grains.Telephony.Telnyx;

namespace Pivotal.Silo;

/// <summary>Puts the grains into a process: this one's own, or the API's when everything runs in one.</summary>
public static class GrainHost
{
    public static void AddGrainHost(this IHostApplicationBuilder builder)
    {
        builder.Services.AddImportFiles(builder.Configuration);
        // Before the silo, so that what writes behind the grains stops after them.
        builder.Services.AddDialer();
        builder.Services.AddTelnyxCarrier();
        builder.UseOrleans(silo =>
        {
            // Several products may run on one machine. Nobody comes in from outside: no gateway.
            silo.UseLocalhostClustering(FreePort.Take(), gatewayPort: 0, serviceId: "pivotal", clusterId: "pivotal");
            // A grain that falls this far behind answers nobody in time; saying so at once leaves it able to catch up.
            silo.Configure<SiloMessagingOptions>(o => (o.MaxEnqueuedRequestsSoftLimit, o.MaxEnqueuedRequestsHardLimit) = (2_000, 10_000));
            silo.AddIncomingGrainCallFilter<IncomingTenantFilter>();
            silo.AddOutgoingGrainCallFilter<OutgoingTenantFilter>();
        });
    }
}
