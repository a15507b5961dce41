using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Pivotal.Api.Identity.Guessing;
using Pivotal.Api.Shared;
using Pivotal.Data.Identity;
using Pivotal.Data.Shared;
using Pivotal.Domain.Identity;

namespace Pivotal.Api.Identity;

/// <param name="TenantId">only when the same e-mail and password fit several tenants</param>
/// <param name="Organisation">name or short name of the tenant, for an address that three or more of them know</param>
internal sealed record SignInRequest(string? Email, string? Password, Guid? TenantId, string? Organisation = null);

/// <summary>
/// E-mail and password for a new session. An unknown user gets the same answer after the same work as a wrong password, in however many tenants the address is known: <see cref="Passwords.AtOnce"/> of
/// them are tried, first those in which this browser was signed in before, then the oldest. Whoever means another one names it. Only with one of the passwords right are the others tried, too.
/// </summary>
internal static class SignIn
{
    private sealed record Candidate(Guid TenantId, string TenantName, string TenantSlug, Guid UserId, string? PasswordHash)
    {
        public bool Is(Guid? tenant, string? organisation) =>
            (tenant is null || TenantId == tenant)
            && (
                organisation is null
                || organisation.Equals(TenantSlug, StringComparison.OrdinalIgnoreCase)
                || organisation.Equals(TenantName.Trim(), StringComparison.OrdinalIgnoreCase)
            );
    }

    private sealed record Fit(Candidate User, bool Rehash);

    private sealed record TenantChoice(Guid Id, string Name);

    public static async Task<Results<Ok<SessionView>, ProblemHttpResult>> Handle(
        SignInRequest body,
        HttpContext context,
        TenantDb db,
        Passwords passwords,
        Sessions sessions,
        SessionEnd ends,
        SignInThrottle throttle,
        KnownDevices devices,
        TimeProvider time,
        CancellationToken ct
    )
    {
        var check = new Validation()
            .Text("/email", body.Email, 254)
            .Text("/password", body.Password, Passwords.Longest)
            .OptionalText("/organisation", body.Organisation, 200);
        if (check.Failed)
            return check.Problem();

        var login = UserNames.Normalize(body.Email!);
        var device = KnownDevices.Of(context.Request);
        var known = await db.System(
            (s, inner) =>
                s.Query<Candidate>(
                    "select tenant_id, tenant_name, tenant_slug, user_id, password_hash from auth_sign_in_candidates(@login) order by user_id",
                    new { login },
                    inner
                ),
            ct
        );
        var organisation = string.IsNullOrWhiteSpace(body.Organisation) ? null : body.Organisation.Trim();
        var guesses = new List<(Guess Key, Candidate? User)>();
        foreach (var k in known.Where(k => k.Is(body.TenantId, organisation)))
            guesses.Add(
                (
                    new Guess(
                        $"{k.TenantId:N}/{k.UserId:N}",
                        device is not null && await devices.Knows(k.TenantId, k.UserId, device, ct) ? device : null
                    ),
                    k
                )
            );
        // Named where it is not known, an address counts as it does without: otherwise the answer would tell whether it is known anywhere.
        if (guesses.Count == 0)
            guesses.AddRange(known.Select(k => (new Guess($"{k.TenantId:N}/{k.UserId:N}", null), (Candidate?)null)));
        if (guesses.Count == 0)
            guesses.Add((new Guess(login, null), null));
        guesses = [.. guesses.OrderBy(g => g.Key.Device is null)];

        var (fitting, wait) = await Try(guesses.Take(Passwords.AtOnce));
        if (fitting.Count == 0)
            return wait > TimeSpan.Zero
                ? Throttled(context, wait)
                : Problem.Of(401, "auth.invalid_credentials", "E-mail or password is wrong.");
        if (guesses.Count > Passwords.AtOnce)
            fitting.AddRange((await Try(guesses.Skip(Passwords.AtOnce))).Fitting);
        if (fitting.Count > 1)
        {
            TenantChoice[] tenants = [.. fitting.Select(f => new TenantChoice(f.User.TenantId, f.User.TenantName))];
            return Problem.Of(
                409,
                "auth.choose_tenant",
                "This sign-in fits several organisations. Choose one.",
                null,
                ("tenants", tenants)
            );
        }

        var (user, rehash) = fitting[0];
        if (SessionCookie.Read(context.Request) is { } earlier)
            await ends.SignOut(earlier, ct);
        var (token, remembered) = await db.InTenant(
            user.TenantId,
            async (s, inner) =>
            {
                if (rehash)
                    await UserRows.Rehash(s, user.UserId, passwords.Hash(body.Password!), inner);
                await UserRows.SignedIn(s, user.UserId, time.GetUtcNow(), inner);
                await s.RecordSystem("session.started", "user", user.UserId, null, inner);
                return (await sessions.Start(s, user.UserId, context, inner), await devices.Remember(s, user.UserId, device, inner));
            },
            ct
        );
        SessionCookie.Write(context, token);
        SessionCookie.WriteDevice(context, remembered);
        return TypedResults.Ok((await SessionView.Load(db, token, user.UserId, time.GetUtcNow() + Sessions.Idle, ct))!);

        async Task<(List<Fit> Fitting, TimeSpan Wait)> Try(IEnumerable<(Guess Key, Candidate? User)> some)
        {
            var tried = some.ToList();
            var source = SourceClass.Of(context.Connection.RemoteIpAddress);
            var asked = await throttle.TakeInTurn([.. tried.Select(g => g.Key)], source, ct);
            if (asked.Attempt is not { } attempt)
                return ([], asked.Wait);
            using var running = throttle.Running(source);
            var allowed = tried.Where(g => asked.Allowed.Contains(g.Key)).ToList();
            var results = await passwords.CheckAll([.. allowed.Select(g => g.User?.PasswordHash)], body.Password!);
            var right = allowed.Zip(results).Where(c => c.First.User is not null && c.Second != PasswordVerificationResult.Failed).ToList();
            if (right.Count > 0)
                await throttle.Succeeded(attempt, right.Select(c => c.First.Key), ct);
            return ([.. right.Select(c => new Fit(c.First.User!, c.Second == PasswordVerificationResult.SuccessRehashNeeded))], asked.Wait);
        }
    }

    internal static ProblemHttpResult Throttled(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Problem.Of(429, "auth.throttled", "Too many attempts. Wait before you try again.");
    }
}
