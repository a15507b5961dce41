using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Gates;
using Pivotal.Domain.Dialer.Order;

namespace Pivotal.Grains.Dialer;

/// <summary>Reads what the chain judges. The transaction that stores intents and the question "why" read it with the same statement.</summary>
internal static class GateRows
{
    /// <summary>Longer than any call; the carrier ends calls after four hours.</summary>
    private static readonly TimeSpan LongestCall = TimeSpan.FromHours(5);

    /// <summary>Contacts that exist, in any order. One that is not in the queue has no status but carries the number it would be called on.</summary>
    /// <param name="phone">the number that would be dialled, for all of them; null: each one's own</param>
    public static async Task<Dictionary<Guid, GateFacts>> Read(
        TenantSession db, CampaignSettings campaign, IReadOnlyList<Guid> contacts, DateTimeOffset now, CancellationToken ct, string? phone = null)
    {
        var rows = await db.Query(
            """
            select c.id, coalesce(q.account_id, c.account_id), of.phone, coalesce(q.phone_kind, own.kind), c.country, c.state_abbr, c.state,
                   coalesce(q.attempts, 0), q.reason, q.status, q.next_attempt_at,
                   c.deleted_at is not null or c.is_invalid,
                   c.suppressed_phone
                     or exists (select 1 from suppressions s where s.tenant_id = @tenant and s.kind = 'phone' and s.value = of.phone)
                     or exists (select 1 from suppressions s where s.tenant_id = @tenant and s.kind = 'domain' and s.value = any(of.domains)),
                   exists (select 1 from call_attempts t where t.tenant_id = c.tenant_id and t.contact_id = c.id and t.ended_at is null),
                   case when @filters = '[]'::jsonb then true else matches_filters(contact_properties(c, a), @filters) end, c.time_zone, rest.abandoned, rest.machine, rest.called
            from contacts c
            left join accounts a on a.tenant_id = c.tenant_id and a.id = c.account_id
            left join queue_entries q on q.tenant_id = c.tenant_id and q.campaign_id = @campaign and q.contact_id = c.id
            left join lateral (
              select n.phone, n.kind
              from (values (1, c.direct_phone_e164, 'direct'), (2, c.mobile_phone_e164, 'mobile'), (3, a.main_phone_e164, 'hq')) as n (rank, phone, kind)
              where n.phone ~ '^\+[1-9][0-9]{6,14}$' order by n.rank limit 1) own on true
            -- Finished values: under row-level security an index is not used for an expression that might leak what it is given.
            cross join lateral (
              select coalesce(@phone, nullif(q.phone_e164, ''), own.phone, '') as phone,
                     domain_and_above(split_part(c.email_normalized, '@', 2)) || domain_and_above(a.domain_normalized) as domains offset 0) of
            left join lateral (
              select max(t.ended_at) filter (where t.outcome = 'abandoned' and t.ended_at > @abandonedSince) as abandoned,
                     max(t.ended_at) filter (where t.amd_result = 'machine' and t.bridged_at is null and t.ended_at > @machineSince) as machine,
                     -- A call that never rang does not count; one that is under way does.
                     max(coalesce(t.ended_at, @now)) filter (
                       where (t.campaign_id <> @campaign or t.contact_id <> c.id) and (t.dialed_at is not null or t.ended_at is null) and coalesce(t.ended_at, @now) > @calledSince) as called
              from (
                -- By the number, whatever the planner believes of a tenant that is new.
                select x.campaign_id, x.contact_id, x.outcome, x.amd_result, x.dialed_at, x.bridged_at, x.ended_at, x.created_at from call_attempts x
                where x.tenant_id = @tenant and x.phone_e164 = of.phone offset 0) t
              where t.created_at > @oldest) rest on @oldest is not null
            where c.id = any(@contacts)
            """, Parameters(db, campaign, contacts, now, phone),
            r => new GateFacts
            {
                ContactId = r.GetGuid(0), AccountId = r.IdAt(1), Phone = r.GetString(2), PhoneKind = r.TextAt(3),
                TimeZone = Clocks(campaign, r.TextAt(15), r.TextAt(5), r.TextAt(4), r.GetString(2)), Country = r.TextAt(4), State = r.TextAt(5) ?? r.TextAt(6),
                Attempts = r.GetInt32(7), Waits = r.TextAt(8), Status = r.TextAt(9), DueAt = r.TimeAt(10), Invalid = r.GetBoolean(11), Suppressed = r.GetBoolean(12), InCall = r.GetBoolean(13),
                FitsFilters = r.GetBoolean(14), AbandonedAt = r.TimeAt(16), MachineAt = r.TimeAt(17), NumberCalledAt = r.TimeAt(18),
            }, ct);
        if (campaign.Rules.Recycle.Caps is { } caps) rows = [.. await WithCalls(db, caps, rows, now, ct)];
        return rows.ToDictionary(f => f.ContactId);
    }

    /// <summary>Of the number's calls, over all campaigns of the tenant, only those are read that law and rules let it rest after.</summary>
    private static object Parameters(TenantSession db, CampaignSettings campaign, IReadOnlyList<Guid> contacts, DateTimeOffset now, string? phone)
    {
        var abandonedSince = now - Hours(campaign.Compliance.LockOutHours?.Value);
        var machineSince = now - Hours(campaign.Compliance.MachineRestHours?.Value);
        var calledSince = campaign.Rules.Recycle.NumberRestMinutes is > 0 and var minutes ? now.AddMinutes(-minutes) : (DateTimeOffset?)null;
        DateTimeOffset? oldest = null;
        foreach (var since in new[] { abandonedSince, machineSince, calledSince })
            if (oldest is null || since < oldest) oldest = since;
        return new
        {
            tenant = db.TenantId, campaign = campaign.Id, contacts = contacts.ToArray(), filters = QueueFilters.Parameter(campaign.Rules.Queue.Filters), now,
            phone, abandonedSince, machineSince, calledSince, oldest = oldest - LongestCall,
        };

        static TimeSpan? Hours(int? hours) => hours is { } h ? TimeSpan.FromHours(h) : null;
    }

    private static string Clocks(CampaignSettings campaign, string? stored, string? state, string? country, string phone) =>
        campaign.ClocksFor(ContactZone.OfAddress(stored, state, country), phone);

    /// <summary>Of contacts that agents are to be shown: what the dial would know of them, places included. The call would have an agent of its own.</summary>
    public static async Task<Dictionary<Guid, GateFacts>> ForOffer(TenantSession db, CampaignSettings campaign, IReadOnlyList<Guid> contacts, DateTimeOffset now, CancellationToken ct)
    {
        Dictionary<Guid, GateFacts> all = [];
        foreach (var (contact, facts) in await Read(db, campaign, contacts, now, ct)) all[contact] = await WithPlaces(db, campaign, facts, now, ct);
        return all;
    }

    /// <summary>The same of one contact on the number that its agent has chosen. Null: no such contact.</summary>
    public static async Task<GateFacts?> ForDial(TenantSession db, CampaignSettings campaign, HopperEntry entry, DateTimeOffset now, CancellationToken ct) =>
        (await Read(db, campaign, [entry.ContactId], now, ct, entry.Phone.Length > 0 ? entry.Phone : null)).TryGetValue(entry.ContactId, out var facts)
            ? await WithPlaces(db, campaign, facts, now, ct) : null;

    private static async Task<GateFacts> WithPlaces(TenantSession db, CampaignSettings campaign, GateFacts facts, DateTimeOffset now, CancellationToken ct) =>
        await WithQuotas(db, campaign, await WithLeadCap(db, campaign, facts, now, ct), now, ct) with { Guaranteed = true };

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
