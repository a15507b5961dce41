using System.Text.Json;
using Pivotal.Data.Accounts;
using Pivotal.Data.Leads;
using Pivotal.Data.Shared;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Shared;
using Pivotal.Grains.Campaigns;
using Pivotal.Grains.Compliance;
using Pivotal.Grains.Dialer.Queue;

namespace Pivotal.Grains.Agents;

/// <param name="SuppressedIn">campaigns that must hear of the phones at once</param>
/// <param name="RemovedIn">campaigns whose queues the contact left</param>
internal sealed record DispositionEffect(
    Guid? LeadId,
    IReadOnlyList<string> Phones,
    IReadOnlyList<Guid> SuppressedIn,
    IReadOnlyList<Guid> RemovedIn
);

/// <summary>A disposition with all its effects, in one transaction. The attempt's row decides: only its first disposition has effects.</summary>
internal static class DispositionRows
{
    /// <summary>A promised callback goes before first calls.</summary>
    private const int CallbackPriority = 100;

    public static async Task<DisposedAttempt?> Find(TenantSession db, Guid call, CancellationToken ct)
    {
        var found = await db.QuerySingle<Attempt>(
            "select campaign_id, contact_id, account_id, phone_e164 as phone, agent_id, ended_at is not null as ended, disposition, callback_at from call_attempts where id = @call",
            new { call },
            ct
        );
        return found is null || await CampaignRow.Load(db, found.CampaignId, ct) is not { } campaign
            ? null
            : new(
                found.CampaignId,
                found.ContactId,
                found.AccountId,
                found.Phone,
                found.AgentId,
                found.Ended,
                found.Disposition,
                campaign.Settings
            )
            {
                CallbackAt = found.CallbackAt,
            };
    }

    /// <summary>Null: somebody was faster, nothing was done.</summary>
    public static async Task<DispositionEffect?> Store(
        TenantSession db,
        DisposeCall request,
        DisposedAttempt attempt,
        Guid agent,
        Guid leadId,
        Guid auditId,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var answers = new Jsonb(JsonSerializer.Serialize(request.Answers, Rows.Json));
        var first = await db.Execute(
            """
            update call_attempts
            set disposition = @Disposition, notes = @Notes, answers = @answers, callback_at = @CallbackAt, disposed_at = @now, disposed_by = @agent, agent_id = coalesce(agent_id, @agent)
            where id = @CallId and disposed_at is null
            """,
            new
            {
                request.CallId,
                request.Disposition,
                request.Notes,
                answers,
                request.CallbackAt,
                now,
                agent,
            },
            ct
        );
        if (first == 0)
            return null;

        var plan = attempt.Plan(request.Disposition);
        await MoveEntry(db, request, attempt, plan, agent, now, ct);
        await AuditRow.Insert(
            db,
            auditId,
            agent,
            "calls.disposed",
            "call",
            request.CallId,
            new { request.Disposition, plan.Action },
            now,
            ct
        );
        var removedIn =
            plan.MarksInvalid || plan.Action == DispositionRule.RemoveEverywhere
                ? await RemoveEverywhere(db, request.Disposition, attempt, plan.MarksInvalid, now, ct)
                : [];
        if (plan.MakesLead)
        {
            await LeadRows.Add(
                db,
                new(leadId, attempt.CampaignId, attempt.ContactId, attempt.AccountId, request.CallId, agent, answers, request.Notes, now),
                ct
            );
            return new(leadId, [], [], removedIn);
        }

        if (plan.Action != DispositionRule.DoNotCall)
            return new(null, [], [], removedIn);
        var (phones, campaigns) = await DoNotCallRows.Add(db, attempt.ContactId, attempt.Phone, "disposition", agent, now, ct);
        return new(null, phones, campaigns, removedIn);
    }

    private static async Task MoveEntry(
        TenantSession db,
        DisposeCall request,
        DisposedAttempt attempt,
        DispositionPlan plan,
        Guid agent,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var entry = await db.QuerySingle<Entry>(
            "select attempts, time_zone as clocks from queue_entries where campaign_id = @CampaignId and contact_id = @ContactId and call_id = @CallId for update",
            new
            {
                attempt.CampaignId,
                attempt.ContactId,
                request.CallId,
            },
            ct
        );
        if (entry is null)
            return;
        var fate = Recycle.AfterDisposition(
            plan,
            entry.Attempts,
            attempt.Campaign,
            now,
            request.CallbackAt,
            attempt.Campaign.NextWindow(now, entry.Clocks)
        );
        var promised = fate.Reason == EntryReason.Callback;
        var moved = await db.Execute(
            """
            update queue_entries
            set status = @Status, reason = @Reason, next_attempt_at = coalesce(@NextAttemptAt, next_attempt_at), last_outcome = @Disposition,
                priority = case when @promised then greatest(priority, @priority) else priority end, callback_at = case when @promised then @NextAttemptAt end, callback_agent = @own, updated_at = @now
            where campaign_id = @CampaignId and contact_id = @ContactId and call_id = @CallId and status in ('in_progress', 'done', 'queued')
            """,
            new
            {
                attempt.CampaignId,
                attempt.ContactId,
                request.CallId,
                request.Disposition,
                fate.Status,
                fate.Reason,
                fate.NextAttemptAt,
                priority = CallbackPriority,
                promised,
                own = promised && request.CallbackFor == CallbackFor.Own ? agent : (Guid?)null,
                now,
            },
            ct
        );
        if (moved > 0 && fate.NextNumber)
            await NumberRows.Next(db, attempt.Campaign, [attempt.ContactId], ct);
    }

    /// <summary>Out of every queue of the tenant; whoever is in a call stays in it.</summary>
    private static async Task<IReadOnlyList<Guid>> RemoveEverywhere(
        TenantSession db,
        string disposition,
        DisposedAttempt attempt,
        bool invalid,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (invalid)
            await ContactRows.MarkInvalid(db, attempt.ContactId, disposition, now, ct);
        return await db.Query<Guid>(
            """
            update queue_entries set status = 'removed', reason = @reason, claimed_until = null, updated_at = @now
            where contact_id = @ContactId and status in ('queued', 'claimed')
            returning campaign_id
            """,
            new
            {
                attempt.ContactId,
                reason = invalid ? EntryReason.Invalid : EntryReason.ByRule,
                now,
            },
            ct
        );
    }

    private sealed record Attempt(
        Guid CampaignId,
        Guid ContactId,
        Guid? AccountId,
        string Phone,
        Guid? AgentId,
        bool Ended,
        string? Disposition,
        DateTimeOffset? CallbackAt
    );

    private sealed record Entry(int Attempts, string Clocks);
}
