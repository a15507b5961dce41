using Pivotal.Data.Compliance;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Grains.Dialer.Queue;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>An entry's fate after a call, as it is written in batches.</summary>
internal sealed record EntryWrite(Guid ContactId, Guid? CallId, EntryFate Fate, string? Outcome);

/// <summary>queue_entries and the intent rows, always for many contacts at once. Callers hold the fence.</summary>
internal static class QueueRows
{
    /// <summary>Sorts out claimed contacts that got no intent: those who may never be called leave, the others wait a minute for their other call to end.</summary>
    /// <returns>contacts that left the queue</returns>
    public static Task<List<Guid>> PutAside(
        TenantSession db,
        Guid campaign,
        long epoch,
        IReadOnlyList<Guid> contacts,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        db.Query<Guid>(
            $"""
            with judged as (
              select q.contact_id, case
                       when c.deleted_at is not null or c.is_invalid then 'invalid'
                       when c.suppressed_phone or {Suppressed.Phone("q.phone_e164", "q.tenant_id")} then 'dnc' end as out
              from queue_entries q join contacts c on c.tenant_id = q.tenant_id and c.id = q.contact_id
              where q.campaign_id = @campaign and q.contact_id = any(@contacts) and q.status = 'claimed' and q.epoch = @epoch
            ),
            moved as (
              update queue_entries q
              set status = case when j.out is null then 'queued' else 'removed' end, reason = coalesce(j.out, case when q.reason = 'callback' then 'callback' end, 'busy_elsewhere'),
                  next_attempt_at = @now + interval '1 minute', claimed_until = null, updated_at = @now
              from judged j where q.campaign_id = @campaign and q.contact_id = j.contact_id
              returning q.contact_id, q.status
            )
            select contact_id from moved where status = 'removed'
            """,
            new
            {
                campaign,
                epoch,
                contacts = contacts.ToArray(),
                now,
            },
            ct
        );

    /// <summary>Out of whatever it is in, unless a call of it runs: looked at again only then. Written with nothing but ids and moments, so that what was wrong with the contact is not wrong here.</summary>
    public static Task SetAside(
        TenantSession db,
        Guid campaign,
        Guid contact,
        DateTimeOffset until,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        db.Execute(
            """
            update queue_entries q set status = 'queued', reason = 'fault', next_attempt_at = @until, claimed_until = null, updated_at = @now
            where q.campaign_id = @campaign and q.contact_id = @contact
              and (q.status in ('queued', 'claimed')
                or q.status = 'in_progress' and not exists (select 1 from call_attempts a where a.tenant_id = q.tenant_id and a.id = q.call_id and a.ended_at is null))
            """,
            new
            {
                campaign,
                contact,
                until,
                now,
            },
            ct
        );

    /// <summary>Claimed contacts go back; a reason with a moment says why and until when.</summary>
    public static Task Return(
        TenantSession db,
        Guid campaign,
        long epoch,
        IReadOnlyList<EntryBack> back,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        db.Execute(
            """
            update queue_entries q
            set status = case when b.never then 'removed' else 'queued' end,
                reason = case when q.reason = 'callback' and not b.never then 'callback' else coalesce(b.reason, q.reason) end,
                next_attempt_at = coalesce(b.next_at, q.next_attempt_at), claimed_until = null, updated_at = @now
            from unnest(@contacts, @reasons, @times, @nevers) as b (contact_id, reason, next_at, never)
            where q.campaign_id = @campaign and q.contact_id = b.contact_id and q.status = 'claimed' and q.epoch = @epoch
            """,
            new
            {
                campaign,
                epoch,
                now,
                contacts = back.Select(b => b.Contact).ToArray(),
                reasons = back.Select(b => b.Reason).ToArray(),
                times = back.Select(b => b.NextAt).ToArray(),
                nevers = back.Select(b => b.Never).ToArray(),
            },
            ct
        );

    /// <summary>What became of contacts after their calls. An entry that a disposition has moved already, or that is in a newer call, stays as it is.</summary>
    public static async Task StoreFates(
        TenantSession db,
        CampaignSettings campaign,
        IReadOnlyList<EntryWrite> writes,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        await db.Execute(
            """
            update queue_entries q
            set status = w.status, reason = case when q.callback_at is not null and (not w.counts or w.reason = 'skipped') and w.status = 'queued' then 'callback' else w.reason end,
                callback_at = case when not w.counts or w.reason = 'skipped' then q.callback_at end, callback_agent = case when not w.counts then q.callback_agent end, next_attempt_at = coalesce(w.next_at, q.next_attempt_at), last_outcome = coalesce(w.outcome, q.last_outcome),
                attempts = q.attempts - case when w.counts then 0 else 1 end, updated_at = @now
            from unnest(@contacts, @calls, @statuses, @reasons, @times, @outcomes, @counts) as w (contact_id, call_id, status, reason, next_at, outcome, counts)
            where q.campaign_id = @campaign and q.contact_id = w.contact_id and q.call_id = w.call_id and q.status = 'in_progress'
            """,
            new
            {
                campaign = campaign.Id,
                now,
                contacts = writes.Select(w => w.ContactId).ToArray(),
                calls = writes.Select(w => w.CallId).ToArray(),
                statuses = writes.Select(w => w.Fate.Status).ToArray(),
                reasons = writes.Select(w => w.Fate.Reason).ToArray(),
                times = writes.Select(w => w.Fate.NextAttemptAt).ToArray(),
                outcomes = writes.Select(w => w.Outcome).ToArray(),
                counts = writes.Select(w => w.Fate.CountsAttempt).ToArray(),
            },
            ct
        );
        await NumberRows.Next(db, campaign, [.. writes.Where(w => w.Fate.NextNumber).Select(w => w.ContactId)], ct);
    }

    /// <summary>Waiting entries with these numbers leave the queue.</summary>
    public static async Task<List<(Guid Contact, Guid? Account)>> RemoveSuppressed(
        TenantSession db,
        Guid campaign,
        IReadOnlyList<string> phones,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        (
            await db.Query<Removed>(
                """
                update queue_entries set status = 'removed', reason = 'dnc', claimed_until = null, updated_at = @now
                where campaign_id = @campaign and status in ('queued', 'claimed') and phone_e164 = any(@phones)
                returning contact_id as contact, account_id as account
                """,
                new
                {
                    campaign,
                    phones = phones.ToArray(),
                    now,
                },
                ct
            )
        ).ConvertAll(r => (r.Contact, r.Account));

    /// <summary>Contacts that wait for room under their account's cap are looked at again now.</summary>
    public static Task WakeCapped(
        TenantSession db,
        Guid campaign,
        IReadOnlyList<Guid> accounts,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        db.Execute(
            """
            update queue_entries set next_attempt_at = @now, updated_at = @now
            where campaign_id = @campaign and account_id = any(@accounts) and status = 'queued' and reason = 'cap_reached' and next_attempt_at > @now
            """,
            new
            {
                campaign,
                accounts = accounts.ToArray(),
                now,
            },
            ct
        );

    /// <summary>Nothing of an account whose cap is used up for good will be dialled any more. Found by the account's people, so that a queue of millions is not read for them.</summary>
    public static Task RemoveCapped(
        TenantSession db,
        Guid campaign,
        IReadOnlyList<Guid> accounts,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        db.Execute(
            """
            update queue_entries set status = 'removed', reason = 'cap_reached', claimed_until = null, updated_at = @now
            where tenant_id = @tenant and campaign_id = @campaign and account_id = any(@accounts) and status in ('queued', 'claimed')
              and contact_id = any(array(select c.id from contacts c where c.tenant_id = @tenant and c.account_id = any(@accounts)))
            """,
            new
            {
                tenant = db.TenantId,
                campaign,
                accounts = accounts.ToArray(),
                now,
            },
            ct
        );

    private readonly record struct Removed(Guid Contact, Guid? Account);
}
