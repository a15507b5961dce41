namespace Pivotal.Data.Shared;

/// <param name="Hash">of the request's body</param>
/// <param name="Response">as it was sent</param>
public sealed record KeptAnswer(Guid UserId, string Key, string Route, byte[] Hash, int Status, string Response);

/// <summary>All that writes <c>idempotency_keys</c>.</summary>
public static class IdempotencyKeyRows
{
    public static Task Add(TenantSession session, KeptAnswer kept) =>
        session.Execute(
            "insert into idempotency_keys (tenant_id, user_id, key, route, request_hash, status, response) values (@tenant, @userId, @key, @route, @hash, @status, @response)",
            new
            {
                tenant = session.TenantId,
                kept.UserId,
                kept.Key,
                kept.Route,
                kept.Hash,
                kept.Status,
                kept.Response,
            }
        );

    /// <summary>The user's key, if its answer is a day old.</summary>
    public static Task RemoveOld(TenantSession session, Guid user, string key) =>
        session.Execute(
            "delete from idempotency_keys where user_id = @user and key = @key and created_at < now() - interval '24 hours'",
            new { user, key }
        );

    /// <returns>how many went; as many as asked for: there may be more</returns>
    public static Task<int> RemoveBefore(TenantSession session, DateTimeOffset before, int most, CancellationToken ct) =>
        session.Execute(
            "delete from idempotency_keys where (tenant_id, user_id, key) in (select tenant_id, user_id, key from idempotency_keys where created_at < @before limit @most)",
            new { before, most },
            ct
        );
}
