using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Accounts;

internal static class GetContact
{
    public static async Task<Results<Ok<ContactView>, ProblemHttpResult>> Handle(
        Guid id,
        RequestUser user,
        RequestDb db,
        CancellationToken ct
    ) => Answer.OkOrNotFound(await db.Run((s, inner) => ContactView.Load(s, id, inner, user.OwnOnly), ct));
}
