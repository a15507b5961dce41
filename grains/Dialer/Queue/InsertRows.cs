using Pivotal.Data.Compliance;
using Pivotal.Data.Shared;
using Pivotal.Domain.Accounts;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Gates;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Grains.Dialer.Gates;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>A contact put into a queue by hand or by another system.</summary>
internal static class InsertRows
{
    /// <returns>the contact as it will stand in the queue; null: no such contact. With an empty number: it has none of the kind asked for.</returns>
    public static async Task<GateFacts?> Planned(
        TenantSession db,
        CampaignSettings campaign,
        InsertEntry request,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (!(await GateRows.Read(db, campaign, [request.ContactId], now, ct)).TryGetValue(request.ContactId, out var facts))
            return null;
        if (request.PhoneKind is { } kind)
        {
            var number = await db.Scalar<string>(
                """
                select case @kind when 'direct' then c.direct_phone_e164 when 'mobile' then c.mobile_phone_e164 else a.main_phone_e164 end
                from contacts c left join accounts a on a.tenant_id = c.tenant_id and a.id = c.account_id where c.id = @contact
                """,
                new { contact = request.ContactId, kind },
                ct
            );
            if (!PhoneNumbers.IsE164(number))
                return facts with { Phone = "" };
            var suppressed = await db.Scalar<bool>(
                $"select c.suppressed_phone or {Suppressed.Phone("@number", "c.tenant_id")} from contacts c where c.id = @contact",
                new { contact = request.ContactId, number },
                ct
            );
            facts = facts with
            {
                Phone = number!,
                PhoneKind = kind,
                Suppressed = suppressed,
                TimeZone = campaign.ClocksFor(ContactClocks.First(facts.TimeZone), number!),
            };
        }

        // Where it stands now does not matter, unless it is being called.
        return facts.Status is EntryStatus.InProgress or EntryStatus.Claimed
            ? facts
            : facts with
            {
                Status = EntryStatus.Queued,
                Waits = null,
                DueAt = request.NotBefore ?? now,
            };
    }

    public static async Task Store(
        TenantSession db,
        CampaignSettings campaign,
        InsertEntry request,
        GateFacts facts,
        DateTimeOffset now,
        Guid auditId,
        CancellationToken ct
    )
    {
        await db.Execute(
            """
            insert into queue_entries (tenant_id, campaign_id, contact_id, account_id, phone_e164, phone_kind, time_zone, priority, next_attempt_at, lane, created_at, updated_at)
            values (@tenant, @campaign, @contact, @account, @phone, @kind, @zone, @priority, @due, @lane, @now, @now)
            on conflict (tenant_id, campaign_id, contact_id) do update
            set status = 'queued', reason = null, priority = excluded.priority, next_attempt_at = excluded.next_attempt_at, phone_e164 = excluded.phone_e164, phone_kind = excluded.phone_kind,
                callback_at = null, callback_agent = null,
                updated_at = @now
            where queue_entries.status in ('queued', 'done', 'removed')
            """,
            new
            {
                tenant = db.TenantId,
                campaign = campaign.Id,
                contact = facts.ContactId,
                account = facts.AccountId,
                phone = facts.Phone,
                kind = facts.PhoneKind ?? "direct",
                zone = facts.TimeZone,
                priority = request.Priority,
                due = request.NotBefore ?? now,
                lane = campaign.Rules.Queue.IsPlain() ? "" : null,
                now,
            },
            ct
        );
        await ZoneRows.Align(db, campaign, [facts.ContactId], ct);
        await AuditRow.Insert(
            db,
            auditId,
            request.By,
            "campaigns.contact_queued",
            "campaign",
            campaign.Id,
            new
            {
                contact = facts.ContactId,
                request.Priority,
                request.PhoneKind,
                request.NotBefore,
            },
            now,
            ct
        );
    }
}
