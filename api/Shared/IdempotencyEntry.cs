using Pivotal.Data.Shared;

namespace Pivotal.Api.Shared;

/// <summary>One key of one user in <c>idempotency_keys</c>. The insert decides which of two equal requests is the first.</summary>
internal sealed class IdempotencyEntry(TenantDb db, RequestUser user, string key, string route, byte[] hash)
{
    private sealed record Row(string Route, byte[] Hash, int? Status, string? Response);

    /// <summary>True when this request is not the first and has been answered.</summary>
    public async Task<bool> Reserve(HttpContext context, CancellationToken ct)
    {
        var earlier = await db.InTenant(user.TenantId, async (s, token) =>
        {
            await s.Execute("delete from idempotency_keys where user_id = @user and key = @key and created_at < now() - interval '24 hours'", new { user = user.Id, key }, token);
            var inserted = await s.Execute(
                """
                insert into idempotency_keys (tenant_id, user_id, key, route, request_hash) values (@tenant, @user, @key, @route, @hash)
                on conflict do nothing
                """,
                new { tenant = user.TenantId, user = user.Id, key, route, hash }, token);
            return inserted == 1
                ? null
                : await s.QuerySingle(
                    "select route, request_hash, status, response from idempotency_keys where user_id = @user and key = @key",
                    new { user = user.Id, key },
                    r => new Row(r.GetString(0), r.GetFieldValue<byte[]>(1), r.IsDBNull(2) ? null : r.GetInt32(2), r.IsDBNull(3) ? null : r.GetString(3)), token);
        }, ct);
        if (earlier is null)
            return false;
        if (earlier.Route != route || !earlier.Hash.AsSpan().SequenceEqual(hash))
            await Problem.Of(422, "idempotency.key_reused", "This Idempotency-Key was used for another request.").ExecuteAsync(context);
        else if (earlier.Status is not { } status)
            await Problem.Conflict("idempotency.running", "The first request with this Idempotency-Key is still running.").ExecuteAsync(context);
        else
            await Repeat(context, status, earlier.Response ?? "", ct);
        return true;
    }

    public Task Keep(int status, string response) => db.InTenant(user.TenantId, (s, token) => s.Execute(
        "update idempotency_keys set status = @status, response = @response where user_id = @user and key = @key",
        new { status, response, user = user.Id, key }, token));

    public Task Forget() => db.InTenant(user.TenantId, (s, token) => s.Execute(
        "delete from idempotency_keys where user_id = @user and key = @key and status is null", new { user = user.Id, key }, token));

    private static async Task Repeat(HttpContext context, int status, string response, CancellationToken ct)
    {
        context.Response.StatusCode = status;
        context.Response.Headers["Idempotency-Replayed"] = "true";
        if (response.Length == 0)
            return;
        context.Response.ContentType = status >= 400 ? "application/problem+json" : "application/json; charset=utf-8";
        await context.Response.WriteAsync(response, ct);
    }
}
