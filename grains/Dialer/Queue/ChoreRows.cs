using Pivotal.Data.Shared;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>queue_chores.</summary>
internal static class ChoreRows
{
    public static Task<List<OpenChore>> All(TenantSession db, Guid campaign, CancellationToken ct) =>
        db.Query<OpenChore>(
            "select kind, lists, cursors, looked, total, again, began_at from queue_chores where campaign_id = @campaign order by kind = 'members', kind",
            new { campaign },
            ct
        );

    public static async Task<OpenChore?> Find(TenantSession db, Guid campaign, string kind, CancellationToken ct) =>
        (await All(db, campaign, ct)).SingleOrDefault(c => c.Kind == kind);

    /// <summary>Begins it, or begins it anew where it stands half done.</summary>
    public static Task Begin(TenantSession db, Guid campaign, string kind, Guid[] cursors, DateTimeOffset now, CancellationToken ct) =>
        db.Execute(
            """
            insert into queue_chores (tenant_id, campaign_id, kind, cursors, began_at) values (@tenant, @campaign, @kind, @cursors, @now)
            on conflict (tenant_id, campaign_id, kind) do update set cursors = excluded.cursors, looked = 0, total = null, began_at = excluded.began_at
            """,
            new
            {
                tenant = db.TenantId,
                campaign,
                kind,
                cursors,
                now,
            },
            ct
        );

    public static Task Store(TenantSession db, Guid campaign, OpenChore chore, CancellationToken ct) =>
        db.Execute(
            "update queue_chores set cursors = @Cursors, looked = @Looked, total = @Total, again = @Again, began_at = @BeganAt where campaign_id = @campaign and kind = @Kind",
            new
            {
                campaign,
                chore.Kind,
                chore.Cursors,
                chore.Looked,
                chore.Total,
                chore.Again,
                chore.BeganAt,
            },
            ct
        );

    /// <summary>Counts what there is to be done, unless it is counted or over by now.</summary>
    public static async Task CountTotal(TenantSession db, Guid campaign, string kind, CancellationToken ct)
    {
        if (await Find(db, campaign, kind, ct) is not { Total: null } open)
            return;
        var total =
            kind == OpenChore.Members
                ? await MembersChore.Count(db, open.Lists, ct)
                : await db.Scalar<long>(
                    "select count(*) from queue_entries where tenant_id = @tenant and campaign_id = @campaign",
                    new { tenant = db.TenantId, campaign },
                    ct
                );
        await Store(db, campaign, open with { Total = total }, ct);
    }

    public static Task End(TenantSession db, Guid campaign, string kind, CancellationToken ct) =>
        db.Execute("delete from queue_chores where campaign_id = @campaign and kind = @kind", new { campaign, kind }, ct);

    /// <summary>The next contacts of the queue behind the cursor, whatever their state, by their ids.</summary>
    public static Task<List<Guid>> Page(TenantSession db, Guid campaign, OpenChore chore, int most, CancellationToken ct) =>
        db.Query<Guid>(
            "select contact_id from queue_entries where tenant_id = @tenant and campaign_id = @campaign and contact_id > @after order by contact_id limit @most",
            new
            {
                tenant = db.TenantId,
                campaign,
                after = chore.Cursors is [var last] ? last : Guid.Empty,
                most,
            },
            ct
        );

    /// <summary>
    /// Right after a fill or an import the planner has no statistics, and of a tenant or campaign that is new it knows none later either; planned for its very values every index that begins with them
    /// looks as good as the one with the contact. Planned for any values, a few thousand contacts out of millions are found by their ids.
    /// </summary>
    public static void PlanForPages(TenantSession db) =>
        db.RunAhead(
            "select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true)"
        );
}
