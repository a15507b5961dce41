using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Tenancy;

namespace Pivotal.Api.Tenancy;

/// <param name="TimeZone">IANA name</param>
internal sealed record UpdateTenantRequest(string? Name, string? TimeZone);

internal static class UpdateTenant
{
    public static async Task<Results<Ok<TenantView>, ProblemHttpResult>> Handle(
        JsonElement body,
        RequestUser user,
        RequestDb db,
        CancellationToken ct
    )
    {
        return await db.Run<Results<Ok<TenantView>, ProblemHttpResult>>(
            async (s, inner) =>
            {
                if (await TenantView.Load(s, inner) is not { } before)
                    return Problem.NotFound();
                var after = body.Over(new UpdateTenantRequest(before.Name, before.TimeZone));
                var check = new Validation().Text("/name", after.Name, 120);
                if (after.TimeZone != before.TimeZone)
                    check.TimeZone("/timeZone", after.TimeZone);
                if (check.Failed)
                    return check.Problem();
                await TenantRows.Change(s, after.Name!.Trim(), after.TimeZone!, inner);
                await s.Record(user, "tenants.updated", "tenant", user.TenantId, after, inner);
                return TypedResults.Ok((await TenantView.Load(s, inner))!);
            },
            ct
        );
    }
}
