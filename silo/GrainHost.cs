using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Pivotal.Data.Imports;
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
            silo.UseLocalhostClustering(serviceId: "pivotal", clusterId: "pivotal");
            silo.AddIncomingGrainCallFilter<IncomingTenantFilter>();
            silo.AddOutgoingGrainCallFilter<OutgoingTenantFilter>();
        });
    }
}
