using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Imports;

internal static class GetImport
{
    public static async Task<Results<Ok<ImportView>, ProblemHttpResult>> Handle(Guid id, RequestDb db, CancellationToken ct) =>
        Answer.OkOrNotFound(await db.Run((s, inner) => ImportView.Load(s, id, inner), ct));
}
