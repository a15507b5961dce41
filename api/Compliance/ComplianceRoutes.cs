using Pivotal.Api.Compliance.Profiles;
using Pivotal.Api.Compliance.Retention;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Compliance;

internal static class ComplianceRoutes
{
    public static void MapCompliance(this RouteGroupBuilder api)
    {
        var suppressions = api.MapGroup("/suppressions").WithTags("Compliance");
        suppressions.MapGet("/", ListSuppressions.Handle).RequireAuthorization(Policies.Data);
        suppressions.MapPost("/", AddSuppressions.Handle).RequireAuthorization(Policies.Data).MayTakeLong();
        suppressions.MapDelete("/{id:guid}", RemoveSuppression.Handle).RequireAuthorization(Policies.Data).MayTakeLong();

        var retention = api.MapGroup("/compliance/retention").WithTags("Compliance");
        retention.MapGet("/", GetRetention.Handle).RequireAuthorization(Policies.Staff);
        retention.MapPut("/", ChangeRetention.Handle).RequireAuthorization(Policies.Admin);

        var profiles = api.MapGroup("/compliance/profiles").WithTags("Compliance");
        profiles.MapGet("/", ListProfiles.Handle).RequireAuthorization(Policies.Staff);
        profiles.MapPost("/", CreateProfile.Handle).RequireAuthorization(Policies.Manage).Idempotent();
        profiles.MapPut("/{id:guid}", UpdateProfile.Handle).RequireAuthorization(Policies.Manage).RequireIfMatch().MayTakeLong();
        profiles.MapDelete("/{id:guid}", DeleteProfile.Handle).RequireAuthorization(Policies.Manage);
    }
}
