using Microsoft.AspNetCore.Http.Connections;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Realtime;

internal static class RealtimeSetup
{
    public const string Path = "/hub";

    /// <summary>The framework's category for what happens to a whole connection.</summary>
    private const string Connections = "Microsoft.AspNetCore.SignalR.HubConnectionHandler";

    public static void AddRealtime(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddSignalR(hub =>
            {
                hub.MaximumReceiveMessageSize = 16 << 10;
                hub.EnableDetailedErrors = false;
            })
            .AddJsonProtocol(json => Json.Configure(json.PayloadSerializerOptions));
        // A message that is none, or too large, ends its connection and is logged with a stack, so whoever sends such could fill the log; what fails in opening one the hub says itself.
        services.AddLogging(logging => logging.AddFilter(Connections, LogLevel.None));
        services.AddSingleton(HubLimits.From(configuration));
        services.AddSingleton<HubConnections>();
        services.AddSingleton<SessionWatch>();
        services.AddHostedService(s => s.GetRequiredService<SessionWatch>());
        services.AddSingleton<FeedObserver>();
        services.AddHostedService(s => s.GetRequiredService<FeedObserver>());
        services.AddSingleton(PresenceOptions.From(configuration));
        services.AddSingleton<AgentPresence>();
        services.AddHostedService<PresenceTeller>();
    }

    public static void MapRealtime(this WebApplication app) =>
        app.MapHub<FeedHub>(
                Path,
                options =>
                {
                    options.CloseOnAuthenticationExpiration = true;
                    // A socket belongs to whoever opened it. Polls and posts belong to a connection by an id in their address, which whoever else is signed in could use as well.
                    options.Transports = HttpTransportType.WebSockets;
                }
            )
            .RequireAuthorization(Policies.SignedIn)
            .MayTakeLong();

    /// <summary>Beside the negotiation there are sockets and nothing else: what is posted to a connection that is not open yet would be heard when it is.</summary>
    public static void UseHubSockets(this WebApplication app) =>
        app.Use(
            (context, next) =>
                context.Request.Path != Path
                || HttpMethods.IsConnect(context.Request.Method)
                || (HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Upgrade.Count > 0)
                    ? next(context)
                    : Problem.Of(405, "hub.socket_only", "This address is for WebSockets.").ExecuteAsync(context)
        );

    /// <summary>A page of another site must not open our socket with the visitor's cookie.</summary>
    public static void UseHubOrigin(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                var request = context.Request;
                var origin = request.Headers.Origin.ToString();
                return !request.Path.StartsWithSegments(Path) || origin.Length == 0 || origin == $"{request.Scheme}://{request.Host}"
                    ? next(context)
                    : Problem.Of(403, "auth.origin", "This address is for pages of the same origin.").ExecuteAsync(context);
            }
        );
}
