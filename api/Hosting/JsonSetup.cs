using System.Text.Json;
using System.Text.Json.Serialization;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Hosting;

internal static class JsonSetup
{
    public static void AddPivotalJson(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => Json.Configure(json.SerializerOptions));
        // So that what cannot be read is answered with the place where it stands.
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
    }
}
