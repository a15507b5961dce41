using System.Text.Json;
using Npgsql;
using Pivotal.Data.Compliance.Law;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Compliance.Law;
using Pivotal.Domain.Dialer.Gates;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Dialer;

/// <summary>The campaign's row as its queue reads and writes it.</summary>
internal static class CampaignRow
{
    private const string Columns = """
        name, list_id, script, questions, dial_mode, caller_id, ring_timeout_s, amd_enabled, max_concurrent, max_attempts, retry_minutes, wrap_up_s,
        window_days, window_start, window_end, time_zone, use_contact_zone, cap_mode, cap_value, power_ratio, abandon_cap, status, epoch, rules, lead_goal
        """;

    /// <summary>Takes the fence. Null: no such campaign.</summary>
    public static async Task<(CampaignSettings Settings, string Status, long Epoch)?> Take(TenantSession db, Guid id, CancellationToken ct)
    {
        LockFence(db, id, alone: true);
        return await UnderLaw(db, await db.QuerySingle<(CampaignSettings, string, long)?>($"update campaigns set epoch = epoch + 1 where id = @id returning {Columns}", new { id }, r => Read(id, r), ct), ct);
    }

    public static async Task<(CampaignSettings Settings, string Status, long Epoch)?> Load(TenantSession db, Guid id, CancellationToken ct) => await UnderLaw(
        db, await db.QuerySingle<(CampaignSettings, string, long)?>($"select {Columns} from campaigns where id = @id", new { id }, r => Read(id, r), ct), ct);

    /// <summary>With the profiles it has chosen, of which the tenant's own stand in a table of theirs.</summary>
    private static async Task<(CampaignSettings, string, long)?> UnderLaw(TenantSession db, (CampaignSettings Settings, string, long)? row, CancellationToken ct)
    {
        if (row is not { } found) return null;
        var rules = found.Settings.Rules.Compliance;
        var chosen = await ProfileRows.Chosen(db, rules.Profiles, ct);
        found.Settings = found.Settings.Under(EffectiveCompliance.Of(chosen, rules)) with
        {
            Law = new LawSnapshot(chosen, rules, found.Settings.AbandonCap, found.Settings.DetectMachine).Write(),
        };
        return found;
    }

    /// <summary>First statements of every transaction of the queue, in the round trip of the next: the lock keeps a successor out until the commit.</summary>
    /// <remarks>
    /// The lock is an advisory one. A lock on the row would be written into it and into the log, for each of thousands of transactions a second, and those that only read would have something to commit.
    /// From there on statements are planned for any values: they find their rows by id, planning them anew for a campaign's own values costs as much as running them, and of a tenant or campaign that is
    /// new the planner knows nothing and takes any index that begins with it. A plan made while a table was empty must not be a walk through it.
    /// </remarks>
    /// <param name="alone">the transaction writes the campaign's row itself and lets nobody else hold the fence meanwhile</param>
    /// <exception cref="FenceLostException" />
    public static void HoldFence(TenantSession db, Guid id, long epoch, bool alone = false)
    {
        LockFence(db, id, alone);
        // A statement of its own, so that what it reads is read after the lock was granted.
        db.RunAhead(
            "select set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true) from campaigns where id = @fence__id and epoch = @fence__epoch",
            new { fence__id = id, fence__epoch = epoch }, () => new FenceLostException());
    }

    private static void LockFence(TenantSession db, Guid id, bool alone) =>
        db.RunAhead($"select pg_advisory_xact_lock{(alone ? "" : "_shared")}(hashtextextended('queue ' || @fence__of::text, 0))", new { fence__of = id });

    /// <summary>Status change with its audit line. A campaign that is over holds nobody: whoever worked on it can be given other work from the same commit on.</summary>
    /// <returns>the agents set free</returns>
    public static async Task<List<Guid>> Move(TenantSession db, Guid id, long epoch, string from, string to, Guid? by, DateTimeOffset at, Guid auditId, CancellationToken ct)
    {
        var rows = await db.Execute(
            """
            update campaigns
            set status = @to, version = version + 1, updated_at = @at,
                started_at = case when @to = 'active' then coalesce(started_at, @at) else started_at end,
                finished_at = case when @to in ('completed', 'cancelled') then @at end
            where id = @id and epoch = @epoch
            """, new { id, epoch, to, at }, ct);
        if (rows == 0) throw new FenceLostException();
        var free = new List<Guid>();
        if (to is CampaignStatus.Completed or CampaignStatus.Cancelled)
        {
            // Nobody reads what is still unread.
            await NewsRows.OnRead(db, id, ct, "contact", "settings", "agents", "members");
            free = await db.Query("update campaign_agents set released_at = @at where campaign_id = @id and released_at is null returning agent_id", new { id, at }, r => r.GetGuid(0), ct);
        }

        await AuditRow.Insert(db, auditId, by, $"campaigns.{to}", "campaign", id, new { from, to }, at, ct);
        return free;
    }

    private static (CampaignSettings, string, long)? Read(Guid id, NpgsqlDataReader r) => (
        new CampaignSettings(
            id, r.GetString(0), r.IdAt(1), r.GetString(2), JsonSerializer.Deserialize<List<Question>>(r.GetString(3), Rows.Json) ?? [], r.GetString(4), r.TextAt(5),
            r.GetInt32(6), r.GetBoolean(7), r.GetInt32(8), r.GetInt32(9), r.GetInt32(10), r.GetInt32(11),
            new CallingWindow(r.GetFieldValue<int[]>(12), r.GetFieldValue<TimeOnly>(13), r.GetFieldValue<TimeOnly>(14)), r.GetString(15), r.GetBoolean(16),
            r.IsDBNull(17) ? null : new LeadCap(r.GetString(17), r.GetInt32(18)), (double)r.GetDecimal(19), (double)r.GetDecimal(20))
        {
            Rules = JsonSerializer.Deserialize<CampaignRules>(r.GetString(23), Rows.Json) ?? CampaignRules.Default,
            LeadGoal = r.IsDBNull(24) ? null : r.GetInt32(24),
        },
        r.GetString(21), r.GetInt64(22));
}
