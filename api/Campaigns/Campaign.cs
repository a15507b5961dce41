using System.Diagnostics.CodeAnalysis;
using Pivotal.Api.Shared;
using Pivotal.Data.Campaigns;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;

namespace Pivotal.Api.Campaigns;

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

/// <summary>A campaign with all its settings.</summary>
internal sealed record Campaign : CampaignDocument, IVersioned
{
    private const string Select = $"""
        select c.id, c.status, c.document, c.document_version, l.name as list_name,
               array(select g.agent_id from campaign_agents g where g.tenant_id = c.tenant_id and g.campaign_id = c.id and g.released_at is null order by g.assigned_at, g.agent_id) as agent_ids,
               {CampaignCounts.Columns}, c.created_at, c.started_at, c.version
        from campaigns c left join lists l on l.tenant_id = c.tenant_id and l.id = c.list_id
        """;

    public Campaign() { }

    [SetsRequiredMembers]
    private Campaign(Row row)
        : base(CampaignDocuments.Read(row.Id, row.Document, row.DocumentVersion)) =>
        (Id, Status, ListName, AgentIds, Counts, CreatedAt, StartedAt, Version) = (
            row.Id,
            row.Status,
            row.ListName,
            row.AgentIds,
            row.Counts,
            row.CreatedAt,
            row.StartedAt,
            row.Version
        );

    public required Guid Id { get; init; }

    /// <summary>draft, active, paused, draining, completed or cancelled.</summary>
    public required string Status { get; init; }

    public required string? ListName { get; init; }

    /// <summary>Who works on it now.</summary>
    public required IReadOnlyList<Guid> AgentIds { get; init; }

    public required CampaignCounts Counts { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset? StartedAt { get; init; }

    public required long Version { get; init; }

    /// <exception cref="UnreadableCampaignException" />
    public static async Task<Campaign?> Load(TenantSession session, Guid id, CancellationToken ct) =>
        await session.QuerySingle<Row>($"{Select} where c.id = @id", new { id }, ct) is { } row ? new(row) : null;

    private sealed record Row(
        Guid Id,
        string Status,
        string Document,
        int DocumentVersion,
        string? ListName,
        IReadOnlyList<Guid> AgentIds,
        CampaignCounts Counts,
        DateTimeOffset CreatedAt,
        DateTimeOffset? StartedAt,
        long Version
    );
}
