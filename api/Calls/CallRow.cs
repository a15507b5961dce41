using Pivotal.Api.Shared;
using Pivotal.Data.Identity;

namespace Pivotal.Api.Calls;

/// <param name="Status">intent, dialing, ringing, answered, bridged, ended</param>
/// <param name="TalkSeconds">from the connection with the agent to the end; null when there was none</param>
internal sealed record CallRow(
    Guid Id,
    Guid CampaignId,
    string CampaignName,
    Guid ContactId,
    string ContactName,
    Guid? AgentId,
    string? AgentName,
    string Phone,
    string Status,
    string? Outcome,
    string? Disposition,
    int AttemptNo,
    DateTimeOffset CreatedAt,
    DateTimeOffset? AnsweredAt,
    DateTimeOffset? EndedAt,
    int? TalkSeconds
)
{
    public static readonly string Select = $"""
        select t.id, t.campaign_id, k.name as campaign_name, t.contact_id, c.full_name as contact_name, t.agent_id, {PersonName.Of(
            "u"
        )} as agent_name,
               t.phone_e164 as phone, t.status, t.outcome, t.disposition, t.attempt_no, t.created_at, t.answered_at, t.ended_at,
               extract(epoch from coalesce(t.ended_at, now()) - t.bridged_at)::int as talk_seconds
        from call_attempts t
        join campaigns k on k.tenant_id = t.tenant_id and k.id = t.campaign_id
        join contacts c on c.tenant_id = t.tenant_id and c.id = t.contact_id
        left join users u on u.tenant_id = t.tenant_id and u.id = t.agent_id
        """;
}
