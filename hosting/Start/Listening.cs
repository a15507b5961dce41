using System.Globalization;
using System.Net;

namespace Pivotal.Hosting.Start;

/// <summary>Where a process takes HTTP.</summary>
public static class Listening
{
    /// <summary><c>PIVOTAL_LISTEN</c>: the address to listen on; loopback unless set, <c>0.0.0.0</c> for every address of the machine.</summary>
    public const string Setting = "PIVOTAL_LISTEN";

    /// <summary><c>PIVOTAL_PORT</c>: 0 for a free one.</summary>
    public const string PortSetting = "PIVOTAL_PORT";

    /// <exception cref="StartException">not an address, or not a port</exception>
    public static string Url(IConfiguration configuration, int unset)
    {
        var address = Address(configuration);
        return $"http://{(address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{address}]" : address)}:{Port(configuration, PortSetting, unset)}";
    }

    /// <exception cref="StartException">not an address</exception>
    public static IPAddress Address(IConfiguration configuration) =>
        configuration[Setting] switch
        {
            null or "" => IPAddress.Loopback,
            var text when IPAddress.TryParse(text, out var address) => address,
            var text => throw new StartException($"{Setting} is `{text}`; it must be an IP address such as 127.0.0.1 or 0.0.0.0."),
        };

    /// <exception cref="StartException">not a port</exception>
    public static int Port(IConfiguration configuration, string setting, int unset, int least = 0) =>
        configuration[setting] switch
        {
            null or "" => unset,
            var text
                when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port >= least && port <= 65535 =>
                port,
            var text => throw new StartException($"{setting} is `{text}`; it must be a number from {least} to 65535."),
        };
}
