using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Pivotal.Api.Shared;
using Pivotal.Data.Shared;

namespace Pivotal.Api.Identity;

/// <param name="TenantId">only when the same e-mail and password fit several tenants</param>
internal sealed record SignInRequest(string? Email, string? Password, Guid? TenantId);

/// <summary>E-mail and password for a new session. An unknown user gets the same answer after the same work as a wrong password.</summary>
internal static class SignIn
{
    private sealed record Candidate(Guid TenantId, string TenantName, Guid UserId, string? PasswordHash);

    private sealed record TenantChoice(Guid Id, string Name);

    public static async Task<Results<Ok<SessionView>, ProblemHttpResult>> Handle(
        SignInRequest body, HttpContext context, TenantDb db, Passwords passwords, Sessions sessions, SignInThrottle throttle, TimeProvider time, CancellationToken ct)
    {
        var check = new Validation().Text("/email", body.Email, 254).Text("/password", body.Password, Passwords.Longest);
        if (check.Failed)
            return check.Problem();

        var login = UserNames.Normalize(body.Email!);
        var (attempt, wait) = await throttle.Take(login, context.Connection.RemoteIpAddress, ct);
        if (attempt is null)
            return Throttled(context, wait);

        var known = await db.System((s, inner) => s.Query(
            "select tenant_id, tenant_name, user_id, password_hash from auth_sign_in_candidates(@login)",
            new { login }, r => new Candidate(r.GetGuid(0), r.GetString(1), r.GetGuid(2), r.IsDBNull(3) ? null : r.GetString(3)), inner), ct);
        var fitting = new List<(Candidate User, bool Rehash)>();
        foreach (var candidate in known.Where(k => body.TenantId is null || k.TenantId == body.TenantId).DefaultIfEmpty(null))
        {
            var result = passwords.Check(candidate?.PasswordHash, body.Password!);
            if (candidate is not null && result != PasswordVerificationResult.Failed)
                fitting.Add((candidate, result == PasswordVerificationResult.SuccessRehashNeeded));
        }

        if (fitting.Count == 0)
            return Problem.Of(401, "auth.invalid_credentials", "E-mail or password is wrong.");
        await throttle.Succeeded(attempt, ct);
        if (fitting.Count > 1)
        {
            TenantChoice[] tenants = [.. fitting.Select(f => new TenantChoice(f.User.TenantId, f.User.TenantName))];
            return Problem.Of(409, "auth.choose_tenant", "This sign-in fits several organisations. Choose one.", null, ("tenants", tenants));
        }

        var (user, rehash) = fitting[0];
        if (SessionCookie.Read(context.Request) is { } earlier)
            await sessions.End(earlier, ct);
        var token = await db.InTenant(user.TenantId, async (s, inner) =>
        {
            if (rehash)
                await s.Execute("update users set password_hash = @hash where id = @id", new { hash = passwords.Hash(body.Password!), id = user.UserId }, inner);
            await s.Execute("update users set last_sign_in_at = @now where id = @id", new { now = time.GetUtcNow(), id = user.UserId }, inner);
            await s.RecordSystem("session.started", "user", user.UserId, null, inner);
            return await sessions.Start(s, user.UserId, context, inner);
        }, ct);
        SessionCookie.Write(context, token);
        return TypedResults.Ok((await SessionView.Load(db, token, user.UserId, time.GetUtcNow() + Sessions.Idle, ct))!);
    }

    internal static ProblemHttpResult Throttled(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Problem.Of(429, "auth.throttled", "Too many attempts. Wait before you try again.");
    }
}
