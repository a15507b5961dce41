using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Pivotal.Api.Shared;

/// <summary>A response that carries its version; the answer gets <c>ETag: "{version}"</c> by itself.</summary>
public interface IVersioned
{
    long Version { get; }
}

/// <summary>Optimistic concurrency over HTTP. Routes say <c>.RequireIfMatch()</c>, handlers read <c>request.IfMatch()</c>.</summary>
public static class ETags
{
    /// <summary>428 without the header, 400 when it is not a version of ours.</summary>
    public static RouteHandlerBuilder RequireIfMatch(this RouteHandlerBuilder route) =>
        route
            .WithMetadata(new RequiresIfMatch())
            .AddEndpointFilter(
                async (context, next) =>
                {
                    var header = context.HttpContext.Request.Headers.IfMatch.ToString();
                    if (header.Length == 0)
                        return Problem.Of(428, "precondition.required", "Send If-Match with the version you saw.");
                    return Parse(header) is null
                        ? Problem.Malformed("precondition.malformed", "If-Match takes one version as the ETag gave it.")
                        : await next(context);
                }
            );

    /// <summary>The version the caller saw; only on routes with <see cref="RequireIfMatch"/>.</summary>
    public static long IfMatch(this HttpRequest request) =>
        Parse(request.Headers.IfMatch.ToString()) ?? throw new InvalidOperationException("The route lacks RequireIfMatch().");

    internal static async ValueTask<object?> Write(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        var inner = result is INestedHttpResult nested ? nested.Result : result;
        if (inner is IValueHttpResult { Value: IVersioned versioned })
            context.HttpContext.Response.Headers.ETag = $"\"{versioned.Version.ToString(CultureInfo.InvariantCulture)}\"";
        return result;
    }

    private static long? Parse(string header) =>
        header.Length > 2
        && header[0] == '"'
        && header[^1] == '"'
        && long.TryParse(header.AsSpan(1, header.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : null;
}

internal sealed record RequiresIfMatch;
