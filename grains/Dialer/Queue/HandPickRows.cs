using Pivotal.Data.Shared;
using Pivotal.Domain.Accounts;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Gates;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Grains.Calls;
using Pivotal.Grains.Dialer.Gates;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>A contact an agent wants to dial by hand, with all the gates need.</summary>
internal sealed record HandPicked(HopperEntry Entry, string? Kind, GateFacts Facts);

/// <summary>The contact behind an agent's own choice, and its claim past the order of the queue.</summary>
internal static class HandPickRows
{
    private const string Columns = $"""
        coalesce(@phone, nullif(q.phone_e164, ''), c.direct_phone_e164, c.mobile_phone_e164, a.main_phone_e164, '') as phone,
        coalesce(q.attempts, 0) as attempts, q.reason, c.time_zone as zone, c.state_abbr as state,
        case when @phone is null or @phone = q.phone_e164 then coalesce(q.phone_kind, case when c.direct_phone_e164 is not null then 'direct' when c.mobile_phone_e164 is not null then 'mobile' else 'hq' end)
             when @phone = c.direct_phone_e164 then 'direct' when @phone = c.mobile_phone_e164 then 'mobile' else 'hq' end as kind
        """;

    /// <summary>By contact, or by number: one in the campaign's queue before any other of the tenant; with all that the dial would know of him. Null: nobody has it.</summary>
    public static async Task<HandPicked?> Find(
        TenantSession db,
        CampaignSettings campaign,
        DialTarget target,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var contact = target.ContactId ?? await ByPhone(db, campaign.Id, target.Phone!, ct);
        if (contact is null)
            return null;
        var found = await db.QuerySingle<Row>(
            $"""
            select {Columns}, {CardRow.Person}
            from contacts c
            left join accounts a on a.tenant_id = c.tenant_id and a.id = c.account_id
            left join queue_entries q on q.tenant_id = c.tenant_id and q.campaign_id = @campaign and q.contact_id = c.id
            where c.id = @contact
            """,
            new
            {
                campaign = campaign.Id,
                contact,
                phone = target.ContactId is null ? target.Phone : null,
            },
            ct
        );
        if (found is null)
            return null;
        var (person, account) = (found.Contact, found.Account);
        var entry = new HopperEntry(
            person.Id,
            account?.Id,
            found.Phone,
            campaign.ClocksFor(ContactZone.OfAddress(found.Zone, found.State, person.Country), found.Phone),
            found.Attempts,
            found.Reason,
            person,
            account
        );
        if (await GateRows.ForDial(db, campaign, entry, now, ct) is not { } facts)
            return null;
        // Past its turn: when the queue would look at the contact again does not matter, what it has decided for good does.
        return new(entry, found.Kind, facts.Status is EntryStatus.Removed or EntryStatus.Done ? facts : facts with { Status = null });
    }

    /// <summary>A contact that was not in the queue enters it. False: somebody else has it.</summary>
    public static async Task<bool> Claim(
        TenantSession db,
        Guid campaign,
        long epoch,
        HandPicked picked,
        DateTimeOffset now,
        TimeSpan lease,
        CancellationToken ct
    ) =>
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
                tenant = db.TenantId,
                campaign,
                epoch,
                now,
                until = now + lease,
                contact = picked.Entry.ContactId,
                account = picked.Entry.AccountId,
                phone = picked.Entry.Phone,
                kind = picked.Kind,
                zone = picked.Entry.TimeZone,
            },
            ct
        ) == 1;

    private static async Task<Guid?> ByPhone(TenantSession db, Guid campaign, string phone, CancellationToken ct) =>
        await db.Scalar<Guid?>(
            "select contact_id from queue_entries where campaign_id = @campaign and phone_e164 = @phone and status in ('queued', 'claimed') limit 1",
            new { campaign, phone },
            ct
        )
        ?? await db.Scalar<Guid?>(
            """
            select id from contacts where direct_phone_e164 = @phone and deleted_at is null
            union all select id from contacts where mobile_phone_e164 = @phone and deleted_at is null
            order by 1 limit 1
            """,
            new { phone },
            ct
        );

    private sealed record Row(
        string Phone,
        int Attempts,
        string? Reason,
        string? Zone,
        string? State,
        string? Kind,
        CallContact Contact,
        CallAccount? Account
    );
}
