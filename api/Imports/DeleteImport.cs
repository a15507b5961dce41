using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;
using Pivotal.Api.Shared;
using Pivotal.Data.Imports;
using Pivotal.Data.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Imports;

/// <summary>Removes an import in any state with its error rows and the uploaded file; one that runs is stopped first. The people that came in stay.</summary>
internal static class DeleteImport
{
    public static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid id,
        RequestUser user,
        RequestDb db,
        ImportFiles files,
        IGrainFactory grains,
        CancellationToken ct
    )
    {
        if (await db.Run((s, inner) => Status(s, id, inner), ct) is not { } status)
            return Problem.NotFound();
        // Refused when it has ended meanwhile, which is as good.
        if (status is "uploaded" or "waiting" or "running")
            await grains.Import(user.TenantId, id).Cancel(user.Id);
        var removed = await db.Run(
            async (s, inner) =>
            {
                var name = await s.QuerySingle<Gone>(
                    "delete from imports where id = @id and status not in ('uploaded', 'waiting', 'running') returning file_name as name, created_rows + updated_rows as rows",
                    new { id },
                    inner
                );
                if (name.Name is null)
                    return false;
                await s.Record(user, "imports.deleted", "import", id, new { fileName = name.Name, rowsKept = name.Rows }, inner);
                return true;
            },
            ct
        );
        if (!removed)
            return await db.Run((s, inner) => Status(s, id, inner), ct) is { } now
                ? ImportProblems.IllegalMove(now, "deleted")
                : Problem.NotFound();
        files.Delete(user.TenantId, id);
        return TypedResults.NoContent();
    }

    private static Task<string?> Status(DbSession session, Guid id, CancellationToken ct) =>
        session.QuerySingle<string>("select status from imports where id = @id", new { id }, ct);

    private readonly record struct Gone(string Name, long Rows);
}
