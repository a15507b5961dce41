using Pivotal.Api.Shared;

namespace Pivotal.Api.Identity;

internal static class IdentityRoutes
{
    public static void MapIdentity(this RouteGroupBuilder api)
    {
        var session = api.MapGroup("/session").WithTags("Identity");
        // Passwords are checked one after the other, and at nine everybody comes.
        session.MapPost("/", SignIn.Handle).AllowAnonymous().HoldsSecret().WithRequestTimeout(TimeSpan.FromMinutes(1));
        session.MapGet("/", GetSession.Handle).RequireAuthorization(Policies.SignedIn).HoldsSecret();
        session.MapDelete("/", SignOut.Handle).RequireAuthorization(Policies.SignedIn);

        api.MapPost("/setup/{token}", SetPassword.Handle).WithTags("Identity").AllowAnonymous().HoldsSecret();

        var users = api.MapGroup("/users").WithTags("Identity");
        users.MapGet("/", ListUsers.Handle).RequireAuthorization(Policies.Admin);
        users.MapPost("/", CreateUser.Handle).RequireAuthorization(Policies.Admin).HoldsSecret();
        users.MapGet("/agents", ListAssignableAgents.Handle).RequireAuthorization(Policies.Manage);
        users.MapGet("/{id:guid}", GetUser.Handle).RequireAuthorization(Policies.Admin);
        users
            .MapPatch("/{id:guid}", UpdateUser.Handle)
            .RequireAuthorization(Policies.Admin)
            .RequireIfMatch()
            .Accepts<UpdateUserRequest>("application/json");
        users.MapPost("/{id:guid}/setup-link", RenewSetupLink.Handle).RequireAuthorization(Policies.Admin).HoldsSecret();
        users.MapPut("/{id:guid}/roles", SetRoles.Handle).RequireAuthorization(Policies.Admin).RequireIfMatch();
    }
}
