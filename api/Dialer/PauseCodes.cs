using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Pivotal.Api.Shared;
using Pivotal.Data.Dialer;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Dialer;

/// <param name="Code">only when it is made</param>
internal sealed record PauseCodeBody(string? Code, string? Label, bool? Paid, int? MaxMinutes, int? MaxMinutesDay);

/// <summary>The tenant's pause codes. A change holds from the next break on; a code that goes stays in the log.</summary>
internal static partial class PauseCodes
{
    public static async Task<Ok<List<PauseCode>>> List(RequestDb db, CancellationToken ct) =>
        TypedResults.Ok(await db.Run(PauseCode.All, ct));

    public static async Task<Results<Created<PauseCode>, ProblemHttpResult>> Create(
        PauseCodeBody body,
        RequestUser user,
        RequestDb db,
        CancellationToken ct
    )
    {
        var check = Check(body)
            .That(
                body.Code is not null && Word().IsMatch(body.Code),
                "/code",
                "pause_codes.code",
                "1 to 40 characters: a to z, 0 to 9 and _."
            );
        if (check.Failed)
            return check.Problem();
        try
        {
            var made = await db.Run(
                async (s, inner) =>
                {
                    var id = Ids.New();
                    await PauseCodeRows.Add(s, id, body.Code!, Values(body, true), inner);
                    await s.Record(user, "pause_codes.created", "pause_code", id, new { body.Code }, inner);
                    return (await PauseCode.Load(s, id, inner))!;
                },
                ct
            );
            return TypedResults.Created($"/api/v1/pause-codes/{made.Id}", made);
        }
        catch (PostgresException e) when (e is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "pause_codes_code_ux" })
        {
            return Problem.From(PauseCode.Taken);
        }
    }

    /// <summary>Label, pay and limits as they shall be from now on.</summary>
    public static async Task<Results<Ok<PauseCode>, ProblemHttpResult>> Change(
        Guid id,
        JsonElement patch,
        HttpRequest request,
        RequestUser user,
        RequestDb db,
        CancellationToken ct
    )
    {
        if (await db.Run((s, inner) => PauseCode.Load(s, id, inner), ct) is not { } before)
            return Problem.NotFound();
        var body = patch.Over(new PauseCodeBody(before.Code, before.Label, before.Paid, before.MaxMinutes, before.MaxMinutesDay));
        var check = Check(body)
            .That(body.Code == before.Code, "/code", "pause_codes.code_fixed", "A code keeps its name; make another one.");
        if (check.Failed)
            return check.Problem();
        return await db.Run<Results<Ok<PauseCode>, ProblemHttpResult>>(
            async (s, inner) =>
            {
                if (!await PauseCodeRows.Change(s, id, request.IfMatch(), Values(body, before.Paid), inner))
                    return Problem.Stale();
                await s.Record(user, "pause_codes.changed", "pause_code", id, new { before.Code }, inner);
                return TypedResults.Ok((await PauseCode.Load(s, id, inner))!);
            },
            ct
        );
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> Delete(Guid id, RequestUser user, RequestDb db, CancellationToken ct) =>
        await db.Run<Results<NoContent, ProblemHttpResult>>(
            async (s, inner) =>
            {
                if (await PauseCodeRows.Remove(s, id, inner) is not { } gone)
                    return Problem.NotFound();
                await s.Record(user, "pause_codes.deleted", "pause_code", id, gone, inner);
                return TypedResults.NoContent();
            },
            ct
        );

    private static PauseCodeValues Values(PauseCodeBody body, bool paid) =>
        new(body.Label!.Trim(), body.Paid ?? paid, body.MaxMinutes, body.MaxMinutesDay);

    private static Validation Check(PauseCodeBody body) =>
        new Validation()
            .Text("/label", body.Label, 60)
            .Range("/maxMinutes", body.MaxMinutes, 1, 1440)
            .Range("/maxMinutesDay", body.MaxMinutesDay, 1, 1440)
            .That(
                body.MaxMinutes is null || body.MaxMinutesDay is null || body.MaxMinutes <= body.MaxMinutesDay,
                "/maxMinutesDay",
                "pause_codes.day_too_short",
                "A day has to allow at least one such break."
            );

    [GeneratedRegex("^[a-z0-9_]{1,40}$")]
    private static partial Regex Word();
}
