using System.Security.Cryptography;
using System.Text;
using Pivotal.Data.Shared;

namespace Pivotal.Api.Shared;

/// <summary>One key of one user in <c>idempotency_keys</c>. A lock that ends with the transaction decides which of two equal requests is the first.</summary>
internal sealed class IdempotencyEntry(RequestUser user, string key, string route, byte[] hash)
{
    private sealed record Row(string Route, byte[] Hash, int? Status, string? Response);

    /// <summary>True when this request is not the first and has been answered.</summary>
    public async Task<bool> Answered(TenantSession session, HttpContext context)
    {
        if (!await session.Scalar<bool>("select pg_try_advisory_xact_lock(@lock)", new { @lock = Lock() }))
        {
            await Running().ExecuteAsync(context);
            return true;
        }

        await IdempotencyKeyRows.RemoveOld(session, user.Id, key);
        var earlier = await session.QuerySingle<Row>(
            "select route, request_hash as hash, status, response from idempotency_keys where user_id = @user and key = @key",
            new { user = user.Id, key }
        );
        if (earlier is null)
            return false;
        if (earlier.Route != route || !earlier.Hash.AsSpan().SequenceEqual(hash))
            await Problem.Of(422, "idempotency.key_reused", "This Idempotency-Key was used for another request.").ExecuteAsync(context);
        else if (earlier.Status is not { } status)
            await Running().ExecuteAsync(context);
        else
            await Repeat(context, status, earlier.Response ?? "");
        return true;
    }

    public Task Keep(TenantSession session, int status, string response) =>
        IdempotencyKeyRows.Add(session, new(user.Id, key, route, hash, status, response));

    private static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Running() =>
        Problem.Conflict("idempotency.running", "The first request with this Idempotency-Key is still running.");

    private long Lock() => BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"idempotency {user.TenantId} {user.Id} {key}")));

    private static async Task Repeat(HttpContext context, int status, string response)
    {
        context.Response.StatusCode = status;
        context.Response.Headers["Idempotency-Replayed"] = "true";
        if (response.Length == 0)
            return;
        context.Response.ContentType = status >= 400 ? "application/problem+json" : "application/json; charset=utf-8";
        await context.Response.WriteAsync(response);
    }
}
