using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Shared;
using Pivotal.Domain.Leads;

namespace Pivotal.Api.Leads;

/// <param name="Notes">what the agent wrote on the call</param>
/// <param name="ReviewNotes">what the reviewer wrote</param>
/// <param name="Orders">to which the campaign delivers, the newest first</param>
/// <param name="Related">other leads of the same person, the newest first</param>
public sealed record Lead(
    Guid Id, string Status, LeadContact Contact, LeadAccount? Account, LeadCall Call, Guid CampaignId, string CampaignName, string? AgentName,
    IReadOnlyList<LeadAnswer> Answers, IReadOnlyList<LeadChecklistItem> Checklist, string Notes, string ReviewNotes, string? RejectedReason,
    Guid? ReviewerId, string? ReviewerName, IReadOnlyList<LeadEvent> History, IReadOnlyList<LeadOrder> Orders, IReadOnlyList<RelatedLead> Related,
    DateTimeOffset CreatedAt, long Version) : IVersioned;

/// <param name="Phone">the number that was called</param>
public sealed record LeadContact(Guid Id, string FullName, string? JobTitle, string Email, string? Phone, string? City, string? Country, string? LinkedinUrl);

public sealed record LeadAccount(Guid Id, string Name, string? Domain, string? Industry, string? StaffCountRange);

public sealed record LeadCall(
    Guid Id, DateTimeOffset? AnsweredAt, DateTimeOffset? EndedAt, int? TalkSeconds, string? Disposition, int AttemptNo, string? Notes);

/// <param name="Answer">null when the question was not answered</param>
public sealed record LeadAnswer(string Id, string Text, string? Answer);

public sealed record LeadChecklistItem(string Id, string Text, bool Done);

/// <param name="Action">lead.review_started, lead.review_released, lead.checklist_saved, lead.approved, lead.rejected, lead.published</param>
public sealed record LeadEvent(DateTimeOffset At, string Action, string? ActorName);

internal static class GetLead
{
    public static async Task<Results<Ok<Lead>, ProblemHttpResult>> Handle(Guid id, RequestDb db, CancellationToken ct) =>
        Answer.OkOrNotFound(await Load(id, db, ct));

    public static Task<Lead?> Load(Guid id, RequestDb db, CancellationToken ct) => db.Run(async (s, token) =>
    {
        var history = await s.Query("""
            select l.at, l.action, coalesce(nullif(trim(concat(u.first_name, ' ', u.last_name)), ''), u.username)
            from audit_log l left join users u on u.tenant_id = l.tenant_id and u.id = l.actor_id
            where l.entity = 'lead' and l.entity_id = @id
            order by l.id
            """, new { id }, r => new LeadEvent(r.GetFieldValue<DateTimeOffset>(0), r.GetString(1), r.Text(2)), token);
        var (orders, related) = (await LeadContext.Orders(s, id, token), await LeadContext.Related(s, id, token));
        return await s.QuerySingle("""
            select l.id, l.status,
                   c.id, c.full_name, c.job_title, c.email, t.phone_e164, c.city, c.country, c.linkedin_url,
                   a.id, a.name, a.domain, a.industry, a.staff_count_range,
                   t.id, t.answered_at, t.ended_at, extract(epoch from t.ended_at - t.bridged_at)::int, t.disposition, t.attempt_no, t.notes,
                   m.id, m.name, coalesce(nullif(trim(concat(agent.first_name, ' ', agent.last_name)), ''), agent.username),
                   m.questions, l.answers, m.checklist, l.checklist, l.notes, l.review_notes, l.rejected_reason,
                   l.reviewer_id, coalesce(nullif(trim(concat(reviewer.first_name, ' ', reviewer.last_name)), ''), reviewer.username),
                   l.created_at, l.version
            from leads l
            join contacts c on c.tenant_id = l.tenant_id and c.id = l.contact_id
            join call_attempts t on t.tenant_id = l.tenant_id and t.id = l.attempt_id
            join campaigns m on m.tenant_id = l.tenant_id and m.id = l.campaign_id
            left join accounts a on a.tenant_id = l.tenant_id and a.id = l.account_id
            left join users agent on agent.tenant_id = l.tenant_id and agent.id = l.agent_id
            left join users reviewer on reviewer.tenant_id = l.tenant_id and reviewer.id = l.reviewer_id
            where l.id = @id
            """, new { id }, r => new Lead(
                r.GetGuid(0), r.GetString(1),
                new(r.GetGuid(2), r.GetString(3), r.Text(4), r.GetString(5), r.Text(6), r.Text(7), r.Text(8), r.Text(9)),
                r.Id(10) is { } account ? new(account, r.GetString(11), r.Text(12), r.Text(13), r.Text(14)) : null,
                new(r.GetGuid(15), r.At(16), r.At(17), r.Int(18), r.Text(19), r.GetInt32(20), r.Text(21)),
                r.GetGuid(22), r.GetString(23), r.Text(24),
                LeadAnswers.Of(r.GetString(25), r.GetString(26)), Ticked(r.GetString(27), r.GetString(28)),
                r.GetString(29), r.GetString(30), r.Text(31), r.Id(32), r.Text(33), history, orders, related, r.GetFieldValue<DateTimeOffset>(34), r.GetInt64(35)), token);
    }, ct);

    private static LeadChecklistItem[] Ticked(string asked, string ticks)
    {
        var done = JsonSerializer.Deserialize<Dictionary<string, bool>>(ticks)!;
        return [.. LeadChecklist.Of(asked).Select(item => new LeadChecklistItem(item.Id, item.Text, done.GetValueOrDefault(item.Id)))];
    }
}
