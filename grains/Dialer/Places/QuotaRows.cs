using System.Text.Json;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;

namespace Pivotal.Grains.Dialer.Places;

/// <summary>Which contacts a quota counts, and what of it is used. Its places are kept as those of a lead cap, under the quota's id.</summary>
internal static class QuotaRows
{
    /// <summary>The quotas that count each of these contacts.</summary>
    public static async Task<ILookup<Guid, DemographicQuota>> Of(
        TenantSession db,
        IReadOnlyList<DemographicQuota> quotas,
        IReadOnlyList<Guid> contacts,
        CancellationToken ct
    )
    {
        var rows = await db.Query<CountedBy>(
            """
            select c.id as contact, (f.n - 1)::int as quota
            from contacts c left join accounts a on a.tenant_id = c.tenant_id and a.id = c.account_id
            cross join jsonb_array_elements(@filters) with ordinality as f (filter, n)
            where c.id = any(@contacts) and matches_filters(contact_properties(c, a), jsonb_build_array(f.filter))
            """,
            new { contacts = contacts.ToArray(), filters = Filters(quotas) },
            ct
        );
        return rows.ToLookup(r => r.Contact, r => quotas[r.Quota]);
    }

    /// <summary>The quotas in which a call holds a place.</summary>
    public static Task<List<Guid>> Held(TenantSession db, Guid campaign, IReadOnlyList<Guid> quotas, Guid call, CancellationToken ct) =>
        db.Query<Guid>(
            "select account_id from cap_reservations where campaign_id = @campaign and account_id = any(@quotas) and ref_id = @call and state <> 'released'",
            new
            {
                campaign,
                quotas = quotas.ToArray(),
                call,
            },
            ct
        );

    /// <summary>Leads that were made before leads were counted towards the goal.</summary>
    public static Task Seed(TenantSession db, Guid campaign, CancellationToken ct) =>
        db.Execute(
            """
            insert into cap_reservations (tenant_id, campaign_id, account_id, ref_id, state)
            select l.tenant_id, l.campaign_id, l.campaign_id, l.attempt_id, 'committed' from leads l where l.campaign_id = @campaign and l.status <> 'rejected'
            on conflict do nothing
            """,
            new { campaign },
            ct
        );

    /// <summary>Calls whose lead was rejected while nobody listened.</summary>
    public static Task<List<Guid>> Rejected(TenantSession db, Guid campaign, IReadOnlyList<Guid> quotas, CancellationToken ct) =>
        db.Query<Guid>(
            """
            select distinct l.attempt_id from leads l
            join cap_reservations r on r.tenant_id = l.tenant_id and r.campaign_id = l.campaign_id and r.account_id = any(@quotas) and r.ref_id = l.attempt_id and r.state = 'committed'
            where l.campaign_id = @campaign and l.status = 'rejected'
            """,
            new { campaign, quotas = quotas.ToArray() },
            ct
        );

    public static async Task<Dictionary<Guid, (int Reserved, int Leads)>> Used(
        TenantSession db,
        Guid campaign,
        IReadOnlyList<DemographicQuota> quotas,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var rows = await db.Query<Places>(
            """
            select account_id as quota, (count(*) filter (where state = 'reserved' and (leased_until is null or leased_until > @now)))::int as reserved, (count(*) filter (where state = 'committed'))::int as leads
            from cap_reservations where campaign_id = @campaign and account_id = any(@quotas) group by account_id
            """,
            new
            {
                campaign,
                quotas = quotas.Select(q => q.Id).ToArray(),
                now,
            },
            ct
        );
        return rows.ToDictionary(r => r.Quota, r => (r.Reserved, r.Leads));
    }

    /// <summary>Quotas that have their goal.</summary>
    public static async Task<IReadOnlyList<DemographicQuota>> Full(
        TenantSession db,
        CampaignSettings campaign,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var used = await Used(db, campaign.Id, campaign.Rules.Quotas, now, ct);
        return [.. campaign.Rules.Quotas.Where(q => used.GetValueOrDefault(q.Id).Leads >= q.Goal)];
    }

    /// <summary>Of these contacts, those whom a quota counts that has its goal leave; those who left over one that has room again (a higher goal, another rule) come back.</summary>
    /// <returns>by how many the contacts that can be dialled became more</returns>
    public static async Task<int> Apply(
        TenantSession db,
        CampaignSettings campaign,
        Guid[] contacts,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var full = Filters(campaign.Rules.Quotas.Count == 0 ? [] : await Full(db, campaign, now, ct));
        const string Counted =
            "exists (select 1 from jsonb_array_elements(@full) f where matches_filters(contact_properties(c, a), jsonb_build_array(f)))";
        var back = await db.Execute(
            $"""
            update queue_entries q set status = 'queued', reason = null, next_attempt_at = @now, updated_at = @now
            from contacts c left join accounts a on a.tenant_id = c.tenant_id and a.id = c.account_id
            where q.campaign_id = @campaign and q.contact_id = any(@contacts) and q.status = 'removed' and q.reason = 'quota_full' and c.tenant_id = q.tenant_id and c.id = q.contact_id and not {Counted}
            """,
            new
            {
                campaign = campaign.Id,
                contacts,
                full,
                now,
            },
            ct
        );
        if (full.Text == "[]")
            return back;
        return back
            - await db.Execute(
                $"""
                update queue_entries q set status = 'removed', reason = 'quota_full', claimed_until = null, updated_at = @now
                from contacts c left join accounts a on a.tenant_id = c.tenant_id and a.id = c.account_id
                where q.campaign_id = @campaign and q.contact_id = any(@contacts) and q.status in ('queued', 'claimed') and c.tenant_id = q.tenant_id and c.id = q.contact_id and {Counted}
                """,
                new
                {
                    campaign = campaign.Id,
                    contacts,
                    full,
                    now,
                },
                ct
            );
    }

    /// <summary>Contacts that wait for a place in a quota or in the lead goal are looked at again now.</summary>
    /// <param name="pause">how long they wait at most, so that nobody else's waiting is gone through</param>
    public static Task Wake(TenantSession db, Guid campaign, DateTimeOffset now, TimeSpan pause, CancellationToken ct) =>
        db.Execute(
            """
            update queue_entries set next_attempt_at = @now, updated_at = @now
            where campaign_id = @campaign and status = 'queued' and reason in ('quota_full', 'goal_reached') and next_attempt_at > @now and next_attempt_at <= @until
            """,
            new
            {
                campaign,
                now,
                until = now + pause,
            },
            ct
        );

    private static Jsonb Filters(IReadOnlyList<DemographicQuota> quotas) =>
        new(JsonSerializer.Serialize(quotas.Select(q => new QueueFilter(q.Field, "is", q.Values)), Rows.Json));

    private readonly record struct CountedBy(Guid Contact, int Quota);

    private readonly record struct Places(Guid Quota, int Reserved, int Leads);
}
