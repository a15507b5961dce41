using System.Net;
using System.Text.RegularExpressions;
using Pivotal.Hosting.Start;

namespace Pivotal.Hosting.Cluster;

/// <summary>Which cluster this process belongs to and, for a silo, where the others reach it.</summary>
/// <param name="Cluster"><c>PIVOTAL_CLUSTER</c>: the processes that work together. Kept for the life of the data.</param>
/// <param name="Service"><c>PIVOTAL_SERVICE</c>: part of the key of stored grain state; <c>pivotal</c> unless set. Kept for the life of the data.</param>
/// <param name="Address"><c>PIVOTAL_SILO_ADDRESS</c>: the address others reach this silo at; 127.0.0.1 unless set</param>
/// <param name="SiloPort"><c>PIVOTAL_SILO_PORT</c>: where other silos connect; 11111 unless set</param>
/// <param name="GatewayPort"><c>PIVOTAL_GATEWAY_PORT</c>: where the API's processes connect; 30000 unless set</param>
/// <param name="Wait"><c>PIVOTAL_CLUSTER_WAIT</c>: how long a start waits for the others; 60 s unless set</param>
public sealed partial record ClusterSettings(
    string Cluster,
    string Service,
    IPAddress Address,
    int SiloPort,
    int GatewayPort,
    TimeSpan Wait
)
{
    public const string ClusterSetting = "PIVOTAL_CLUSTER",
        ServiceSetting = "PIVOTAL_SERVICE",
        AddressSetting = "PIVOTAL_SILO_ADDRESS";
    public const string SiloPortSetting = "PIVOTAL_SILO_PORT",
        GatewayPortSetting = "PIVOTAL_GATEWAY_PORT",
        WaitSetting = "PIVOTAL_CLUSTER_WAIT";
    public const string DefaultService = "pivotal";

    /// <summary>Several processes were asked for.</summary>
    public static bool Wanted(IConfiguration configuration) => configuration[ClusterSetting] is { Length: > 0 };

    /// <exception cref="StartException">a setting is missing or cannot be used</exception>
    public static ClusterSettings From(IConfiguration configuration)
    {
        var address = configuration[AddressSetting] is { Length: > 0 } text
            ? IPAddress.TryParse(text, out var given) && !given.Equals(IPAddress.Any) && !given.Equals(IPAddress.IPv6Any)
                ? given
                : throw new StartException(
                    $"{AddressSetting} is `{text}`; it must be the IP address at which the other processes reach this one."
                )
            : IPAddress.Loopback;
        var (silo, gateway) = (
            Listening.Port(configuration, SiloPortSetting, 11111, 1),
            Listening.Port(configuration, GatewayPortSetting, 30000, 1)
        );
        if (silo == gateway)
            throw new StartException($"{SiloPortSetting} and {GatewayPortSetting} are both {silo}; they must differ.");
        return new(
            Word(configuration, ClusterSetting, null),
            ServiceOf(configuration),
            address,
            silo,
            gateway,
            TimeSpan.FromSeconds(Listening.Port(configuration, WaitSetting, 60, 1))
        );
    }

    /// <exception cref="StartException">the setting cannot be used</exception>
    public static string ServiceOf(IConfiguration configuration) => Word(configuration, ServiceSetting, DefaultService);

    private static string Word(IConfiguration configuration, string setting, string? unset) =>
        configuration[setting] switch
        {
            null or "" => unset
                ?? throw new StartException(
                    $"A silo belongs to a cluster: set {setting} to its name, the same for every silo and api of it."
                ),
            var text when Words().IsMatch(text) => text,
            var text => throw new StartException(
                $"{setting} is `{text}`; it must be 1 to 60 letters, digits, dots, dashes or underscores."
            ),
        };

    [GeneratedRegex("^[A-Za-z0-9._-]{1,60}$")]
    private static partial Regex Words();
}
