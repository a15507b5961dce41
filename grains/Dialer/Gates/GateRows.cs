using Pivotal.Data.Campaigns;
using Pivotal.Data.Compliance;
using Pivotal.Data.Shared;
using Pivotal.Domain.Accounts;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Gates;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Places;
using Pivotal.Grains.Dialer.Places;
using Pivotal.Grains.Dialer.Queue;

namespace Pivotal.Grains.Dialer.Gates;

/// <summary>Reads what the chain judges. The transaction that stores intents and the question "why" read it with the same statement.</summary>
internal static class GateRows
{
    /// <summary>Longer than any call; the carrier ends calls after four hours.</summary>
    private static readonly TimeSpan LongestCall = TimeSpan.FromHours(5);

    /// <summary>Contacts that exist, in any order. One that is not in the queue has no status but carries the number it would be called on.</summary>
    /// <param name="phone">the number that would be dialled, for all of them; null: each one's own</param>
    public static async Task<Dictionary<Guid, GateFacts>> Read(
        TenantSession db,
        CampaignSettings campaign,
        IReadOnlyList<Guid> contacts,
        DateTimeOffset now,
        CancellationToken ct,
        string? phone = null
    )
    {
        var found = await db.Query<Row>(
            $"""
            select c.id as facts_contact_id, coalesce(q.account_id, c.account_id) as facts_account_id, of.phone as facts_phone, coalesce(q.phone_kind, own.kind) as facts_phone_kind,
                   c.country as facts_country, coalesce(c.state_abbr, c.state) as facts_state, c.state_abbr as state, c.time_zone as zone, '' as facts_time_zone,
                   coalesce(q.attempts, 0) as facts_attempts, q.reason as facts_waits, q.status as facts_status, q.next_attempt_at as facts_due_at,
                   c.deleted_at is not null or c.is_invalid as facts_invalid,
                   c.suppressed_phone
                     or {Suppressed.Phone("of.phone")}
                     or {Suppressed.Domain("of.domains")} as facts_suppressed,
                   exists (select 1 from call_attempts t where t.tenant_id = c.tenant_id and t.contact_id = c.id and t.ended_at is null) as facts_in_call,
                   case when @filters = '[]'::jsonb then true else matches_filters(contact_properties(c, a), @filters) end as facts_fits_filters,
                   rest.abandoned as facts_abandoned_at, rest.machine as facts_machine_at, rest.called as facts_number_called_at
            from contacts c
            left join accounts a on a.tenant_id = c.tenant_id and a.id = c.account_id
            left join queue_entries q on q.tenant_id = c.tenant_id and q.campaign_id = @campaign and q.contact_id = c.id
            left join lateral (
              select n.phone, n.kind
              from {CallableNumber.Of}
              where {CallableNumber.Is("n.phone")} order by n.rank limit 1) own on true
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
            """,
            Parameters(db, campaign, contacts, now, phone),
            ct
        );
        var rows = found.ConvertAll(r =>
            r.Facts with
            {
                TimeZone = campaign.ClocksFor(ContactZone.OfAddress(r.Zone, r.State, r.Facts.Country), r.Facts.Phone),
            }
        );
        if (campaign.Rules.Recycle.Caps is { } caps)
            rows = [.. await WithCalls(db, caps, rows, now, ct)];
        return rows.ToDictionary(f => f.ContactId);
    }

    /// <summary>Of the number's calls, over all campaigns of the tenant, only those are read that law and rules let it rest after.</summary>
    private static object Parameters(
        TenantSession db,
        CampaignSettings campaign,
        IReadOnlyList<Guid> contacts,
        DateTimeOffset now,
        string? phone
    )
    {
        var abandonedSince = now - Hours(campaign.Compliance.LockOutHours?.Value);
        var machineSince = now - Hours(campaign.Compliance.MachineRestHours?.Value);
        var calledSince = campaign.Rules.Recycle.NumberRestMinutes is > 0 and var minutes
            ? now.AddMinutes(-minutes)
            : (DateTimeOffset?)null;
        DateTimeOffset? oldest = null;
        foreach (var since in new[] { abandonedSince, machineSince, calledSince })
            if (oldest is null || since < oldest)
                oldest = since;
        return new
        {
            tenant = db.TenantId,
            campaign = campaign.Id,
            contacts = contacts.ToArray(),
            filters = QueueFilters.Parameter(campaign.Rules.Queue.Filters),
            now,
            phone,
            abandonedSince,
            machineSince,
            calledSince,
            oldest = oldest - LongestCall,
        };

        static TimeSpan? Hours(int? hours) => hours is { } h ? TimeSpan.FromHours(h) : null;
    }

    /// <summary>Of contacts that agents are to be shown: what the dial would know of them, places included. The call would have an agent of its own.</summary>
    public static async Task<Dictionary<Guid, GateFacts>> ForOffer(
        TenantSession db,
        CampaignSettings campaign,
        IReadOnlyList<Guid> contacts,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        Dictionary<Guid, GateFacts> all = [];
        foreach (var (contact, facts) in await Read(db, campaign, contacts, now, ct))
            all[contact] = await WithPlaces(db, campaign, facts, now, ct);
        return all;
    }

    /// <summary>The same of one contact on the number that its agent has chosen. Null: no such contact.</summary>
    public static async Task<GateFacts?> ForDial(
        TenantSession db,
        CampaignSettings campaign,
        HopperEntry entry,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        (await Read(db, campaign, [entry.ContactId], now, ct, entry.Phone.Length > 0 ? entry.Phone : null)).TryGetValue(
            entry.ContactId,
            out var facts
        )
            ? await WithPlaces(db, campaign, facts, now, ct)
            : null;

    private static async Task<GateFacts> WithPlaces(
        TenantSession db,
        CampaignSettings campaign,
        GateFacts facts,
        DateTimeOffset now,
        CancellationToken ct
    ) => await WithQuotas(db, campaign, await WithLeadCap(db, campaign, facts, now, ct), now, ct) with { Guaranteed = true };

    /// <summary>For the question "why" and for contacts that agents are shown or choose: the places of the account, which at the dial the cap's grain gives away itself.</summary>
    public static async Task<GateFacts> WithLeadCap(
        TenantSession db,
        CampaignSettings campaign,
        GateFacts facts,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (campaign.Cap is not { PerCall: true } || facts.AccountId is not { } account)
            return facts;
        var use = await db.QuerySingle<CapUse>(
            """
            select (count(*) filter (where state = 'reserved' and (leased_until is null or leased_until > @now)))::int as reserved, (count(*) filter (where state = 'committed'))::int as committed
            from cap_reservations where campaign_id = @scope and account_id = @account
            """,
            new
            {
                scope = campaign.CapScope(db.TenantId),
                account,
                now,
            },
            ct
        );
        return facts with { LeadCap = use };
    }

    /// <summary>For the same questions as the lead cap.</summary>
    public static async Task<GateFacts> WithQuotas(
        TenantSession db,
        CampaignSettings campaign,
        GateFacts facts,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (campaign.Rules.Quotas.Count == 0)
            return facts;
        var counted = (await QuotaRows.Of(db, campaign.Rules.Quotas, [facts.ContactId], ct))[facts.ContactId];
        var used = await QuotaRows.Used(db, campaign.Id, campaign.Rules.Quotas, now, ct);
        return facts with
        {
            Quotas =
            [
                .. counted.Select(q => new QuotaUse(
                    q.Name,
                    q.Goal,
                    used.GetValueOrDefault(q.Id).Reserved,
                    used.GetValueOrDefault(q.Id).Leads
                )),
            ],
        };
    }

    private static async Task<IEnumerable<GateFacts>> WithCalls(
        TenantSession db,
        AttemptCaps caps,
        List<GateFacts> facts,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var contacts = await Calls(db, caps.Contact, "contact_id", facts.Select(f => f.ContactId).Distinct().ToArray(), now, ct);
        var phones = await Calls(db, caps.Phone, "phone_e164", facts.Select(f => f.Phone).Distinct().ToArray(), now, ct);
        var accounts = await Calls(
            db,
            caps.Account,
            "account_id",
            facts.Where(f => f.AccountId is not null).Select(f => f.AccountId!.Value).Distinct().ToArray(),
            now,
            ct
        );
        return facts.Select(f =>
            f with
            {
                Calls = new(
                    contacts.GetValueOrDefault(f.ContactId, CallsTo.Nobody),
                    phones.GetValueOrDefault(f.Phone, CallsTo.Nobody),
                    f.AccountId is { } account ? accounts.GetValueOrDefault(account, CallsTo.Nobody) : CallsTo.Nobody
                ),
            }
        );
    }

    /// <summary>A call that never rang (refused by the carrier, undone) does not count; one that is under way does.</summary>
    private static async Task<Dictionary<T, CallsTo>> Calls<T>(
        TenantSession db,
        AttemptCap? cap,
        string column,
        T[] of,
        DateTimeOffset now,
        CancellationToken ct
    )
        where T : notnull
    {
        if (cap is null || of.Length == 0)
            return [];
        var rows = await db.Query<PastCalls<T>>(
            $"""
            select o.of,
                   (select count(*)::int from (
                      select 1 from call_attempts t where t.tenant_id = @tenant and t.{column} = o.of and (t.dialed_at is not null or t.ended_at is null) limit @ever) e) as total,
                   array(
                     select t.created_at from call_attempts t
                     where t.tenant_id = @tenant and t.{column} = o.of and (t.dialed_at is not null or t.ended_at is null) and t.created_at > @since order by t.created_at desc limit 200) as recent
            from unnest(@of) as o (of)
            """,
            new
            {
                tenant = db.TenantId,
                of,
                ever = cap.Lifetime ?? 0,
                since = now.AddHours(-48),
            },
            ct
        );
        return rows.ToDictionary(r => r.Of, r => new CallsTo(r.Total, r.Recent));
    }

    /// <param name="Facts">but for the clocks, which follow from these, the country and the number</param>
    private sealed record Row(GateFacts Facts, string? Zone, string? State);

    private readonly record struct PastCalls<T>(T Of, int Total, DateTimeOffset[] Recent);
}
