using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Calls;

internal static class GetCall
{
    public static async Task<Results<Ok<CallRow>, ProblemHttpResult>> Handle(
        Guid id,
        RequestUser user,
        RequestDb db,
        CancellationToken ct
    ) =>
        Answer.OkOrNotFound(
            await db.Run(
                (s, inner) =>
                    s.QuerySingle<CallRow>(
                        $"{CallRow.Select} where t.id = @id and (@own::uuid is null or t.agent_id = @own)",
                        new { id, own = user.OwnOnly },
                        inner
                    ),
                ct
            )
        );
}
