using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Identity;

/// <summary>Absent fields stay as they are.</summary>
/// <param name="Status">active, disabled</param>
internal sealed record UpdateUserRequest(string? Email, string? Username, string? FirstName, string? LastName, string? Status, string? TimeZone);

/// <summary>Changes a user; disabling ends all sessions.</summary>
internal static class UpdateUser
{
    public static async Task<Results<Ok<UserView>, ProblemHttpResult>> Handle(
        Guid id, UpdateUserRequest body, HttpRequest request, RequestUser admin, RequestDb db, SessionEnd sessions, CancellationToken ct)
    {
        var check = new Validation().OptionalText("/firstName", body.FirstName, 100).OptionalText("/lastName", body.LastName, 100);
        if (body.Email is not null)
            check.Email("/email", body.Email);
        if (body.Username is not null)
            check.Text("/username", body.Username, 100);
        if (body.Status is not null)
            check.OneOf("/status", body.Status, ["active", "disabled"]);
        if (body.TimeZone is not null)
            check.TimeZone("/timeZone", body.TimeZone);
        if (check.Failed)
            return check.Problem();

        var disabling = body.Status == "disabled";
        try
        {
            var answer = await db.Run<Results<Ok<UserView>, ProblemHttpResult>>(async (s, inner) =>
            {
                if (await UserView.Load(s, id, inner) is not { } before)
                    return Problem.NotFound();
                if (disabling && await UserRules.IsLastAdmin(s, id, inner))
                    return Problem.From(UserRules.LastAdmin);
                var changed = await s.Execute(
                    """
                    update users set
                      email = coalesce(@email, email), email_normalized = coalesce(@emailKey, email_normalized),
                      username = coalesce(@username, username), username_normalized = coalesce(@usernameKey, username_normalized),
                      first_name = coalesce(@first, first_name), last_name = coalesce(@last, last_name),
                      status = coalesce(@status, status), time_zone = coalesce(@zone, time_zone),
                      updated_at = now(), version = version + 1
                    where id = @id and version = @version
                    """,
                    new
                    {
                        id,
                        version = request.IfMatch(),
                        email = body.Email?.Trim(),
                        emailKey = body.Email is null ? null : UserNames.Normalize(body.Email),
                        username = body.Username?.Trim(),
                        usernameKey = body.Username is null ? null : UserNames.Normalize(body.Username),
                        first = body.FirstName?.Trim(),
                        last = body.LastName?.Trim(),
                        status = body.Status,
                        zone = body.TimeZone,
                    }, inner);
                if (changed == 0)
                    return Problem.Stale();
                if (disabling)
                    await sessions.Revoke(s, id, inner);
                await s.Record(admin, "users.updated", "user", id, new { before.Status, to = body.Status }, inner);
                return TypedResults.Ok((await UserView.Load(s, id, inner))!);
            }, ct);
            if (disabling && answer.Result is Ok<UserView>)
                await sessions.Tell(admin.TenantId, id);
            return answer;
        }
        catch (PostgresException e) when (UserRules.Taken(e) is { } taken)
        {
            return Problem.From(taken);
        }
    }
}
