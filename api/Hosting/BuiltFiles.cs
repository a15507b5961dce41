using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Pivotal.Api.Hosting;

/// <summary>
/// The files of the built front end. Beside those that gain by it the build leaves a compressed one (<c>app.js.br</c>, <c>app.js.gz</c>); whoever takes it gets that one, under the name and type of the file
/// itself and with an entity tag of its own.
/// </summary>
internal static class BuiltFiles
{
    private static readonly (string Coding, string Ending)[] Compressed = [("br", ".br"), ("gzip", ".gz")];

    public static void UseBuiltFiles(this WebApplication app, string folder)
    {
        var files = new PhysicalFileProvider(folder);
        // Under their own names the compressed ones are nothing that somebody may ask for.
        app.UseWhen(
            context => !Compressed.Any(c => context.Request.Path.Value!.EndsWith(c.Ending, StringComparison.OrdinalIgnoreCase)),
            named => Serve(named, files)
        );
    }

    private static void Serve(IApplicationBuilder app, PhysicalFileProvider files)
    {
        app.Use(
            (context, next) =>
            {
                var request = context.Request;
                if (
                    (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
                    && Choose(request, ending => files.GetFileInfo(request.Path.Value + ending).Exists) is { } chosen
                )
                {
                    context.Features.Set(new Chosen(chosen.Coding));
                    request.Path += chosen.Ending;
                }

                return next(context);
            }
        );
        app.UseStaticFiles(
            new StaticFileOptions
            {
                FileProvider = files,
                ContentTypeProvider = new TypeOfWhole(),
                OnPrepareResponse = Prepare,
            }
        );
    }

    /// <summary>The index page, in the best form the browser takes.</summary>
    public static Task SendPage(HttpContext context, string index)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-cache";
        headers.Vary = HeaderNames.AcceptEncoding;
        context.Response.ContentType = "text/html; charset=utf-8";
        if (Choose(context.Request, ending => File.Exists(index + ending)) is not { } chosen)
            return context.Response.SendFileAsync(index, context.RequestAborted);
        headers.ContentEncoding = chosen.Coding;
        return context.Response.SendFileAsync(index + chosen.Ending, context.RequestAborted);
    }

    /// <summary>The first of ours that the browser takes (RFC 9110, 12.5.3: a weight of 0 means not at all) and that there is.</summary>
    private static (string Coding, string Ending)? Choose(HttpRequest request, Func<string, bool> exists)
    {
        if (request.Headers.AcceptEncoding.Count == 0)
            return null;
        var taken = request.GetTypedHeaders().AcceptEncoding;
        foreach (var form in Compressed)
        {
            if (
                taken.Any(t => t.Value.Equals(form.Coding, StringComparison.OrdinalIgnoreCase) && t.Quality is not 0.0)
                && exists(form.Ending)
            )
                return form;
        }

        return null;
    }

    private static void Prepare(StaticFileResponseContext context)
    {
        var headers = context.Context.Response.Headers;
        // Vite puts a hash into the name of everything under assets/.
        headers.CacheControl = context.Context.Request.Path.StartsWithSegments("/assets")
            ? "public, max-age=31536000, immutable"
            : "no-cache";
        headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (context.Context.Features.Get<Chosen>() is { } chosen)
            headers.ContentEncoding = chosen.Coding;
    }

    private sealed record Chosen(string Coding);

    /// <summary>What a file is, however it is packed.</summary>
    private sealed class TypeOfWhole : IContentTypeProvider
    {
        private readonly FileExtensionContentTypeProvider _types = new();

        public bool TryGetContentType(string subpath, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out string contentType) =>
            _types.TryGetContentType(
                Compressed.Select(c => c.Ending).FirstOrDefault(subpath.EndsWith) is { } ending ? subpath[..^ending.Length] : subpath,
                out contentType
            );
    }
}
