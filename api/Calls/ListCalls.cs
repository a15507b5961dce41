using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Calls;

/// <summary>Calls, newest first.</summary>
internal static class ListCalls
{
    public static async Task<Results<Ok<Page<CallRow>>, ProblemHttpResult>> Handle(
        [AsParameters] PageRequest page,
        Guid? campaignId,
        Guid? agentId,
        string? outcome,
        string? disposition,
        RequestUser user,
        RequestDb db,
        CancellationToken ct
    )
    {
        if (!page.TryAfter<Place?>(out var after))
            return Cursors.Malformed();
        const string Where = """
            where (@campaignId::uuid is null or t.campaign_id = @campaignId) and (@agentId::uuid is null or t.agent_id = @agentId)
              and (@own::uuid is null or t.agent_id = @own) and (@outcome::text is null or t.outcome = @outcome) and (@disposition::text is null or t.disposition = @disposition)
            """;
        var own = user.OwnOnly;
        return await db.Run<Results<Ok<Page<CallRow>>, ProblemHttpResult>>(
            async (s, inner) =>
            {
                var rows = await s.Query<CallRow>(
                    $"{CallRow.Select} {Where} and (@at::timestamptz is null or (t.created_at, t.id) < (@at, @id)) order by t.created_at desc, t.id desc limit @take",
                    new
                    {
                        campaignId,
                        agentId,
                        own,
                        outcome,
                        disposition,
                        at = after?.At,
                        id = after?.Id,
                        take = page.Fetch,
                    },
                    inner
                );
                var count = await s.Scalar<long>(
                    $"select count(*) from call_attempts t {Where}",
                    new
                    {
                        campaignId,
                        agentId,
                        own,
                        outcome,
                        disposition,
                    },
                    inner
                );
                return TypedResults.Ok(rows.ToPage(page, new PageTotal(count, true), r => new Place(r.CreatedAt, r.Id)));
            },
            ct
        );
    }

    /// <summary>Where a page ended.</summary>
    private sealed record Place(DateTimeOffset At, Guid Id);
}
