using Pivotal.Api.Shared;

namespace Pivotal.Api.Compliance;

internal static class ComplianceRoutes
{
    public static void MapCompliance(this RouteGroupBuilder api)
    {
        var suppressions = api.MapGroup("/suppressions").WithTags("Compliance");
        suppressions.MapGet("/", ListSuppressions.Handle).RequireAuthorization(Policies.Staff);
        suppressions.MapPost("/", AddSuppressions.Handle).RequireAuthorization(Policies.Data).MayTakeLong();
        suppressions.MapDelete("/{id:guid}", RemoveSuppression.Handle).RequireAuthorization(Policies.Data).MayTakeLong();
    }
}
