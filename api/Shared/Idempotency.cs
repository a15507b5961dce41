using System.Security.Cryptography;
using Pivotal.Data.Shared;

namespace Pivotal.Api.Shared;

/// <summary>
/// <c>Idempotency-Key</c> on creating POSTs: the same key and body again get the first answer again, within a day.
/// Routes opt in with <c>.Idempotent()</c>. Answers that carry a secret must not opt in, because the answer is stored.
/// </summary>
public static class Idempotency
{
    private const int LargestBody = 1 << 20;

    public static RouteHandlerBuilder Idempotent(this RouteHandlerBuilder route) => route.WithMetadata(new IdempotentRoute());

    internal static void UseIdempotency(this WebApplication app) => app.Use(async (context, next) =>
    {
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length == 0 || context.GetEndpoint()?.Metadata.GetMetadata<IdempotentRoute>() is null || RequestUser.TryFrom(context.User) is not { } user)
        {
            await next(context);
            return;
        }

        if (key.Length > 255)
        {
            await Problem.Malformed("idempotency.key_malformed", "The Idempotency-Key is longer than 255 characters.").ExecuteAsync(context);
            return;
        }

        var db = context.RequestServices.GetRequiredService<TenantDb>();
        var entry = new IdempotencyEntry(db, user, key, $"{context.Request.Method} {context.Request.Path}", await Hash(context.Request));
        var refused = await entry.Reserve(context, context.RequestAborted);
        if (refused)
            return;
        await Remember(context, next, entry);
    });

    private static async Task<byte[]> Hash(HttpRequest request)
    {
        request.EnableBuffering(LargestBody, LargestBody);
        var hash = await SHA256.HashDataAsync(request.Body, request.HttpContext.RequestAborted);
        request.Body.Position = 0;
        return hash;
    }

    /// <summary>Lets the first request run and keeps its answer; a failure of ours frees the key, so that it can be tried again.</summary>
    private static async Task Remember(HttpContext context, RequestDelegate next, IdempotencyEntry entry)
    {
        var real = context.Response.Body;
        using var copy = new MemoryStream();
        context.Response.Body = copy;
        try
        {
            await next(context);
            copy.Position = 0;
            if (context.Response.StatusCode < 500)
                await entry.Keep(context.Response.StatusCode, new StreamReader(copy).ReadToEnd());
            else
                await entry.Forget();
            copy.Position = 0;
            await copy.CopyToAsync(real, context.RequestAborted);
        }
        catch
        {
            await entry.Forget();
            throw;
        }
        finally
        {
            context.Response.Body = real;
        }
    }
}

internal sealed record IdempotentRoute;
