using System.Globalization;
using System.Text.Json;
using Npgsql;
using Pivotal.Api.Shared;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Leads;

namespace Pivotal.Api.Campaigns;

/// <param name="Days">ISO days, 1 = Monday</param>
/// <param name="Start">HH:mm, inside</param>
/// <param name="End">HH:mm, outside; 00:00 is the midnight after the day</param>
/// <param name="UseContactZone">the clock of each contact decides, not the campaign's</param>
internal sealed record CampaignWindow(IReadOnlyList<int> Days, string Start, string End, string TimeZone, bool UseContactZone);

/// <param name="Mode">queue_size, connected_calls, positive_dispositions</param>
internal sealed record CampaignCap(string Mode, int Value);

/// <param name="Audience">members of the list, or contacts in the queue once started</param>
internal sealed record CampaignCounts(int Audience, int Leads, int Approved)
{
    /// <summary>Of campaigns <c>c</c>.</summary>
    public const string Columns = """
        (case when c.started_at is null
           then (select count(*) from list_members m where m.tenant_id = c.tenant_id and m.list_id = c.list_id)
           else (select count(*) from queue_entries q where q.tenant_id = c.tenant_id and q.campaign_id = c.id) end)::int,
        (select count(*) from leads d where d.tenant_id = c.tenant_id and d.campaign_id = c.id)::int,
        (select count(*) from leads d where d.tenant_id = c.tenant_id and d.campaign_id = c.id and d.status in ('approved', 'published'))::int
        """;
}

internal sealed record Campaign(
    Guid Id, string Name, string Type, string Status, Guid? ListId, string? ListName, string Script, IReadOnlyList<Question> Questions, IReadOnlyList<ChecklistItem> Checklist,
    string DialMode, string? CallerId, int RingTimeoutSeconds, bool AmdEnabled, int MaxConcurrent, int MaxAttempts, int RetryMinutes, int WrapUpSeconds, CampaignWindow Window, CampaignCap? Cap,
    int? LeadGoal, IReadOnlyList<Guid> AgentIds, CampaignCounts Counts, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, long Version,
    double PowerRatio, double AbandonCap, CampaignRules Rules) : IVersioned
{
    public const string Select = $"""
        select c.id, c.name, c.type, c.status, c.list_id, l.name, c.script, c.questions::text, c.checklist::text, c.dial_mode, c.caller_id, c.ring_timeout_s, c.amd_enabled,
               c.max_concurrent, c.max_attempts, c.retry_minutes, c.wrap_up_s, c.window_days, c.window_start, c.window_end, c.time_zone, c.use_contact_zone, c.cap_mode, c.cap_value, c.lead_goal,
               array(select g.agent_id from campaign_agents g where g.tenant_id = c.tenant_id and g.campaign_id = c.id and g.released_at is null order by g.assigned_at, g.agent_id),
               {CampaignCounts.Columns},
               c.created_at, c.started_at, c.version, c.power_ratio, c.abandon_cap, c.rules::text
        from campaigns c left join lists l on l.tenant_id = c.tenant_id and l.id = c.list_id
        """;

    public static Task<Campaign?> Load(TenantSession session, Guid id, CancellationToken ct) => session.QuerySingle($"{Select} where c.id = @id", new { id }, Read, ct);

    public static Campaign Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetString(3), r.IsDBNull(4) ? null : r.GetGuid(4), r.IsDBNull(5) ? null : r.GetString(5), r.GetString(6),
        JsonSerializer.Deserialize<List<Question>>(r.GetString(7), Json.Options)!, JsonSerializer.Deserialize<List<ChecklistItem>>(r.GetString(8), Json.Options)!,
        r.GetString(9), r.IsDBNull(10) ? null : r.GetString(10), r.GetInt32(11), r.GetBoolean(12), r.GetInt32(13), r.GetInt32(14), r.GetInt32(15), r.GetInt32(16),
        new CampaignWindow(r.GetFieldValue<int[]>(17), Clock(r, 18), Clock(r, 19), r.GetString(20), r.GetBoolean(21)),
        r.IsDBNull(22) ? null : new CampaignCap(r.GetString(22), r.GetInt32(23)), r.IsDBNull(24) ? null : r.GetInt32(24), r.GetFieldValue<Guid[]>(25),
        new CampaignCounts(r.GetInt32(26), r.GetInt32(27), r.GetInt32(28)), r.GetFieldValue<DateTimeOffset>(29), r.IsDBNull(30) ? null : r.GetFieldValue<DateTimeOffset>(30), r.GetInt64(31),
        (double)r.GetDecimal(32), (double)r.GetDecimal(33), JsonSerializer.Deserialize<CampaignRules>(r.GetString(34), Json.Options)!);

    private static string Clock(NpgsqlDataReader r, int column) => r.GetFieldValue<TimeOnly>(column).ToString("HH:mm", CultureInfo.InvariantCulture);
}
