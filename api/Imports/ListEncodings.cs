using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Imports;
using Pivotal.Domain.Imports;

namespace Pivotal.Api.Imports;

/// <summary>The encodings that the uploaded file may be in, the likeliest first, each with what it makes of the same cells. PUT reading chooses one of them.</summary>
internal static class ListEncodings
{
    public static async Task<Results<Ok<IReadOnlyList<EncodingProposal>>, ProblemHttpResult>> Handle(
        Guid id,
        RequestUser user,
        RequestDb db,
        ImportFiles files,
        CancellationToken ct
    )
    {
        if (await db.Run((s, inner) => ImportRecord.Load(s, id, inner), ct) is not { } import)
            return Problem.NotFound();
        if (!files.Exists(user.TenantId, id))
            return Problem.Conflict("imports.file_missing", "The uploaded file is no longer there; upload it again.");
        return TypedResults.Ok(
            await Task.Run(
                () =>
                {
                    using var file = files.OpenRead(user.TenantId, id);
                    return EncodingProposals.Of(file, import.Format);
                },
                ct
            )
        );
    }
}
