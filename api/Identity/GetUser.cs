using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Identity;

internal static class GetUser
{
    public static async Task<Results<Ok<UserView>, ProblemHttpResult>> Handle(Guid id, RequestDb db, CancellationToken ct) =>
        Answer.OkOrNotFound(await db.Run((s, inner) => UserView.Load(s, id, inner), ct));
}
