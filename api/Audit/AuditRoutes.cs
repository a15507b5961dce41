using Pivotal.Api.Shared;

namespace Pivotal.Api.Audit;

internal static class AuditRoutes
{
    public static void MapAudit(this RouteGroupBuilder api) =>
        api.MapGet("/audit", ListAudit.Handle).WithTags("Audit").RequireAuthorization(Policies.Admin);
}
