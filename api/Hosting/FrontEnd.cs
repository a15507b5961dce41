using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Pivotal.Api.Shared;
using Pivotal.Hosting.Start;
using Pivotal.Api.Tenancy.Demo;

namespace Pivotal.Api.Hosting;

/// <summary>Serves the built front end; every address that is neither a file nor the API's gets its index page.</summary>
internal static class FrontEnd
{
    /// <summary><c>PIVOTAL_WEB</c>: folder with the built front end; otherwise <c>frontend/dist</c> next to or above the program.</summary>
    public const string Setting = "PIVOTAL_WEB";

    private static readonly PathString[] NoPages = ["/api", "/hub", "/openapi", "/health", "/webhooks", "/operator"];

    public static void UseFrontEnd(this WebApplication app)
    {
        if (Folder(app) is not { } folder)
            return;
        app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(folder), OnPrepareResponse = Cache });
    }

    /// <summary>
    /// What no route took. A middleware and not a catch-all route, because that would also take requests with a wrong method or content type
    /// from the routes that want to answer them with 405 and 415.
    /// </summary>
    public static void UseUnknown(this WebApplication app)
    {
        var index = Folder(app) is { } folder ? Path.Combine(folder, "index.html") : null;
        var demo = DemoSetting.Read(app.Configuration) == DemoMode.Full;
        app.Use((context, next) => context.GetEndpoint() switch
        {
            RouteEndpoint => next(context),
            { RequestDelegate: { } refusal } => refusal(context),
            _ when index is not null && IsPage(context.Request) => Send(context, index, demo),
            _ => Problem.NotFound().ExecuteAsync(context),
        });
    }

    private static bool IsPage(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && !Path.HasExtension(request.Path.Value)
        && !NoPages.Any(prefix => request.Path.StartsWithSegments(prefix));

    /// <param name="demo">the page is told, so that it asks for the demo's roles only where there are any</param>
    private static async Task Send(HttpContext context, string index, bool demo)
    {
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.ContentType = "text/html; charset=utf-8";
        if (!demo)
        {
            await context.Response.SendFileAsync(index, context.RequestAborted);
            return;
        }

        var page = await File.ReadAllTextAsync(index, context.RequestAborted);
        await context.Response.WriteAsync(page.Replace("<head>", "<head><meta name=\"pivotal-demo\" content=\"roles\">", StringComparison.Ordinal), context.RequestAborted);
    }

    // Vite puts a hash into the name of everything under assets/.
    private static void Cache(StaticFileResponseContext context) =>
        context.Context.Response.Headers.CacheControl =
            context.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache";

    private static string? Folder(WebApplication app)
    {
        if (app.Configuration[Setting] is { Length: > 0 } given)
            return Directory.Exists(given) ? Path.GetFullPath(given) : throw new StartException($"{Setting} names {given}, which does not exist.");
        foreach (var start in (string[])[app.Environment.ContentRootPath, AppContext.BaseDirectory])
        {
            for (var at = new DirectoryInfo(start); at is not null; at = at.Parent)
            {
                var dist = Path.Combine(at.FullName, "frontend", "dist");
                if (File.Exists(Path.Combine(dist, "index.html")))
                    return dist;
            }
        }

        return null;
    }
}
