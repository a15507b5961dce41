using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;
using Pivotal.Api.Shared;
using Pivotal.Data.Imports;
using Pivotal.Data.Shared;
using Pivotal.Domain.Imports;
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
        if (ImportStatus.MayFollow(status, ImportStatus.Cancelled))
            await grains.Import(user.TenantId, id).Cancel(user.Id);
        var removed = await db.Run(
            async (s, inner) =>
            {
                if (await ImportRows.Remove(s, id, inner) is not { } gone)
                    return false;
                await s.Record(user, "imports.deleted", "import", id, new { fileName = gone.Name, rowsKept = gone.Rows }, inner);
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
}
