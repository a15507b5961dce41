using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Orleans.Dashboard;
using Orleans.Hosting;
using Pivotal.Hosting.Start;

namespace Pivotal.Silo.Hosting;

/// <summary>
/// The engine's dashboard for whoever runs the installation: silos, activations, calls and how long they take. It shows what all tenants cause together, so no sign-in of a tenant opens it, an
/// administrator's neither; it has a secret of its own. Processes that host grains serve it: the one process at its port, a silo at its own door (8081), which nobody outside reaches.
/// </summary>
public static class OperatorDashboard
{
    /// <summary><c>PIVOTAL_DASHBOARD</c>: the secret, 24 characters or more, which a browser is asked for as a password. Unset: there is no dashboard, and nothing is measured for one.</summary>
    public const string Setting = "PIVOTAL_DASHBOARD";

    public const string Path = "/operator/dashboard";

    // The pages put styles on their elements and keep their icons' font in the style sheet. Scripts come from files of ours only, here as everywhere.
    private const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
        + "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const int Least = 24;

    /// <exception cref="StartException">the secret is too short</exception>
    internal static void AddOperatorDashboard(this ISiloBuilder silo)
    {
        if (Secret(silo.Configuration) is null)
            return;
        // The log is not shown: its lines are for those who may read the machine's logs.
        silo.AddDashboard(dashboard => dashboard.HideTrace = true);
    }

    public static void MapOperatorDashboard(this WebApplication app)
    {
        if (Secret(app.Configuration) is not { } secret)
            return;
        var expected = SHA256.HashData(Encoding.UTF8.GetBytes(secret));
        IEndpointConventionBuilder dashboard = app.MapOrleansDashboard(Path);
        // Around each endpoint itself, so that it holds whatever else stands in the pipeline. The API's own policies do not know operators.
        dashboard.Finally(endpoint =>
        {
            var inner = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context =>
            {
                if (!Knows(context.Request, expected))
                    return Ask(context.Response);
                (context.Response.Headers.ContentSecurityPolicy, context.Response.Headers.XContentTypeOptions) = (
                    ContentSecurityPolicy,
                    "nosniff"
                );
                return inner(context);
            };
        });
        dashboard.AllowAnonymous().WithMetadata(new ExcludeFromDescriptionAttribute());
    }

    private static string? Secret(IConfiguration configuration) =>
        configuration[Setting] switch
        {
            null or "" => null,
            { Length: < Least } => throw new StartException(
                $"{Setting} is the secret that opens the dashboard; it must have {Least} characters or more (openssl rand -hex 24)."
            ),
            var secret => secret,
        };

    /// <summary>HTTP Basic (RFC 7617) with any name. Hashes are compared, so that the time taken says nothing about the secret, its length neither.</summary>
    private static bool Knows(HttpRequest request, byte[] expected)
    {
        if (
            !AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var given)
            || !string.Equals(given.Scheme, "Basic", StringComparison.OrdinalIgnoreCase)
        )
            return false;
        var bytes = new byte[given.Parameter?.Length ?? 0];
        if (!Convert.TryFromBase64String(given.Parameter ?? "", bytes, out var length))
            return false;
        var colon = bytes.AsSpan(0, length).IndexOf((byte)':');
        return colon >= 0
            && CryptographicOperations.FixedTimeEquals(SHA256.HashData(bytes.AsSpan(colon + 1, length - colon - 1)), expected);
    }

    private static Task Ask(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status401Unauthorized;
        response.Headers.WWWAuthenticate = "Basic realm=\"Pivotal operator\", charset=\"UTF-8\"";
        response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
