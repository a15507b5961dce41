using System.Collections.Immutable;
using System.Text.Json;
using Pivotal.Data.Audit;
using Pivotal.Data.Shared;
using Pivotal.Domain.Leads;

namespace Pivotal.Data.Leads;

public sealed record TakenLead(LeadState State, long Epoch);

/// <param name="Answers">a document: question id → answer</param>
public sealed record NewLead(
    Guid Id,
    Guid Campaign,
    Guid Contact,
    Guid? Account,
    Guid Call,
    Guid Agent,
    Jsonb Answers,
    string Notes,
    DateTimeOffset At
);

/// <summary>Where a lead came from.</summary>
public readonly record struct LeadOrigin(Guid Campaign, Guid Call);

/// <summary>All that writes <c>leads</c>: it comes with the disposition of its call, and after that its grain alone moves it, behind its fence.</summary>
public static class LeadRows
{
    /// <summary>A call makes one lead, however often it is told.</summary>
    public static Task Add(TenantSession db, NewLead lead, CancellationToken ct) =>
        db.Execute(
            """
            insert into leads (tenant_id, id, campaign_id, contact_id, account_id, attempt_id, agent_id, answers, notes, created_at, updated_at)
            values (@tenant, @id, @campaign, @contact, @account, @call, @agent, @answers, @notes, @at, @at)
            on conflict (tenant_id, attempt_id) do nothing
            """,
            new
            {
                tenant = db.TenantId,
                lead.Id,
                lead.Campaign,
                lead.Contact,
                lead.Account,
                lead.Call,
                lead.Agent,
                lead.Answers,
                lead.Notes,
                lead.At,
            },
            ct
        );

    /// <summary>Takes the fence: from here on an older activation of the same lead writes nothing. Null: there is no such lead.</summary>
    public static Task<TakenLead?> Take(TenantSession db, Guid lead, CancellationToken ct) =>
        db.QuerySingle<TakenLead>(
            """
            update leads set epoch = epoch + 1 where id = @lead
            returning id as state_id, status as state_status, reviewer_id as state_reviewer_id, checklist as state_checklist, review_notes as state_review_notes, rejected_reason as state_rejected_reason,
                      review_started_at as state_review_started_at, decided_at as state_decided_at, published_at as state_published_at, version as state_version, epoch,
                      (select a.agent_id from call_attempts a where a.tenant_id = leads.tenant_id and a.id = leads.attempt_id) as state_agent_id
            """,
            new { lead },
            ct
        );

    /// <summary>What the lead's campaign asks for today; a changed checklist counts for reviews that are under way.</summary>
    public static async Task<IReadOnlyList<ChecklistItem>> Asked(TenantSession db, Guid lead, CancellationToken ct) =>
        LeadChecklist.Of(
            (
                await db.Scalar<string>(
                    """
                    select c.document -> 'checklist' from leads l join campaigns c on c.tenant_id = l.tenant_id and c.id = l.campaign_id where l.id = @lead
                    """,
                    new { lead },
                    ct
                )
            )!
        );

    /// <summary>The campaign and the call a lead came from.</summary>
    public static Task<LeadOrigin> Origin(TenantSession db, Guid lead, CancellationToken ct) =>
        db.QuerySingle<LeadOrigin>("select campaign_id as campaign, attempt_id as call from leads where id = @lead", new { lead }, ct);

    /// <summary>Row and audit entry in one transaction. False: the fence is lost and nothing was written.</summary>
    public static async Task<bool> Save(
        TenantSession db,
        string from,
        LeadState lead,
        LeadEvent happened,
        Guid auditId,
        long epoch,
        CancellationToken ct
    )
    {
        var rows = await db.Execute(
            """
            update leads
            set status = @Status, reviewer_id = @ReviewerId, checklist = @Ticks, review_notes = @ReviewNotes, rejected_reason = @RejectedReason,
                review_started_at = @ReviewStartedAt, decided_at = @DecidedAt, published_at = @PublishedAt, version = @Version, updated_at = @At
            where id = @Id and epoch = @epoch
            """,
            new
            {
                lead.Id,
                lead.Status,
                lead.ReviewerId,
                Ticks = new Jsonb(JsonSerializer.Serialize(lead.Checklist)),
                lead.ReviewNotes,
                lead.RejectedReason,
                lead.ReviewStartedAt,
                lead.DecidedAt,
                lead.PublishedAt,
                lead.Version,
                happened.At,
                epoch,
            },
            ct
        );
        if (rows == 0)
            return false;

        await AuditLine
            .Of(
                auditId,
                happened.At,
                happened.By,
                happened.Action,
                "lead",
                lead.Id,
                new
                {
                    from,
                    to = lead.Status,
                    reason = (happened as LeadRejected)?.Reason,
                }
            )
            .Write(db, JsonSerializerOptions.Web, ct);
        return true;
    }
}
