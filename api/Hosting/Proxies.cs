using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Pivotal.Hosting.Cluster;
using Pivotal.Hosting.Start;

namespace Pivotal.Api.Hosting;

/// <summary>Behind a proxy the client's address and scheme come in headers, which count only when that proxy sends them: rate limits, throttles and the cookie's name depend on it.</summary>
internal static class Proxies
{
    /// <summary>
    /// <c>PIVOTAL_PROXIES</c>: addresses or networks (10.0.0.0/8), separated by commas, whose X-Forwarded-For and X-Forwarded-Proto are believed. Unset: loopback in a cluster, nobody otherwise.
    /// </summary>
    public const string Setting = "PIVOTAL_PROXIES";

    /// <exception cref="StartException">neither an address nor a network</exception>
    public static void UseProxies(this WebApplication app)
    {
        var given =
            app.Configuration[Setting] is { Length: > 0 } text ? text
            : ClusterSettings.Wanted(app.Configuration) ? "127.0.0.0/8,::1/128"
            : "";
        var known = given.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Network).ToList();
        if (known.Count == 0)
            return;
        // One hop: what a client writes into the header itself stands before what the proxy adds, and is not looked at.
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = 1,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        known.ForEach(options.KnownIPNetworks.Add);
        app.UseForwardedHeaders(options);
    }

    private static System.Net.IPNetwork Network(string text) =>
        System.Net.IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new(address, address.GetAddressBytes().Length * 8)
        : throw new StartException($"{Setting} names `{text}`, which is neither an IP address nor a network such as 10.0.0.0/8.");
}
