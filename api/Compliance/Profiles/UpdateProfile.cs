using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Orleans;
using Pivotal.Api.Shared;
using Pivotal.Data.Compliance.Law;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Compliance.Profiles;

/// <summary>The whole profile anew. Campaigns that run under it follow from their next dial on.</summary>
internal static class UpdateProfile
{
    public static async Task<Results<Ok<ProfileView>, ProblemHttpResult>> Handle(
        Guid id,
        ProfileBody body,
        HttpRequest request,
        RequestUser user,
        RequestDb db,
        IGrainFactory grains,
        CancellationToken ct
    )
    {
        try
        {
            var (answer, running) = await db.Run<(Results<Ok<ProfileView>, ProblemHttpResult>, List<Guid>)>(
                async (s, inner) =>
                {
                    if (await ProfileView.Load(s, id, inner) is null)
                        return (Problem.NotFound(), []);
                    if (body.Check() is { Failed: true } wrong)
                        return (wrong.Problem(), []);
                    if (!await ProfileRows.Change(s, id, request.IfMatch(), body.Name!.Trim(), body.Column(), inner))
                        return (Problem.Stale(), []);
                    await s.Record(user, "compliance.profile_updated", "compliance_profile", id, new { body.Name }, inner);
                    var users = await s.Query<Guid>(
                        "select id from campaigns where status in ('active', 'paused', 'draining') and document #> '{rules,compliance,profiles}' ? @name",
                        new { name = id.ToString() },
                        inner
                    );
                    return (TypedResults.Ok((await ProfileView.Load(s, id, inner))!), users);
                },
                ct
            );
            await Task.WhenAll(running.Select(c => grains.Queue(user.TenantId, c).Refresh()));
            return answer;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return Problem.From(ProfileView.NameTaken);
        }
    }
}
