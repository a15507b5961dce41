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
           else (select count(*) from queue_entries q where q.tenant_id = c.tenant_id and q.campaign_id = c.id) end)::int as counts_audience,
        (select count(*) from leads d where d.tenant_id = c.tenant_id and d.campaign_id = c.id)::int as counts_leads,
        (select count(*) from leads d where d.tenant_id = c.tenant_id and d.campaign_id = c.id and d.status in ('approved', 'published'))::int as counts_approved
        """;
}

internal sealed record Campaign(
    Guid Id,
    string Name,
    string Type,
    string Status,
    Guid? ListId,
    string? ListName,
    string Script,
    IReadOnlyList<Question> Questions,
    IReadOnlyList<ChecklistItem> Checklist,
    string DialMode,
    string? CallerId,
    int RingTimeoutSeconds,
    bool AmdEnabled,
    int MaxConcurrent,
    int MaxAttempts,
    int RetryMinutes,
    int WrapUpSeconds,
    CampaignWindow Window,
    CampaignCap? Cap,
    int? LeadGoal,
    IReadOnlyList<Guid> AgentIds,
    CampaignCounts Counts,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    long Version,
    double PowerRatio,
    double AbandonCap,
    CampaignRules Rules
) : IVersioned
{
    public const string Select = $"""
        select c.id, c.name, c.type, c.status, c.list_id, l.name as list_name, c.script, c.questions, c.checklist, c.dial_mode, c.caller_id, c.ring_timeout_s as ring_timeout_seconds, c.amd_enabled,
               c.max_concurrent, c.max_attempts, c.retry_minutes, c.wrap_up_s as wrap_up_seconds, c.window_days, to_char(c.window_start, 'HH24:MI') as window_start, to_char(c.window_end, 'HH24:MI') as window_end,
               c.time_zone as window_time_zone, c.use_contact_zone as window_use_contact_zone, c.cap_mode, c.cap_value, c.lead_goal,
               array(select g.agent_id from campaign_agents g where g.tenant_id = c.tenant_id and g.campaign_id = c.id and g.released_at is null order by g.assigned_at, g.agent_id) as agent_ids,
               {CampaignCounts.Columns},
               c.created_at, c.started_at, c.version, c.power_ratio, c.abandon_cap, c.rules
        from campaigns c left join lists l on l.tenant_id = c.tenant_id and l.id = c.list_id
        """;

    public static Task<Campaign?> Load(TenantSession session, Guid id, CancellationToken ct) =>
        session.QuerySingle<Campaign>($"{Select} where c.id = @id", new { id }, ct);
}
