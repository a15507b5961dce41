using System.Net;

namespace Pivotal.Hosting.Start;

/// <summary>
/// The argument <c>health</c>: asks the process that runs with the same settings on this machine whether it is ready, and ends with 0 or 1.
/// For containers, whose images have neither a shell nor curl.
/// </summary>
public static class HealthQuestion
{
    private const string Word = "health";

    // Less than the five seconds after which a container engine kills the question.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public static bool WantedBy(string[] args) => args is [Word];

    /// <param name="port">where the program listens when <c>PIVOTAL_PORT</c> is not set</param>
    public static async Task<int> Ask(IConfiguration configuration, int port)
    {
        try
        {
            using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
            using var answer = await client.GetAsync(Door(configuration, port));
            if (answer.StatusCode == HttpStatusCode.OK)
                return 0;
            await Console.Error.WriteLineAsync($"not ready: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or StartException)
        {
            await Console.Error.WriteLineAsync($"not ready: {e.GetBaseException().Message}");
        }

        return 1;
    }

    private static Uri Door(IConfiguration configuration, int port)
    {
        var address = Listening.Address(configuration);
        // Who listens everywhere also listens here.
        if (address.Equals(IPAddress.Any))
            address = IPAddress.Loopback;
        if (address.Equals(IPAddress.IPv6Any))
            address = IPAddress.IPv6Loopback;
        return new UriBuilder(
            Uri.UriSchemeHttp,
            address.ToString(),
            Listening.Port(configuration, Listening.PortSetting, port),
            "/health/ready"
        ).Uri;
    }
}
