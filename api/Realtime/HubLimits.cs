using System.Globalization;
using System.Text.Json;
using Pivotal.Api.Shared;
using Pivotal.Hosting.Start;

namespace Pivotal.Api.Realtime;

/// <summary>How many browser connections there may be. Each costs memory and a share of every push.</summary>
/// <param name="PerUser">more windows than anybody looks at; counted in each process</param>
/// <param name="PerTenant">counted in the whole installation by the tenant's feed</param>
internal sealed record HubLimits(int PerUser, int PerTenant)
{
    /// <summary><c>PIVOTAL_SOCKETS_PER_TENANT</c>: 1 to 1,000,000; 5,000 unless set.</summary>
    public const string Setting = "PIVOTAL_SOCKETS_PER_TENANT";

    private const int User = 32,
        Default = 5_000,
        Most = 1_000_000;

    /// <exception cref="StartException">not a number in the range</exception>
    public static HubLimits From(IConfiguration configuration) =>
        configuration[Setting] switch
        {
            null or "" => new(User, Default),
            var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most is >= 1 and <= Most =>
                new(User, most),
            var text => throw new StartException($"{Setting} is `{text}`; it must be a number from 1 to {Most}."),
        };

    public static readonly FrameDto UserFull = Refusal("realtime.user_full", "You have too many windows open. Close some of them.");

    public static readonly FrameDto TenantFull = Refusal(
        "realtime.tenant_full",
        "Your organisation has as many windows open as it may. Close some of them, or ask for a higher limit."
    );

    private static FrameDto Refusal(string code, string detail) =>
        new(0, 0, FeedChannels.Session, "refused", JsonSerializer.Serialize(new { code, detail }, Json.Options));
}
