using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Identity.Guessing;
using Pivotal.Api.Shared;
using Pivotal.Data.Identity;
using Pivotal.Data.Shared;

namespace Pivotal.Api.Identity;

internal sealed record SetPasswordRequest(string? Password);

/// <summary>The one-time link of a new user: sets the password and is used up.</summary>
internal static class SetPassword
{
    public static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        string token,
        SetPasswordRequest body,
        HttpContext context,
        TenantDb db,
        Passwords passwords,
        SetupLinks links,
        SessionEnd sessions,
        SignInThrottle throttle,
        CancellationToken ct
    )
    {
        var asked = await throttle.Take([], SourceClass.Of(context.Connection.RemoteIpAddress), ct);
        if (asked.Attempt is not { } attempt)
            return SignIn.Throttled(context, asked.Wait);
        var check = new Validation();
        Passwords.Validate(check, "/password", body.Password, null);
        if (check.Failed)
            return check.Problem();
        if (SessionToken.Parse(token) is not { } link)
            return Unknown();

        var hash = passwords.Hash(body.Password!);
        var done = await db.InTenant(
            link.Tenant,
            async (s, inner) =>
            {
                if (await links.OwnerOf(s, link, inner) is not { } owner)
                    return (SetupOwner?)null;
                Passwords.Validate(check, "/password", body.Password, owner.Email);
                if (check.Failed || await links.Use(s, link, inner) is null)
                    return null;
                await UserRows.SetPassword(s, owner.UserId, hash, Convert.ToHexString(link.Hash), inner);
                await s.RecordSystem("users.password_set", "user", owner.UserId, null, inner);
                await sessions.Revoke(s, owner.UserId, inner);
                await KnownDeviceRows.Forget(s, owner.UserId, inner);
                return owner;
            },
            ct
        );
        if (check.Failed)
            return check.Problem();
        if (done is null)
            return Unknown();
        await sessions.Tell(link.Tenant, done.UserId);
        await throttle.Succeeded(attempt, [], ct);
        return TypedResults.NoContent();
    }

    private static ProblemHttpResult Unknown() =>
        Problem.NotFound("This link is not valid any more. Ask your administrator for a new one.");
}
