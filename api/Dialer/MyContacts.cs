using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Domain.Accounts;

namespace Pivotal.Api.Dialer;

/// <param name="Status">queued, claimed, in_progress, done, removed</param>
/// <param name="Reason">why it waits or left</param>
internal sealed record MyContact(
    Guid ContactId,
    string FullName,
    string? JobTitle,
    string? AccountName,
    string? Phone,
    string Status,
    string? Reason,
    int Attempts,
    DateTimeOffset? NextAttemptAt,
    string? LastOutcome
);

/// <summary>Contacts in the queue of the agent's own campaign, for dialling by hand. <c>q</c> is the start of a name or of a number; without it those due first.</summary>
internal static class MyContacts
{
    private const int Most = 20;

    public static async Task<Ok<List<MyContact>>> Handle(string? q, RequestUser user, RequestDb db, CancellationToken ct)
    {
        var text = q?.Trim().ToLowerInvariant() is { Length: > 0 } typed ? typed : null;
        return TypedResults.Ok(
            await db.Run(
                (s, inner) =>
                    s.Query<MyContact>(
                        """
                        select e.contact_id, c.full_name, c.job_title, a.name as account_name, nullif(e.phone_e164, '') as phone, e.status, e.reason, e.attempts, case when e.status = 'queued' then e.next_attempt_at end as next_attempt_at, e.last_outcome
                        from campaign_agents g
                        join queue_entries e on e.tenant_id = g.tenant_id and e.campaign_id = g.campaign_id
                        join contacts c on c.tenant_id = e.tenant_id and c.id = e.contact_id
                        left join accounts a on a.tenant_id = e.tenant_id and a.id = e.account_id
                        where g.agent_id = @agent and g.released_at is null
                          and case when @text::text is null then e.status = 'queued' else starts_with(c.full_name_lower, @text) or starts_with(e.phone_e164, @number) end
                        order by e.status <> 'queued', e.priority desc, e.next_attempt_at, e.contact_id
                        limit @most
                        """,
                        new
                        {
                            agent = user.Id,
                            text,
                            number = PhoneNumbers.Start(text) ?? text,
                            most = Most,
                        },
                        inner
                    ),
                ct
            )
        );
    }
}
