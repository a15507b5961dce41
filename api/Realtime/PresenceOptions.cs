using Pivotal.Hosting.Start;

namespace Pivotal.Api.Realtime;

/// <param name="Grace">how long an agent may be without a browser before calls go elsewhere: long enough for a reload and for a reconnect, which a browser tries at least every 10 s</param>
internal sealed record PresenceOptions(TimeSpan Grace)
{
    /// <summary><c>PIVOTAL_PRESENCE_GRACE</c>: seconds from 1 to 600; 20 unless set.</summary>
    public const string Setting = "PIVOTAL_PRESENCE_GRACE";

    private const int Default = 20,
        Most = 600;

    /// <exception cref="StartException">not a number in the range</exception>
    public static PresenceOptions From(IConfiguration configuration) =>
        configuration[Setting] switch
        {
            null or "" => new(TimeSpan.FromSeconds(Default)),
            var text
                when int.TryParse(
                    text,
                    System.Globalization.NumberStyles.None,
                    System.Globalization.CultureInfo.InvariantCulture,
                    out var seconds
                ) && seconds is >= 1 and <= Most => new(TimeSpan.FromSeconds(seconds)),
            var text => throw new StartException($"{Setting} is `{text}`; it must be a number of seconds from 1 to {Most}."),
        };
}
