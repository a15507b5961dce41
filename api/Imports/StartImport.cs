using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;
using Pivotal.Api.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Imports;

/// <summary>Hands the import to its grain; progress comes over the hub and from GET.</summary>
internal static class StartImport
{
    public static async Task<Results<Accepted<ImportView>, ProblemHttpResult>> Handle(
        Guid id,
        RequestUser user,
        RequestDb db,
        IGrainFactory grains,
        CancellationToken ct
    )
    {
        if (await db.Run((s, inner) => ImportView.Load(s, id, inner), ct) is null)
            return Problem.NotFound();
        var started = await grains.Import(user.TenantId, id).Start(user.Id);
        if (!started.Ok)
            return Problem.From(started.Refusals);
        var view = await db.Run(
            async (s, inner) =>
            {
                await s.Record(user, "imports.started", "import", id, null, inner);
                return await ImportView.Load(s, id, inner);
            },
            ct
        );
        return TypedResults.Accepted($"/api/v1/imports/{id}", view);
    }
}

/// <summary>Ends an import between two batches; what is in stays in.</summary>
internal static class CancelImport
{
    public static async Task<Results<Ok<ImportView>, ProblemHttpResult>> Handle(
        Guid id,
        RequestUser user,
        RequestDb db,
        IGrainFactory grains,
        CancellationToken ct
    )
    {
        if (await db.Run((s, inner) => ImportView.Load(s, id, inner), ct) is null)
            return Problem.NotFound();
        var cancelled = await grains.Import(user.TenantId, id).Cancel(user.Id);
        if (!cancelled.Ok)
            return Problem.From(cancelled.Refusals);
        return TypedResults.Ok(
            await db.Run(
                async (s, inner) =>
                {
                    await s.Record(user, "imports.cancelled", "import", id, new { rows = cancelled.Value!.Processed }, inner);
                    return (await ImportView.Load(s, id, inner))!;
                },
                ct
            )
        );
    }
}
