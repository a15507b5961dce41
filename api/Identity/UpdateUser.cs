using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Pivotal.Api.Identity.Guessing;
using Pivotal.Api.Shared;
using Pivotal.Data.Identity;
using Pivotal.Domain.Identity;

namespace Pivotal.Api.Identity;

/// <param name="Status">active, disabled</param>
internal sealed record UpdateUserRequest(
    string? Email,
    string? Username,
    string? FirstName,
    string? LastName,
    string? Status,
    string? TimeZone
);

/// <summary>Changes a user; disabling or another e-mail address ends all sessions, but of one's own address not the one in which it was changed.</summary>
internal static class UpdateUser
{
    public static async Task<Results<Ok<UserView>, ProblemHttpResult>> Handle(
        Guid id,
        JsonElement body,
        HttpRequest request,
        RequestUser admin,
        RequestDb db,
        SessionEnd sessions,
        CancellationToken ct
    )
    {
        var (ending, disabling) = (false, false);
        try
        {
            var answer = await db.Run<Results<Ok<UserView>, ProblemHttpResult>>(
                async (s, inner) =>
                {
                    if (await UserView.Load(s, id, inner) is not { } before)
                        return Problem.NotFound();
                    var after = body.Over(
                        new UpdateUserRequest(before.Email, before.Username, before.FirstName, before.LastName, before.Status, null)
                    );
                    if (Check(after, before, body) is { Failed: true } wrong)
                        return wrong.Problem();
                    disabling = after.Status == "disabled" && before.Status != "disabled";
                    if (disabling && await UserRules.IsLastAdmin(s, id, inner))
                        return Problem.From(UserRules.LastAdmin);
                    var change = new UserChange(
                        after.Email!,
                        after.Username!,
                        after.FirstName ?? "",
                        after.LastName ?? "",
                        after.Status!,
                        after.TimeZone
                    );
                    if (!await UserRows.Change(s, id, request.IfMatch(), change, inner))
                        return Problem.Stale();
                    ending = disabling || UserNames.Normalize(after.Email!) != UserNames.Normalize(before.Email);
                    if (ending)
                    {
                        await sessions.Revoke(s, id, inner, but: disabling ? null : admin.SessionId);
                        await KnownDeviceRows.Forget(s, id, inner);
                    }

                    await s.Record(admin, "users.updated", "user", id, new { before.Status, to = after.Status }, inner);
                    return TypedResults.Ok((await UserView.Load(s, id, inner))!);
                },
                ct
            );
            if (ending && answer.Result is Ok<UserView>)
                await sessions.Tell(admin.TenantId, id);
            return answer;
        }
        catch (PostgresException e) when (UserRules.Taken(e) is { } taken)
        {
            return Problem.From(taken);
        }
    }

    /// <summary>A value that does not change is not judged again.</summary>
    private static Validation Check(UpdateUserRequest after, UserView before, JsonElement patch)
    {
        var check = new Validation()
            .OptionalText("/firstName", after.FirstName, 100)
            .OptionalText("/lastName", after.LastName, 100)
            .That(!patch.Clears("timeZone"), "/timeZone", "field.required", "This is needed.");
        if (after.Email != before.Email)
            check.Email("/email", after.Email);
        if (after.Username != before.Username)
            check.Text("/username", after.Username, 100);
        if (after.Status != before.Status)
            check.OneOf("/status", after.Status, ["active", "disabled"]);
        if (after.TimeZone is not null)
            check.TimeZone("/timeZone", after.TimeZone);
        return check;
    }
}
