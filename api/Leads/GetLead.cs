using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Identity;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Leads;

namespace Pivotal.Api.Leads;

/// <param name="Notes">what the agent wrote on the call</param>
/// <param name="ReviewNotes">what the reviewer wrote</param>
/// <param name="Orders">to which the campaign delivers, the newest first</param>
/// <param name="Related">other leads of the same person, the newest first</param>
public sealed record Lead(
    Guid Id,
    string Status,
    LeadContact Contact,
    LeadAccount? Account,
    LeadCall Call,
    Guid CampaignId,
    string CampaignName,
    string? AgentName,
    IReadOnlyList<LeadAnswer> Answers,
    IReadOnlyList<LeadChecklistItem> Checklist,
    string Notes,
    string ReviewNotes,
    string? RejectedReason,
    Guid? ReviewerId,
    string? ReviewerName,
    IReadOnlyList<LeadEvent> History,
    IReadOnlyList<LeadOrder> Orders,
    IReadOnlyList<RelatedLead> Related,
    DateTimeOffset CreatedAt,
    long Version
) : IVersioned;

/// <param name="Phone">the number that was called</param>
public sealed record LeadContact(
    Guid Id,
    string FullName,
    string? JobTitle,
    string Email,
    string? Phone,
    string? City,
    string? Country,
    string? LinkedinUrl
);

public sealed record LeadAccount(Guid Id, string Name, string? Domain, string? Industry, string? StaffCountRange);

public sealed record LeadCall(
    Guid Id,
    DateTimeOffset? AnsweredAt,
    DateTimeOffset? EndedAt,
    int? TalkSeconds,
    string? Disposition,
    int AttemptNo,
    string? Notes
);

/// <param name="Answer">null when the question was not answered</param>
public sealed record LeadAnswer(string Id, string Text, string? Answer);

public sealed record LeadChecklistItem(string Id, string Text, bool Done);

/// <param name="Action">lead.review_started, lead.review_released, lead.checklist_saved, lead.approved, lead.rejected, lead.published</param>
public sealed record LeadEvent(DateTimeOffset At, string Action, string? ActorName);

internal static class GetLead
{
    public static async Task<Results<Ok<Lead>, ProblemHttpResult>> Handle(Guid id, RequestDb db, CancellationToken ct) =>
        Answer.OkOrNotFound(await Load(id, db, ct));

    public static Task<Lead?> Load(Guid id, RequestDb db, CancellationToken ct) =>
        db.Run(
            async (s, token) =>
            {
                var history = await s.Query<LeadEvent>(
                    $"""
                    select l.at, l.action, {PersonName.Of("u")} as actor_name
                    from audit_log l left join users u on u.tenant_id = l.tenant_id and u.id = l.actor_id
                    where l.entity = 'lead' and l.entity_id = @id
                    order by l.id
                    """,
                    new { id },
                    token
                );
                var (orders, related) = (await LeadContext.Orders(s, id, token), await LeadContext.Related(s, id, token));
                var lead = await s.QuerySingle<Row>(
                    $"""
                    select l.id, l.status,
                           c.id as contact_id, c.full_name as contact_full_name, c.job_title as contact_job_title, c.email as contact_email, t.phone_e164 as contact_phone, c.city as contact_city,
                           c.country as contact_country, c.linkedin_url as contact_linkedin_url,
                           a.id as account_id, a.name as account_name, a.domain as account_domain, a.industry as account_industry, a.staff_count_range as account_staff_count_range,
                           t.id as call_id, t.answered_at as call_answered_at, t.ended_at as call_ended_at, extract(epoch from t.ended_at - t.bridged_at)::int as call_talk_seconds,
                           t.disposition as call_disposition, t.attempt_no as call_attempt_no, t.notes as call_notes,
                           m.id as campaign_id, m.name as campaign_name, {PersonName.Of("agent")} as agent_name,
                           m.document -> 'questions' as questions, l.answers, m.document -> 'checklist' as checklist, l.checklist as ticked, l.notes, l.review_notes, l.rejected_reason,
                           l.reviewer_id, {PersonName.Of("reviewer")} as reviewer_name,
                           l.created_at, l.version
                    from leads l
                    join contacts c on c.tenant_id = l.tenant_id and c.id = l.contact_id
                    join call_attempts t on t.tenant_id = l.tenant_id and t.id = l.attempt_id
                    join campaigns m on m.tenant_id = l.tenant_id and m.id = l.campaign_id
                    left join accounts a on a.tenant_id = l.tenant_id and a.id = l.account_id
                    left join users agent on agent.tenant_id = l.tenant_id and agent.id = l.agent_id
                    left join users reviewer on reviewer.tenant_id = l.tenant_id and reviewer.id = l.reviewer_id
                    where l.id = @id
                    """,
                    new { id },
                    token
                );
                return lead is null
                    ? null
                    : new Lead(
                        lead.Id,
                        lead.Status,
                        lead.Contact,
                        lead.Account,
                        lead.Call,
                        lead.CampaignId,
                        lead.CampaignName,
                        lead.AgentName,
                        LeadAnswers.Of(lead.Questions, lead.Answers),
                        lead.Items,
                        lead.Notes,
                        lead.ReviewNotes,
                        lead.RejectedReason,
                        lead.ReviewerId,
                        lead.ReviewerName,
                        history,
                        orders,
                        related,
                        lead.CreatedAt,
                        lead.Version
                    );
            },
            ct
        );

    private sealed record Row(
        Guid Id,
        string Status,
        LeadContact Contact,
        LeadAccount? Account,
        LeadCall Call,
        Guid CampaignId,
        string CampaignName,
        string? AgentName,
        IReadOnlyList<Question> Questions,
        IReadOnlyDictionary<string, string?> Answers,
        string Checklist,
        IReadOnlyDictionary<string, bool> Ticked,
        string Notes,
        string ReviewNotes,
        string? RejectedReason,
        Guid? ReviewerId,
        string? ReviewerName,
        DateTimeOffset CreatedAt,
        long Version
    )
    {
        public IReadOnlyList<LeadChecklistItem> Items =>
            [.. LeadChecklist.Of(Checklist).Select(item => new LeadChecklistItem(item.Id, item.Text, Ticked.GetValueOrDefault(item.Id)))];
    }
}
