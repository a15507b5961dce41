using Pivotal.Data.Accounts;
using Pivotal.Data.Shared;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.Grains.Dialer.Chain;

namespace Pivotal.Grains.Dialer;

/// <summary>A contact an agent wants to dial by hand, with all the gates need.</summary>
internal sealed record HandPicked(HopperEntry Entry, string? Kind, GateFacts Facts);

/// <summary>The contact behind an agent's own choice, and its claim past the order of the queue.</summary>
internal static class HandPickRows
{
    private const string Columns = $"""
        coalesce(@phone, nullif(q.phone_e164, ''), c.direct_phone_e164, c.mobile_phone_e164, a.main_phone_e164, ''),
        coalesce(q.time_zone, ''), coalesce(q.attempts, 0), q.reason, q.status, c.deleted_at is not null or c.is_invalid, c.suppressed_phone,
        exists (select 1 from call_attempts t where t.tenant_id = c.tenant_id and t.contact_id = c.id and t.ended_at is null),
        c.time_zone, c.state_abbr,
        case when @phone is null or @phone = q.phone_e164 then coalesce(q.phone_kind, case when c.direct_phone_e164 is not null then 'direct' when c.mobile_phone_e164 is not null then 'mobile' else 'hq' end)
             when @phone = c.direct_phone_e164 then 'direct' when @phone = c.mobile_phone_e164 then 'mobile' else 'hq' end
        """;

    /// <summary>By contact, or by number: one in the campaign's queue before any other of the tenant. Null: nobody has it.</summary>
    public static async Task<HandPicked?> Find(TenantSession db, CampaignSettings campaign, DialTarget target, CancellationToken ct)
    {
        var contact = target.ContactId ?? await ByPhone(db, campaign.Id, target.Phone!, ct);
        if (contact is null) return null;
        var found = await db.QuerySingle<HandPicked?>(
            $"""
            select {Columns}, {QueueRows.Person}
            from contacts c
            left join accounts a on a.tenant_id = c.tenant_id and a.id = c.account_id
            left join queue_entries q on q.tenant_id = c.tenant_id and q.campaign_id = @campaign and q.contact_id = c.id
            where c.id = @contact
            """, new { campaign = campaign.Id, contact, phone = target.ContactId is null ? target.Phone : null },
            r =>
            {
                var (person, account) = (QueueRows.Contact(r, 11), QueueRows.Account(r, 20));
                var known = r.TextAt(8) is not null || r.TextAt(9) is not null || person.Country is { Length: > 0 };
                var zone = r.GetString(1) is { Length: > 0 } queued ? ContactClocks.First(queued) : ContactZone.Resolve(r.TextAt(8), r.TextAt(9), person.Country, campaign.Zone);
                var entry = new HopperEntry(person.Id, account?.Id, r.GetString(0), campaign.ClocksFor(known ? zone : null, r.GetString(0)), r.GetInt32(2), r.TextAt(3), person, account);
                // Past its turn: when the queue would look at the contact again does not matter, what it has decided for good does.
                var status = r.TextAt(4) is EntryStatus.Removed or EntryStatus.Done ? r.TextAt(4) : null;
                return new HandPicked(entry, r.TextAt(10), GateFacts.Of(entry, r.GetBoolean(6)) with { Status = status, Invalid = r.GetBoolean(5), InCall = r.GetBoolean(7) });
            }, ct);
        if (found is null || found.Facts.Suppressed) return found;
        var suppressed = await db.Scalar<bool>("select exists (select 1 from suppressions s where s.kind = 'phone' and s.value = @phone)", new { phone = found.Entry.Phone }, ct);
        return found with { Facts = found.Facts with { Suppressed = suppressed } };
    }

    /// <summary>A contact that was not in the queue enters it. False: somebody else has it.</summary>
    public static async Task<bool> Claim(TenantSession db, Guid campaign, long epoch, HandPicked picked, DateTimeOffset now, TimeSpan lease, CancellationToken ct) =>
        await db.Execute(
            """
            insert into queue_entries (tenant_id, campaign_id, contact_id, account_id, phone_e164, phone_kind, time_zone, status, next_attempt_at, lane, epoch, claimed_until, created_at, updated_at)
            values (@tenant, @campaign, @contact, @account, @phone, @kind, @zone, 'claimed', @now,
                    (select case when queue_order = '' then '' end from campaigns where tenant_id = @tenant and id = @campaign), @epoch, @until, @now, @now)
            on conflict (tenant_id, campaign_id, contact_id) do update
              set status = 'claimed', epoch = @epoch, claimed_until = @until, phone_e164 = @phone, phone_kind = @kind, updated_at = @now
              where queue_entries.status = 'queued'
            """,
            new
            {
                tenant = db.TenantId, campaign, epoch, now, until = now + lease, contact = picked.Entry.ContactId, account = picked.Entry.AccountId, phone = picked.Entry.Phone,
                kind = picked.Kind, zone = picked.Entry.TimeZone,
            }, ct) == 1;

    private static async Task<Guid?> ByPhone(TenantSession db, Guid campaign, string phone, CancellationToken ct) =>
        await db.Scalar<Guid?>("select contact_id from queue_entries where campaign_id = @campaign and phone_e164 = @phone and status in ('queued', 'claimed') limit 1", new { campaign, phone }, ct)
        ?? await db.Scalar<Guid?>(
            """
            select id from contacts where direct_phone_e164 = @phone and deleted_at is null
            union all select id from contacts where mobile_phone_e164 = @phone and deleted_at is null
            order by 1 limit 1
            """, new { phone }, ct);
}
