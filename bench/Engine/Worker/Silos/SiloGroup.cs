using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace Pivotal.EngineWorker;

/// <summary>One silo alone, or several on loopback that know each other through the first one.</summary>
internal static class SiloGroup
{
    public static void Join(ISiloBuilder silo, string[] args)
    {
        if (args is not [var own, var first])
        {
            silo.UseLocalhostClustering(FreePort(), gatewayPort: 0);
            return;
        }

        silo.UseLocalhostClustering(int.Parse(own), gatewayPort: 0, new IPEndPoint(IPAddress.Loopback, int.Parse(first)));
    }

    /// <summary>Decisions per second of this silo's own queues.</summary>
    public static Task<double> Decide(TestGrains grains, int queues, TimeSpan during, bool perProcessorSecond) =>
        new Decisions(grains).Rate(queues, during, perProcessorSecond);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
