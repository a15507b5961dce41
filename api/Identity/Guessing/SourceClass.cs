using System.Net;
using System.Net.Sockets;

namespace Pivotal.Api.Identity.Guessing;

internal static class SourceClass
{
    /// <summary>One source: an IPv4 address, or the /64 that one subscriber has of IPv6.</summary>
    public static string Of(IPAddress? address)
    {
        if (address is null)
            return "";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) + "::/64"
            : address.ToString();
    }
}
