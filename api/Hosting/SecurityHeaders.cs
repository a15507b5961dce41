namespace Pivotal.Api.Hosting;

/// <summary>Headers every answer carries.</summary>
internal static class SecurityHeaders
{
    // No inline script or style, no other host, no frame around us.
    internal const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                context.Response.OnStarting(
                    static state =>
                    {
                        var (request, response) = (((HttpContext)state).Request, ((HttpContext)state).Response);
                        var headers = response.Headers;
                        // The operator's dashboard has its own.
                        if (headers.ContentSecurityPolicy.Count == 0)
                            headers.ContentSecurityPolicy = ContentSecurityPolicy;
                        headers.XContentTypeOptions = "nosniff";
                        headers["Referrer-Policy"] = "same-origin";
                        headers["Cross-Origin-Opener-Policy"] = "same-origin";
                        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(self)";
                        if (request.IsHttps)
                            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
                        if (request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/hub"))
                            headers.CacheControl = "no-store";
                        if (response.StatusCode == StatusCodes.Status503ServiceUnavailable && headers.RetryAfter.Count == 0)
                            headers.RetryAfter = "5";
                        return Task.CompletedTask;
                    },
                    context
                );
                return next(context);
            }
        );
}
