using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Pivotal.Data.Imports;
using Pivotal.Grains.Shared;

namespace Pivotal.Silo;

/// <summary>Puts the grains into a process: this one's own, or the API's when everything runs in one.</summary>
public static class GrainHost
{
    public static void AddGrainHost(this IHostApplicationBuilder builder)
    {
        builder.Services.AddImportFiles(builder.Configuration);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(serviceId: "pivotal", clusterId: "pivotal");
            silo.AddIncomingGrainCallFilter<IncomingTenantFilter>();
            silo.AddOutgoingGrainCallFilter<OutgoingTenantFilter>();
        });
    }
}
