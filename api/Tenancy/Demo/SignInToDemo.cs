using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Identity;
using Pivotal.Api.Shared;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Tenancy.Demo;

/// <param name="Tenant">short name of a demo tenant</param>
/// <param name="Role">whose first person signs in</param>
internal sealed record DemoSessionRequest(string? Tenant, string? Role);

/// <summary>
/// A session without a password, for the people whom the demo itself has made and nobody else: in a tenant that is marked as a demo, by a role of the cast.
/// Refusals: demo.unknown_role.
/// </summary>
internal static class SignInToDemo
{
    public static async Task<Results<Ok<SessionView>, ProblemHttpResult>> Handle(
        DemoSessionRequest body,
        HttpContext context,
        TenantDb db,
        Sessions sessions,
        SessionEnd ends,
        TimeProvider time,
        CancellationToken ct
    )
    {
        var check = new Validation().Text("/tenant", body.Tenant, 63).Text("/role", body.Role, 40);
        if (check.Failed)
            return check.Problem();
        var cast = DemoCast.Tenants.FirstOrDefault(t => t.Tenant.Slug == body.Tenant);
        var person = cast is null ? null : DemoCast.FirstOfEachRole(cast).FirstOrDefault(p => p.Role == body.Role);
        var tenant = (await NewTenants.All(db, ct)).FirstOrDefault(t => t.IsDemo && t.Slug == body.Tenant);
        if (person is null || tenant is null)
            return Problem.From(UnknownRole);

        if (SessionCookie.Read(context.Request) is { } earlier)
            await ends.SignOut(earlier, ct);
        var email = DemoCast.EmailOf(cast!, person);
        var started = await db.InTenant<(SessionToken, Guid)?>(
            tenant.Id,
            async (s, inner) =>
            {
                if (
                    await s.Scalar<Guid?>(
                        "select id from users where email_normalized = @email and status = 'active' and not is_robot",
                        new { email },
                        inner
                    )
                    is not { } user
                )
                    return null;
                await s.Execute("update users set last_sign_in_at = @now where id = @user", new { now = time.GetUtcNow(), user }, inner);
                await s.RecordSystem("session.started", "user", user, new { demo = true }, inner);
                return (await sessions.Start(s, user, context, inner), user);
            },
            ct
        );
        if (started is not var (token, id))
            return Problem.From(UnknownRole);
        SessionCookie.Write(context, token);
        return TypedResults.Ok((await SessionView.Load(db, token, id, time.GetUtcNow() + Sessions.Idle, ct))!);
    }

    private static Refusal UnknownRole => new(RefusalKind.Invalid, "demo.unknown_role", "The demo has no such person.", "/role");
}
