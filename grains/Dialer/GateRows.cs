using Pivotal.Data.Shared;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Dialer.Rules;
using Pivotal.Grains.Dialer.Chain;

namespace Pivotal.Grains.Dialer;

/// <summary>Reads what the chain judges. The transaction that stores intents and the question "why" read it with the same statement.</summary>
internal static class GateRows
{
    /// <summary>Contacts that exist, in any order. One that is not in the queue has no status but carries the number it would be called on.</summary>
    public static async Task<Dictionary<Guid, GateFacts>> Read(TenantSession db, CampaignSettings campaign, IReadOnlyList<Guid> contacts, DateTimeOffset now, CancellationToken ct)
    {
        var rows = await db.Query(
            """
            select c.id, coalesce(q.account_id, c.account_id), coalesce(nullif(q.phone_e164, ''), own.phone, ''), coalesce(q.phone_kind, own.kind), q.time_zone, c.country, c.state_abbr, c.state,
                   coalesce(q.attempts, 0), q.reason, q.status, q.next_attempt_at,
                   c.deleted_at is not null or c.is_invalid,
                   c.suppressed_phone or exists (
                     select 1 from suppressions s where s.tenant_id = c.tenant_id and s.kind = 'phone' and s.value = coalesce(nullif(q.phone_e164, ''), own.phone)),
                   exists (select 1 from call_attempts t where t.tenant_id = c.tenant_id and t.contact_id = c.id and t.ended_at is null),
                   case when @filters = '[]'::jsonb then true else matches_filters(contact_properties(c, a), @filters) end, c.time_zone
            from contacts c
            left join accounts a on a.tenant_id = c.tenant_id and a.id = c.account_id
            left join queue_entries q on q.tenant_id = c.tenant_id and q.campaign_id = @campaign and q.contact_id = c.id
            left join lateral (
              select n.phone, n.kind
              from (values (1, c.direct_phone_e164, 'direct'), (2, c.mobile_phone_e164, 'mobile'), (3, a.main_phone_e164, 'hq')) as n (rank, phone, kind)
              where n.phone ~ '^\+[1-9][0-9]{6,14}$' order by n.rank limit 1) own on true
            where c.id = any(@contacts)
            """, new { campaign = campaign.Id, contacts = contacts.ToArray(), filters = QueueFilters.Parameter(campaign.Rules.Queue.Filters) },
            r => new GateFacts
            {
                ContactId = r.GetGuid(0), AccountId = r.IdAt(1), Phone = r.GetString(2), PhoneKind = r.TextAt(3),
                TimeZone = r.TextAt(4) ?? Clocks(campaign, r.TextAt(16), r.TextAt(6), r.TextAt(5), r.GetString(2)), Country = r.TextAt(5), State = r.TextAt(6) ?? r.TextAt(7),
                Attempts = r.GetInt32(8), Waits = r.TextAt(9), Status = r.TextAt(10), DueAt = r.TimeAt(11), Invalid = r.GetBoolean(12), Suppressed = r.GetBoolean(13), InCall = r.GetBoolean(14),
                FitsFilters = r.GetBoolean(15),
            }, ct);
        if (campaign.Rules.Recycle.Caps is { } caps) rows = [.. await WithCalls(db, caps, rows, now, ct)];
        return (await LockOutRows.Add(db, campaign, rows, now, ct)).ToDictionary(f => f.ContactId);
    }

    private static string Clocks(CampaignSettings campaign, string? stored, string? state, string? country, string phone) =>
        campaign.ClocksFor(stored is null && state is null && string.IsNullOrEmpty(country) ? null : ContactZone.Resolve(stored, state, country, campaign.Zone), phone);

    /// <summary>For the question "why": the places of the account, which at the dial the cap's grain gives away itself.</summary>
    public static async Task<GateFacts> WithLeadCap(TenantSession db, CampaignSettings campaign, GateFacts facts, DateTimeOffset now, CancellationToken ct)
    {
        if (campaign.Cap is not { PerCall: true } || facts.AccountId is not { } account) return facts;
        var use = await db.QuerySingle(
            """
            select (count(*) filter (where state = 'reserved' and (leased_until is null or leased_until > @now)))::int, (count(*) filter (where state = 'committed'))::int
            from cap_reservations where campaign_id = @scope and account_id = @account
            """, new { scope = campaign.CapScope(db.TenantId), account, now }, r => new CapUse(r.GetInt32(0), r.GetInt32(1)), ct);
        return facts with { LeadCap = use };
    }

    /// <summary>For the question "why", as with the lead cap.</summary>
    public static async Task<GateFacts> WithQuotas(TenantSession db, CampaignSettings campaign, GateFacts facts, DateTimeOffset now, CancellationToken ct)
    {
        if (campaign.Rules.Quotas.Count == 0) return facts;
        var counted = (await QuotaRows.Of(db, campaign.Rules.Quotas, [facts.ContactId], ct))[facts.ContactId];
        var used = await QuotaRows.Used(db, campaign.Id, campaign.Rules.Quotas, now, ct);
        return facts with { Quotas = [.. counted.Select(q => new QuotaUse(q.Name, q.Goal, used.GetValueOrDefault(q.Id).Reserved, used.GetValueOrDefault(q.Id).Leads))] };
    }

    private static async Task<IEnumerable<GateFacts>> WithCalls(TenantSession db, AttemptCaps caps, List<GateFacts> facts, DateTimeOffset now, CancellationToken ct)
    {
        var contacts = await Calls(db, caps.Contact, "contact_id", facts.Select(f => f.ContactId).Distinct().ToArray(), now, ct);
        var phones = await Calls(db, caps.Phone, "phone_e164", facts.Select(f => f.Phone).Distinct().ToArray(), now, ct);
        var accounts = await Calls(db, caps.Account, "account_id", facts.Where(f => f.AccountId is not null).Select(f => f.AccountId!.Value).Distinct().ToArray(), now, ct);
        return facts.Select(f => f with
        {
            Calls = new(
                contacts.GetValueOrDefault(f.ContactId, CallsTo.Nobody), phones.GetValueOrDefault(f.Phone, CallsTo.Nobody),
                f.AccountId is { } account ? accounts.GetValueOrDefault(account, CallsTo.Nobody) : CallsTo.Nobody),
        });
    }

    /// <summary>A call that never rang (refused by the carrier, undone) does not count; one that is under way does.</summary>
    private static async Task<Dictionary<T, CallsTo>> Calls<T>(TenantSession db, AttemptCap? cap, string column, T[] of, DateTimeOffset now, CancellationToken ct) where T : notnull
    {
        if (cap is null || of.Length == 0) return [];
        var rows = await db.Query(
            $"""
            select o.of,
                   (select count(*)::int from (
                      select 1 from call_attempts t where t.tenant_id = @tenant and t.{column} = o.of and (t.dialed_at is not null or t.ended_at is null) limit @ever) e),
                   array(
                     select t.created_at from call_attempts t
                     where t.tenant_id = @tenant and t.{column} = o.of and (t.dialed_at is not null or t.ended_at is null) and t.created_at > @since order by t.created_at desc limit 200)
            from unnest(@of) as o (of)
            """, new { tenant = db.TenantId, of, ever = cap.Lifetime ?? 0, since = now.AddHours(-48) },
            r => (Of: r.GetFieldValue<T>(0), Calls: new CallsTo(r.GetInt32(1), [.. r.GetFieldValue<DateTime[]>(2).Select(t => new DateTimeOffset(t, TimeSpan.Zero))])), ct);
        return rows.ToDictionary(r => r.Of, r => r.Calls);
    }
}
