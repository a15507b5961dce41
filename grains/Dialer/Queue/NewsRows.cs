using Pivotal.Data.Campaigns;
using Pivotal.Data.Compliance;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Grains.Dialer.Gates;

namespace Pivotal.Grains.Dialer.Queue;

/// <param name="Lines">what was read; to be removed when its effect is stored</param>
/// <param name="Contacts">what was known of them is out of date</param>
/// <param name="Left">may not be called any more</param>
/// <param name="Ringing">are being called at this moment and may not be called any more</param>
/// <param name="Callable">numbers of those who wait: by the rows nothing speaks against calling them</param>
internal sealed record ContactNews(
    long[] Lines,
    IReadOnlySet<Guid> Contacts,
    IReadOnlyList<(Guid Contact, Guid? Account)> Left,
    IReadOnlySet<Guid> Ringing,
    IReadOnlyList<string> Callable
);

/// <summary>
/// People of the queue of whom a fact that gates read has changed, whatever changed it (migrations 0050, 0058): number, address, company, suppression, list. Their rows get the
/// present number and clocks, those who wait are judged anew, and those who were claimed wait again, so that they are claimed as they are now.
/// Who is in a call keeps his line of news until it has ended.
/// </summary>
internal static class NewsRows
{
    private const int PerStep = 1000;

    /// <summary>What there is news of: <c>contact</c>, <c>settings</c>, <c>agents</c>, <c>members</c>.</summary>
    public static Task<List<string>> Kinds(TenantSession db, Guid campaign, CancellationToken ct) =>
        db.Query<string>(
            """
            select w.what from unnest(array['contact', 'settings', 'agents', 'members']) as w (what)
            where exists (select 1 from queue_news n where n.tenant_id = @tenant and n.campaign_id = @campaign and n.what = w.what)
            """,
            new { tenant = db.TenantId, campaign },
            ct
        );

    /// <summary>The lines about these. Read before what they are about: a change after that writes its line again, under another id.</summary>
    public static async Task<long[]> Lines(TenantSession db, Guid campaign, CancellationToken ct, params string[] about) =>
        [
            .. await db.Query<long>(
                "select id from queue_news where tenant_id = @tenant and campaign_id = @campaign and what = any(@about)",
                new
                {
                    tenant = db.TenantId,
                    campaign,
                    about,
                },
                ct
            ),
        ];

    /// <summary>For what is stored in the same transaction, or of no interest any more. A line that is being written now is left.</summary>
    public static Task OnRead(TenantSession db, Guid campaign, CancellationToken ct, params string[] about) =>
        db.Execute(
            """
            delete from queue_news where tenant_id = @tenant and id = any(array(
              select id from queue_news where tenant_id = @tenant and campaign_id = @campaign and what = any(@about) for update skip locked))
            """,
            new
            {
                tenant = db.TenantId,
                campaign,
                about,
            },
            ct
        );

    /// <summary>
    /// Last of all, when what they are about is known where it counts: until then nobody whom they are about is dialled. In a transaction of its own: who changes a contact may hold its line and wait for its entry. A line that was written again meanwhile has another id and stays.
    /// </summary>
    public static Task Remove(TenantSession db, long[] lines, CancellationToken ct) =>
        db.Execute("delete from queue_news where tenant_id = @tenant and id = any(@lines)", new { tenant = db.TenantId, lines }, ct);

    public static async Task<ContactNews> Take(TenantSession db, CampaignSettings campaign, DateTimeOffset now, CancellationToken ct)
    {
        var ringing = await Ringing(db, campaign.Id, ct);
        var news = await db.Query<Line>(
            """
            select n.id, n.contact_id as contact, n.unlisted from queue_news n
            left join queue_entries q on q.tenant_id = n.tenant_id and q.campaign_id = n.campaign_id and q.contact_id = n.contact_id
            where n.tenant_id = @tenant and n.campaign_id = @campaign and n.what = 'contact' and q.status is distinct from 'in_progress'
            order by n.id limit @most
            """,
            new
            {
                tenant = db.TenantId,
                campaign = campaign.Id,
                most = PerStep,
            },
            ct
        );
        Guid[] contacts = [.. news.Select(n => n.Contact).Distinct()];
        if (contacts.Length == 0)
            return new([], new HashSet<Guid>(), [], ringing, []);
        var judged = await Judge(db, campaign, contacts, [.. news.Where(n => n.Unlisted).Select(n => n.Contact)], now, ct);
        Guid[] waiting = [.. judged.Where(j => j is { Moved: true, Left: false }).Select(j => j.Contact)];
        if (waiting.Length > 0)
        {
            await RulesChore.Apply(db, campaign, waiting, now, ct);
            await QueueLanes.PromoteThese(db, campaign, waiting, now, ct);
        }

        await TellDoubles(db, campaign.Id, [.. judged.Select(j => j.GivenUp).OfType<string>().Distinct()], ct);
        return new(
            [.. news.Select(n => n.Id)],
            contacts.ToHashSet(),
            [.. judged.Where(j => j is { Moved: true, Left: true }).Select(j => (j.Contact, j.Account))],
            ringing,
            [.. judged.Where(j => j is { Moved: true, Left: false }).Select(j => j.Phone)]
        );
    }

    /// <summary>That somebody gives a number up is news for those who left because it was his.</summary>
    private static Task TellDoubles(TenantSession db, Guid campaign, string[] numbers, CancellationToken ct) =>
        numbers.Length == 0
            ? Task.CompletedTask
            : db.Execute(
                """
                insert into queue_news (tenant_id, campaign_id, contact_id)
                select d.tenant_id, d.campaign_id, d.contact_id from queue_entries d
                where d.tenant_id = @tenant and d.campaign_id = @campaign and d.phone_e164 = any(@numbers) and d.status = 'removed' and d.reason = 'duplicate_phone'
                order by d.contact_id
                on conflict (tenant_id, campaign_id, what, contact_id) do update set id = default
                """,
                new
                {
                    tenant = db.TenantId,
                    campaign,
                    numbers,
                },
                ct
            );

    private static async Task<IReadOnlySet<Guid>> Ringing(TenantSession db, Guid campaign, CancellationToken ct) =>
        (
            await db.Query<Guid>(
                $"""
                select distinct n.contact_id from queue_news n
                join queue_entries q on q.tenant_id = n.tenant_id and q.campaign_id = n.campaign_id and q.contact_id = n.contact_id and q.status = 'in_progress'
                join contacts c on c.tenant_id = n.tenant_id and c.id = n.contact_id
                where n.tenant_id = @tenant and n.campaign_id = @campaign and n.what = 'contact'
                  and (c.suppressed_phone or c.is_invalid or c.deleted_at is not null or {Suppressed.Phone("q.phone_e164")})
                """,
                new { tenant = db.TenantId, campaign },
                ct
            )
        ).ToHashSet();

    /// <summary>
    /// The number that an entry has stays while it is one of the person's; otherwise the one of the same kind counts, then the first in the usual order. Who left only over a fact that is
    /// no more comes back; who was called and then asked not to be called does not.
    /// </summary>
    /// <returns>those who wait, those who left over what has changed, and the numbers that somebody had before and has no more</returns>
    private static Task<List<Judged>> Judge(
        TenantSession db,
        CampaignSettings campaign,
        Guid[] contacts,
        Guid[] unlisted,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        db.Query<Judged>(
            $$"""
            with present as (
              select q.contact_id, q.status, q.phone_e164 as had, q.status in ('queued', 'claimed') as waited, q.status = 'removed' and (q.reason in ('no_phone', 'duplicate_phone', 'invalid') or q.reason = 'dnc' and q.attempts = 0) as may_return,
                     c.account_id, coalesce(own.phone, '') as phone, coalesce(own.kind, q.phone_kind) as kind, {{ClockSql.Of(
                "c",
                "own.phone"
            )}} as zone,
                     case when own.phone is null then 'no_phone'
                          when c.deleted_at is not null or c.is_invalid then 'invalid'
                          when c.suppressed_phone or {{Suppressed.Phone("own.phone")}} then 'dnc'
                          when q.contact_id = any(@unlisted) and not exists (
                            select 1 from list_members m where m.tenant_id = @tenant and m.list_id = any(@lists) and m.contact_id = q.contact_id) then 'not_listed' end as bars
              from queue_entries q
              join contacts c on c.tenant_id = q.tenant_id and c.id = q.contact_id
              left join accounts a on a.tenant_id = c.tenant_id and a.id = c.account_id and a.deleted_at is null
              left join lateral (
                select n.phone, n.kind
                from {{CallableNumber.Of}}
                where {{CallableNumber.Is("n.phone")}}
                order by n.phone = q.phone_e164 desc, n.kind = q.phone_kind desc, n.rank limit 1) own on true
              where q.tenant_id = @tenant and q.campaign_id = @campaign and q.contact_id = any(@contacts) and q.status <> 'in_progress'
            ),
            -- People may have exchanged their numbers: among those there is news of, the numbers that they have now count, and whoever had his before keeps it.
            claims as (
              select p.contact_id, p.phone, row_number() over (partition by p.phone order by (p.waited and p.phone = p.had) desc, p.waited desc, p.contact_id) as place
              from present p where p.bars is null and (p.waited or p.may_return)
            ),
            facts as (
              select p.contact_id, p.status, p.had, p.waited, p.may_return, p.account_id, p.phone, p.kind, p.zone,
                     case when p.bars is not null then p.bars
                          when not (p.waited and p.phone = p.had) and (
                            k.place > 1
                            or exists (select 1 from present o where o.contact_id <> p.contact_id and o.phone = p.phone and o.status = 'done')
                            or exists (
                              select 1 from queue_entries d
                              where d.tenant_id = @tenant and d.campaign_id = @campaign and d.phone_e164 = p.phone and d.status <> 'removed'
                                and not exists (select 1 from present o where o.contact_id = d.contact_id))) then 'duplicate_phone' end as bars
              from present p left join claims k on k.contact_id = p.contact_id
            ),
            moved as (
              update queue_entries q
              set account_id = f.account_id, phone_e164 = f.phone, phone_kind = f.kind, time_zone = f.zone, claimed_until = null, updated_at = @now,
                  status = case when not f.waited and not f.may_return then q.status when f.bars is null then 'queued' else 'removed' end,
                  reason = case when f.waited then coalesce(f.bars, q.reason) when f.may_return then f.bars else q.reason end
              from facts f where q.tenant_id = @tenant and q.campaign_id = @campaign and q.contact_id = f.contact_id
              returning q.contact_id, q.account_id, q.phone_e164, f.bars is not null as barred, f.waited or f.may_return as moved,
                        case when f.status <> 'removed' and (f.had <> f.phone or f.waited and f.bars is not null) then f.had end as given_up
            )
            select contact_id as contact, account_id as account, phone_e164 as phone, barred as left, moved, given_up from moved where moved or given_up is not null
            """,
            new
            {
                tenant = db.TenantId,
                campaign = campaign.Id,
                contacts,
                unlisted,
                lists = MembersChore.ListsOf(campaign),
                now,
                tables = ClockSql.Tables,
                zone = campaign.Zone,
                contactZone = campaign.UseContactZone,
                strict = campaign.Compliance.StrictZones,
            },
            ct
        );

    private readonly record struct Line(long Id, Guid Contact, bool Unlisted);

    private readonly record struct Judged(Guid Contact, Guid? Account, string Phone, bool Left, bool Moved, string? GivenUp);
}
