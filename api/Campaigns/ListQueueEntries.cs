using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Campaigns;

/// <param name="Status">queued, claimed, in_progress, done, removed</param>
/// <param name="Reason">why it waits or left</param>
internal sealed record QueueEntry(
    Guid ContactId,
    string FullName,
    string? AccountName,
    string? Phone,
    string Status,
    string? Reason,
    int Attempts,
    DateTimeOffset? NextAttemptAt,
    string? LastOutcome
);

/// <summary>The queue contact by contact.</summary>
internal static class ListQueueEntries
{
    public static async Task<Results<Ok<Page<QueueEntry>>, ProblemHttpResult>> Handle(
        Guid id,
        [AsParameters] PageRequest page,
        string? status,
        string? reason,
        RequestDb db,
        CancellationToken ct
    )
    {
        if (!page.TryAfter<Guid?>(out var after))
            return Cursors.Malformed();
        if (!await GetQueue.Exists(id, db, ct))
            return Problem.NotFound();
        const string Where =
            "where q.campaign_id = @id and (@status::text is null or q.status = @status) and (@reason::text is null or q.reason = @reason)";
        return await db.Run<Results<Ok<Page<QueueEntry>>, ProblemHttpResult>>(
            async (s, inner) =>
            {
                var rows = await s.Query<QueueEntry>(
                    $"""
                    select q.contact_id, c.full_name, a.name as account_name, nullif(q.phone_e164, '') as phone, q.status, q.reason, q.attempts, case when q.status = 'queued' then q.next_attempt_at end as next_attempt_at, q.last_outcome
                    from queue_entries q
                    join contacts c on c.tenant_id = q.tenant_id and c.id = q.contact_id
                    left join accounts a on a.tenant_id = q.tenant_id and a.id = q.account_id
                    {Where} and (@after::uuid is null or q.contact_id > @after)
                    order by q.contact_id limit @take
                    """,
                    new
                    {
                        id,
                        status,
                        reason,
                        after,
                        take = page.Fetch,
                    },
                    inner
                );
                var count = await s.Scalar<long>(
                    $"select count(*) from queue_entries q {Where}",
                    new
                    {
                        id,
                        status,
                        reason,
                    },
                    inner
                );
                return TypedResults.Ok(rows.ToPage(page, new PageTotal(count, true), e => e.ContactId));
            },
            ct
        );
    }
}
