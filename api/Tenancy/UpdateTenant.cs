using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Tenancy;

/// <summary>Absent fields stay as they are.</summary>
/// <param name="TimeZone">IANA name</param>
internal sealed record UpdateTenantRequest(string? Name, string? TimeZone);

internal static class UpdateTenant
{
    public static async Task<Results<Ok<TenantView>, ProblemHttpResult>> Handle(UpdateTenantRequest body, RequestUser user, RequestDb db, CancellationToken ct)
    {
        var check = new Validation();
        if (body.Name is not null)
            check.Text("/name", body.Name, 120);
        if (body.TimeZone is not null)
            check.TimeZone("/timeZone", body.TimeZone);
        if (check.Failed)
            return check.Problem();
        return Answer.OkOrNotFound(await db.Run(async (s, inner) =>
        {
            await s.Execute(
                "update tenants set name = coalesce(@name, name), time_zone = coalesce(@zone, time_zone) where id = @id",
                new { name = body.Name?.Trim(), zone = body.TimeZone, id = user.TenantId }, inner);
            await s.Record(user, "tenants.updated", "tenant", user.TenantId, body, inner);
            return await TenantView.Load(s, inner);
        }, ct));
    }
}
