using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>
/// The people of the campaign's lists come into its queue, list by list along their ids, with a cursor in each. Who is in the queue already is passed over, so it may be
/// repeated and interrupted at will. Everybody of one pass is due at the same moment, that of its beginning, so that the default order is the same however it was cut.
/// </summary>
internal static class MembersChore
{
    /// <summary>A second pass finds nearly everybody in the queue already, which costs next to nothing; so many pages then make one piece.</summary>
    private const int PagesPerPiece = 10;

    public static async Task Begin(TenantSession db, CampaignSettings campaign, DateTimeOffset now, CancellationToken ct)
    {
        var lists = ListsOf(campaign);
        await db.Execute(
            "delete from queue_chores where campaign_id = @campaign and kind = @kind and lists <> @lists",
            new
            {
                campaign = campaign.Id,
                kind = OpenChore.Members,
                lists,
            },
            ct
        );
        if (lists.Length == 0)
            return;
        await db.Execute(
            """
            insert into queue_chores (tenant_id, campaign_id, kind, lists, cursors, began_at) values (@tenant, @campaign, @kind, @lists, @cursors, @now)
            on conflict (tenant_id, campaign_id, kind) do update set again = queue_chores.looked > 0
            """,
            new
            {
                tenant = db.TenantId,
                campaign = campaign.Id,
                kind = OpenChore.Members,
                lists,
                cursors = new Guid[lists.Length],
                now,
            },
            ct
        );
    }

    public static async Task<ChorePiece> Run(
        TenantSession db,
        CampaignSettings campaign,
        int most,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (await ChoreRows.Find(db, campaign.Id, OpenChore.Members, ct) is not { } chore)
            return new(0, 0, 0, true);
        var (cursors, fresh, looked) = ((Guid[])chore.Cursors.Clone(), new List<Guid>(), 0);
        var perList = Math.Max(1, most / chore.Lists.Length);
        var ended = false;
        for (var page = 0; page < PagesPerPiece && !ended && fresh.Count < most; page++)
        {
            var people = await Next(db, campaign.Id, chore.Lists, cursors, perList, ct);
            foreach (var (list, contact, known) in people)
            {
                cursors[list] = contact;
                if (!known)
                    fresh.Add(contact);
            }

            looked += people.Count;
            ended = people.Count == 0;
        }

        var (added, dialable) = await QueueFill.Run(db, campaign, chore.Lists, [.. fresh.Distinct()], chore.BeganAt, now, ct);
        if (!ended)
            await ChoreRows.Store(db, campaign.Id, chore with { Cursors = cursors, Looked = chore.Looked + looked }, ct);
        else if (chore.Again)
            await ChoreRows.Store(
                db,
                campaign.Id,
                chore with
                {
                    Cursors = new Guid[cursors.Length],
                    Looked = 0,
                    Again = false,
                    BeganAt = now,
                },
                ct
            );
        else
            await ChoreRows.End(db, campaign.Id, chore.Kind, ct);
        return new(looked, added, dialable, ended && !chore.Again);
    }

    /// <summary>
    /// Before the first people come in. Tables that were analyzed while they were empty, or never, look to the planner as if every index found the one row; it would read all contacts for each person.
    /// </summary>
    public static async Task KnowTables(TenantDb db, Guid tenant, CampaignSettings campaign, CancellationToken ct = default)
    {
        if (
            await db.InTenant(
                tenant,
                (s, inner) =>
                    s.Scalar<bool>(
                        """
                        select exists (
                          select 1 from pg_class where oid = any(array['contacts', 'list_members']::regclass[])
                            and reltuples < (select count(*) from (select 1 from list_members where list_id = any(@lists) limit 1000) as few))
                        """,
                        new { lists = ListsOf(campaign) },
                        inner
                    ),
                ct
            )
        )
            await db.TellPlanner(["contacts", "list_members"]);
    }

    /// <summary>How many people the lists have, somebody on two of them twice.</summary>
    public static Task<long> Count(TenantSession db, Guid[] lists, CancellationToken ct) =>
        db.Scalar<long>(
            "select count(*) from list_members where tenant_id = @tenant and list_id = any(@lists)",
            new { tenant = db.TenantId, lists },
            ct
        );

    private static Task<List<Member>> Next(
        TenantSession db,
        Guid campaign,
        Guid[] lists,
        Guid[] cursors,
        int perList,
        CancellationToken ct
    ) =>
        db.Query<Member>(
            """
            select (l.no - 1)::int as list, p.contact_id as contact, exists (
                     select 1 from queue_entries q
                     where q.tenant_id = @tenant and q.campaign_id = @campaign and q.contact_id = p.contact_id and (q.reason = 'not_listed' and q.status = 'removed') is not true) as known
            from unnest(@lists, @cursors) with ordinality as l (list_id, after, no)
            cross join lateral (
              select m.contact_id from list_members m where m.tenant_id = @tenant and m.list_id = l.list_id and m.contact_id > l.after
              order by m.contact_id limit @perList) p
            order by l.no, p.contact_id
            """,
            new
            {
                tenant = db.TenantId,
                campaign,
                lists,
                cursors,
                perList,
            },
            ct
        );

    public static Guid[] ListsOf(CampaignSettings campaign) =>
        campaign.Rules.Queue.Lists is { Count: > 0 } mix ? [.. mix.Select(l => l.ListId)]
        : campaign.ListId is { } own ? [own]
        : [];

    private readonly record struct Member(int List, Guid Contact, bool Known);
}
