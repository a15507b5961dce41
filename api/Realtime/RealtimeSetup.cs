using Pivotal.Api.Shared;

namespace Pivotal.Api.Realtime;

internal static class RealtimeSetup
{
    public const string Path = "/hub";

    public static void AddRealtime(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSignalR(hub =>
        {
            hub.MaximumReceiveMessageSize = 16 << 10;
            hub.EnableDetailedErrors = false;
        }).AddJsonProtocol(json => Json.Configure(json.PayloadSerializerOptions));
        services.AddSingleton<HubConnections>();
        services.AddSingleton<FeedObserver>();
        services.AddHostedService(s => s.GetRequiredService<FeedObserver>());
        services.AddSingleton(PresenceOptions.From(configuration));
        services.AddSingleton<AgentPresence>();
        services.AddHostedService<PresenceTeller>();
    }

    public static void MapRealtime(this WebApplication app) =>
        app.MapHub<FeedHub>(Path, options => options.CloseOnAuthenticationExpiration = true)
            .RequireAuthorization(Policies.SignedIn)
            .MayTakeLong();

    /// <summary>A page of another site must not open our socket with the visitor's cookie.</summary>
    public static void UseHubOrigin(this WebApplication app) => app.Use((context, next) =>
    {
        var request = context.Request;
        var origin = request.Headers.Origin.ToString();
        return !request.Path.StartsWithSegments(Path) || origin.Length == 0 || origin == $"{request.Scheme}://{request.Host}"
            ? next(context)
            : Problem.Of(403, "auth.origin", "This address is for pages of the same origin.").ExecuteAsync(context);
    });
}
