using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Shared.Doors;

/// <summary>
/// The one place where a request's text is looked at: the path's values, the query and a JSON body, before anything reads them. A route that has to take what it gets and cleans it itself says
/// <see cref="CleansItself"/>.
/// </summary>
internal static class RequestDoor
{
    public static TBuilder CleansItself<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new CleansItselfRoute());

    public static void UseRequestDoor(this WebApplication app) =>
        app.Use(
            async (context, next) =>
            {
                if (
                    context.GetEndpoint()?.Metadata is { } route
                    && route.GetMetadata<CleansItselfRoute>() is null
                    && await Refusal(context, route) is { } refusal
                )
                    await refusal.ExecuteAsync(context);
                else
                    await next(context);
            }
        );

    private static async Task<ProblemHttpResult?> Refusal(HttpContext context, EndpointMetadataCollection route)
    {
        var request = context.Request;
        foreach (var (name, value) in request.RouteValues)
        {
            if (value is string text && !text.IsSound())
                return Unsound(name);
        }

        foreach (var (name, values) in request.Query)
        {
            if (!name.IsSound() || values.Any(v => v?.IsSound() == false))
                return Unsound(name.Sound());
        }

        // Uploads are streamed to their file and have a reader of their own.
        if (!request.HasJsonContentType() || route.GetMetadata<IRequestSizeLimitMetadata>() is { MaxRequestBodySize: null })
            return null;
        if (
            MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.Charset.HasValue
            && type.Encoding is not System.Text.UTF8Encoding
        )
            return Problem.Of(415, "request.media_type", "Send application/json in UTF-8.");
        return await Body(request, context.RequestAborted) is { } fault
            ? Problem.Malformed(fault.Code, fault.Detail, fault.Pointer.Length == 0 ? null : fault.Pointer)
            : null;
    }

    private static async Task<JsonFault?> Body(HttpRequest request, CancellationToken ct)
    {
        var body = new MemoryStream();
        await request.Body.CopyToAsync(body, ct);
        body.Position = 0;
        request.Body = body;
        return body.Length == 0 ? null : JsonDoor.Find(WithoutMark(body.GetBuffer().AsSpan(0, (int)body.Length)));
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> body) => body.StartsWith("\ufeff"u8) ? body[3..] : body;

    private static ProblemHttpResult Unsound(string name) => Problem.Malformed(JsonDoor.Text, JsonDoor.NoText, $"/{name}");

    private sealed record CleansItselfRoute;
}
