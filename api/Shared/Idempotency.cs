using System.Security.Cryptography;
using System.Text;

namespace Pivotal.Api.Shared;

/// <summary>
/// <c>Idempotency-Key</c> on creating POSTs: the same key and body again get the first answer again, within a day. Key and effect are one transaction, and a request whose caller has gone runs to its end, so that
/// asking again finds either both or neither. Routes opt in with <c>.Idempotent()</c>. Answers that carry a secret must not opt in, because the answer is stored.
/// </summary>
public static class Idempotency
{
    public static RouteHandlerBuilder Idempotent(this RouteHandlerBuilder route) => route.WithMetadata(new IdempotentRoute());

    internal static void UseIdempotency(this WebApplication app) =>
        app.Use(
            async (context, next) =>
            {
                var key = context.Request.Headers["Idempotency-Key"].ToString();
                if (
                    key.Length == 0
                    || context.GetEndpoint()?.Metadata.GetMetadata<IdempotentRoute>() is null
                    || RequestUser.TryFrom(context.User) is not { } user
                )
                {
                    await next(context);
                    return;
                }

                if (key.Length > 255)
                {
                    await Problem
                        .Malformed("idempotency.key_malformed", "The Idempotency-Key is longer than 255 characters.")
                        .ExecuteAsync(context);
                    return;
                }

                var entry = new IdempotencyEntry(
                    user,
                    key,
                    $"{context.Request.Method} {context.Request.Path}",
                    await Hash(context.Request)
                );
                await Once(context, next, entry);
            }
        );

    private static async Task<byte[]> Hash(HttpRequest request)
    {
        request.EnableBuffering();
        var hash = await SHA256.HashDataAsync(request.Body, request.HttpContext.RequestAborted);
        request.Body.Position = 0;
        return hash;
    }

    /// <summary>Lets the first request run and keeps its answer; a failure of ours keeps nothing, so that it can be tried again.</summary>
    private static async Task Once(HttpContext context, RequestDelegate next, IdempotencyEntry entry)
    {
        await using var whole = new WholeRequest(context);
        try
        {
            await context
                .RequestServices.GetRequiredService<RequestDb>()
                .InOne(
                    async session =>
                    {
                        if (await entry.Answered(session, context))
                            return;
                        await next(context);
                        if (context.Response.StatusCode >= 500)
                            throw new NotKeptException();
                        await entry.Keep(session, context.Response.StatusCode, Encoding.UTF8.GetString(whole.Answer));
                    },
                    context.RequestAborted
                );
        }
        catch (NotKeptException)
        {
            // The answer says what happened; nothing of it is stored.
        }

        await whole.Send();
    }

    private sealed class NotKeptException : Exception;
}

internal sealed record IdempotentRoute;
