using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Pivotal.Hosting.Cluster;
using Pivotal.Hosting.Start;

namespace Pivotal.Silo.Cluster;

/// <summary>Whether this silo can be where it says it is, before anybody is told.</summary>
internal static class SiloPorts
{
    /// <summary>Behind address translation (a container) the address others use need not be one of this machine's; then everything is listened to.</summary>
    public static bool ListensEverywhere(IConfiguration configuration) =>
        Listening.Address(configuration) is var a && (a.Equals(IPAddress.Any) || a.Equals(IPAddress.IPv6Any));

    /// <exception cref="StartException">the address is not ours, or a port is taken</exception>
    public static void Check(IConfiguration configuration, ClusterSettings settings)
    {
        var everywhere = ListensEverywhere(configuration);
        if (!everywhere && !IPAddress.IsLoopback(settings.Address) && !Ours(settings.Address))
            throw new StartException(
                $"{ClusterSettings.AddressSetting} is {settings.Address}, which is no address of this machine; behind address translation set {Listening.Setting}=0.0.0.0 as well."
            );
        var at = everywhere ? IPAddress.Any : settings.Address;
        Free(at, settings.SiloPort, ClusterSettings.SiloPortSetting);
        Free(at, settings.GatewayPort, ClusterSettings.GatewayPortSetting);
    }

    private static bool Ours(IPAddress address) =>
        NetworkInterface
            .GetAllNetworkInterfaces()
            .SelectMany(n => n.GetIPProperties().UnicastAddresses)
            .Any(a => a.Address.Equals(address));

    private static void Free(IPAddress address, int port, string setting)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
        }
        catch (SocketException e)
        {
            throw new StartException(
                e.SocketErrorCode == SocketError.AddressAlreadyInUse
                    ? $"Port {port} on {address} is already used by another program, perhaps another silo; set {setting} to a free one."
                    : $"Port {port} on {address} cannot be listened on ({e.Message}); check {setting} and {ClusterSettings.AddressSetting}.",
                e
            );
        }
    }
}
