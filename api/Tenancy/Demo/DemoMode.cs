using Pivotal.Data.Shared;
using Pivotal.Hosting.Start;

namespace Pivotal.Api.Tenancy.Demo;

/// <summary>What <c>PIVOTAL_DEMO</c> asks for.</summary>
internal enum DemoMode
{
    /// <summary><c>0</c> or nothing: no demo.</summary>
    Off,

    /// <summary><c>people</c>: two demo tenants with users and nothing else, for tests and measurements that fill them themselves.</summary>
    People,

    /// <summary><c>1</c>: two demo tenants with a month of work behind them.</summary>
    Full,
}

internal static class DemoSetting
{
    public const string Name = "PIVOTAL_DEMO";

    public static DemoMode Read(IConfiguration configuration) =>
        configuration[Name]?.Trim().ToLowerInvariant() switch
        {
            null or "" or "0" or "false" => DemoMode.Off,
            "people" => DemoMode.People,
            "1" or "true" => DemoMode.Full,
            _ => throw new StartException(
                $"{Name} is 1 for demo tenants with a month of work, people for demo tenants with users only, or 0."
            ),
        };

    /// <summary>The carrier is a simulator on this machine. Robots dial through nothing else.</summary>
    public static bool CallsNobody(IConfiguration configuration) =>
        Uri.TryCreate(configuration["PIVOTAL_TELNYX_BASE"], UriKind.Absolute, out var carrier) && carrier.IsLoopback;
}
