using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Shared;

namespace Pivotal.Api.Tenancy;

internal sealed record TenantView(Guid Id, string Name, string Slug, string TimeZone, bool IsDemo)
{
    /// <summary>Row-level security shows a tenant its own row only.</summary>
    public static Task<TenantView?> Load(TenantSession session, CancellationToken ct) =>
        session.QuerySingle<TenantView>(
            "select id, name, slug, time_zone, is_demo from tenants where id = @id",
            new { id = session.TenantId },
            ct
        );
}

internal static class GetTenant
{
    public static async Task<Results<Ok<TenantView>, ProblemHttpResult>> Handle(RequestDb db, CancellationToken ct) =>
        Answer.OkOrNotFound(await db.Run(TenantView.Load, ct));
}
