using Microsoft.AspNetCore.Http.Timeouts;

namespace Pivotal.Api.Shared;

internal static class Bulk
{
    /// <summary>As long as its rows need: uploads, downloads, whole lists, and whatever fills a queue.</summary>
    public static TBuilder MayTakeLong<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new DisableRequestTimeoutAttribute());
}
