using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Compliance.Law;
using Pivotal.Data.Shared;
using Pivotal.Data.Tenancy;

namespace Pivotal.Api.Compliance.Retention;

/// <summary>How long call records are kept. Without <paramref name="RemovesOldCalls"/> they are kept for good.</summary>
/// <param name="Years">the longest retention of all laws that calls were made under or that a campaign has chosen; null: no law says how long, and nothing is removed</param>
/// <param name="Before">calls made before that moment are removed in the night, if it is asked for; a call that became a lead stays</param>
internal sealed record CallRetention(bool RemovesOldCalls, int? Years, DateTimeOffset? Before)
{
    public static async Task<CallRetention> Load(TenantSession s, DateTimeOffset now, CancellationToken ct)
    {
        var years = await RetentionRows.Years(s, ct);
        return new(
            await s.Scalar<bool>("select removes_old_calls from tenants where id = @tenant", new { tenant = s.TenantId }, ct),
            years,
            years is { } kept ? now.AddYears(-kept) : null
        );
    }
}

internal sealed record CallRetentionBody(bool? RemovesOldCalls);

internal static class GetRetention
{
    public static async Task<Ok<CallRetention>> Handle(RequestDb db, TimeProvider time, CancellationToken ct) =>
        TypedResults.Ok(await db.Run((s, inner) => CallRetention.Load(s, time.GetUtcNow(), inner), ct));
}

internal static class ChangeRetention
{
    public static async Task<Results<Ok<CallRetention>, ProblemHttpResult>> Handle(
        CallRetentionBody body,
        RequestUser user,
        RequestDb db,
        TimeProvider time,
        CancellationToken ct
    )
    {
        var check = new Validation().That(body.RemovesOldCalls is not null, "/removesOldCalls", "field.required", "This is needed.");
        if (check.Failed)
            return check.Problem();
        return TypedResults.Ok(
            await db.Run(
                async (s, inner) =>
                {
                    if (await TenantRows.RemoveOldCalls(s, body.RemovesOldCalls!.Value, inner))
                        await s.Record(user, "compliance.retention_changed", "tenant", user.TenantId, new { body.RemovesOldCalls }, inner);
                    return await CallRetention.Load(s, time.GetUtcNow(), inner);
                },
                ct
            )
        );
    }
}
