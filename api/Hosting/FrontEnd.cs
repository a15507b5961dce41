using Pivotal.Api.Shared;
using Pivotal.Api.Tenancy.Demo;
using Pivotal.Hosting.Start;

namespace Pivotal.Api.Hosting;

/// <summary>Serves the built front end; every address that is neither a file nor the API's gets its index page.</summary>
internal static class FrontEnd
{
    /// <summary><c>PIVOTAL_WEB</c>: folder with the built front end; otherwise <c>frontend/dist</c> next to or above the program.</summary>
    public const string Setting = "PIVOTAL_WEB";

    private static readonly PathString[] NoPages = ["/api", "/hub", "/openapi", "/health", "/webhooks", "/operator"];

    public static void UseFrontEnd(this WebApplication app)
    {
        if (Folder(app) is { } folder)
            app.UseBuiltFiles(folder);
    }

    /// <summary>
    /// What no route took. A middleware and not a catch-all route, because that would also take requests with a wrong method or content type
    /// from the routes that want to answer them with 405 and 415.
    /// </summary>
    public static void UseUnknown(this WebApplication app)
    {
        var index = Folder(app) is { } folder ? Path.Combine(folder, "index.html") : null;
        var demo = DemoSetting.Read(app.Configuration) == DemoMode.Full;
        app.Use(
            (context, next) =>
                context.GetEndpoint() switch
                {
                    RouteEndpoint => next(context),
                    { RequestDelegate: { } refusal } => refusal(context),
                    _ when index is not null && IsPage(context.Request) => Send(context, index, demo),
                    _ => Problem.NotFound().ExecuteAsync(context),
                }
        );
    }

    private static bool IsPage(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && !IsFile(request.Path)
        && !NoPages.Any(prefix => request.Path.StartsWithSegments(prefix));

    /// <param name="demo">the page is told, so that it asks for the demo's roles only where there are any</param>
    private static async Task Send(HttpContext context, string index, bool demo)
    {
        if (!demo)
        {
            await BuiltFiles.SendPage(context, index);
            return;
        }

        context.Response.Headers.CacheControl = "no-cache";
        context.Response.ContentType = "text/html; charset=utf-8";
        var page = await File.ReadAllTextAsync(index, context.RequestAborted);
        await context.Response.WriteAsync(
            page.Replace("<head>", "<head><meta name=\"pivotal-demo\" content=\"roles\">", StringComparison.Ordinal),
            context.RequestAborted
        );
    }

    /// <summary>
    /// Addresses at which files lie: all that the build writes is under assets/ or right at the root. Not everything that looks like a file's name: a page's address may hold
    /// what somebody is called, or a token with a dot.
    /// </summary>
    private static bool IsFile(PathString path) =>
        path.StartsWithSegments("/assets") || (path.Value!.LastIndexOf('/') == 0 && Path.HasExtension(path.Value));

    private static string? Folder(WebApplication app)
    {
        if (app.Configuration[Setting] is { Length: > 0 } given)
            return Directory.Exists(given)
                ? Path.GetFullPath(given)
                : throw new StartException($"{Setting} names {given}, which does not exist.");
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
