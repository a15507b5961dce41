using System.Text.Json;
using Pivotal.Data.Shared;
using Pivotal.GrainInterfaces.Dialer;

namespace Pivotal.Grains.Dialer;

/// <param name="SuppressedIn">campaigns that must hear of the phones at once</param>
internal sealed record DispositionEffect(Guid? LeadId, IReadOnlyList<string> Phones, IReadOnlyList<Guid> SuppressedIn);

/// <summary>A disposition with all its effects, in one transaction. The attempt's row decides: only its first disposition has effects.</summary>
internal static class DispositionRows
{
    /// <summary>A promised callback goes before first calls.</summary>
    private const int CallbackPriority = 100;

    public static Task<DisposedAttempt?> Find(TenantSession db, Guid call, CancellationToken ct) =>
        db.QuerySingle<DisposedAttempt?>(
            """
            select a.campaign_id, a.contact_id, a.account_id, a.phone_e164, a.agent_id, a.ended_at is not null, a.disposition, c.questions, c.max_attempts, c.retry_minutes
            from call_attempts a join campaigns c on c.tenant_id = a.tenant_id and c.id = a.campaign_id
            where a.id = @call
            """, new { call },
            r => new DisposedAttempt(
                r.GetGuid(0), r.GetGuid(1), r.IdAt(2), r.GetString(3), r.IdAt(4), r.GetBoolean(5), r.TextAt(6),
                JsonSerializer.Deserialize<List<Question>>(r.GetString(7), Rows.Json) ?? [], r.GetInt32(8), r.GetInt32(9)), ct);

    /// <summary>Null: somebody was faster, nothing was done.</summary>
    public static async Task<DispositionEffect?> Store(
        TenantSession db, DisposeCall request, DisposedAttempt attempt, Guid agent, Guid leadId, Guid auditId, DateTimeOffset now, CancellationToken ct)
    {
        var answers = new Jsonb(JsonSerializer.Serialize(request.Answers, Rows.Json));
        var first = await db.Execute(
            """
            update call_attempts
            set disposition = @Disposition, notes = @Notes, answers = @answers, callback_at = @CallbackAt, disposed_at = @now, disposed_by = @agent, agent_id = coalesce(agent_id, @agent)
            where id = @CallId and disposed_at is null
            """, new { request.CallId, request.Disposition, request.Notes, answers, request.CallbackAt, now, agent }, ct);
        if (first == 0) return null;

        await MoveEntry(db, request, attempt, now, ct);
        await AuditRow.Insert(db, auditId, agent, "calls.disposed", "call", request.CallId, new { request.Disposition }, now, ct);
        switch (request.Disposition)
        {
            case Disposition.Qualified:
                await db.Execute(
                    """
                    insert into leads (tenant_id, id, campaign_id, contact_id, account_id, attempt_id, agent_id, answers, notes, created_at, updated_at)
                    values (@tenant, @leadId, @CampaignId, @ContactId, @AccountId, @CallId, @agent, @answers, @Notes, @now, @now)
                    on conflict (tenant_id, attempt_id) do nothing
                    """, new { tenant = db.TenantId, leadId, attempt.CampaignId, attempt.ContactId, attempt.AccountId, request.CallId, agent, answers, request.Notes, now }, ct);
                return new(leadId, [], []);
            case Disposition.DncRequest:
                return await Suppress(db, attempt, agent, now, ct);
            case Disposition.WrongNumber or Disposition.InvalidData:
                await db.Execute(
                    "update contacts set is_invalid = true, invalid_reason = @Disposition, version = version + 1, updated_at = @now where id = @ContactId and not is_invalid",
                    new { attempt.ContactId, request.Disposition, now }, ct);
                await db.Execute(
                    """
                    update queue_entries set status = 'removed', reason = 'invalid', claimed_until = null, updated_at = @now
                    where contact_id = @ContactId and status in ('queued', 'claimed')
                    """, new { attempt.ContactId, now }, ct);
                break;
        }

        return new(null, [], []);
    }

    private static async Task MoveEntry(TenantSession db, DisposeCall request, DisposedAttempt attempt, DateTimeOffset now, CancellationToken ct)
    {
        var attempts = await db.Scalar<int>(
            "select attempts from queue_entries where campaign_id = @CampaignId and contact_id = @ContactId and call_id = @CallId for update",
            new { attempt.CampaignId, attempt.ContactId, request.CallId }, ct);
        var fate = Recycle.AfterDisposition(request.Disposition, attempts, attempt.MaxAttempts, attempt.RetryMinutes, now, request.CallbackAt);
        await db.Execute(
            """
            update queue_entries
            set status = @Status, reason = @Reason, next_attempt_at = coalesce(@NextAttemptAt, next_attempt_at), last_outcome = @Disposition,
                priority = case when @Reason = 'callback' then greatest(priority, @priority) else priority end, updated_at = @now
            where campaign_id = @CampaignId and contact_id = @ContactId and call_id = @CallId and status in ('in_progress', 'done', 'queued')
            """,
            new { attempt.CampaignId, attempt.ContactId, request.CallId, request.Disposition, fate.Status, fate.Reason, fate.NextAttemptAt, priority = CallbackPriority, now }, ct);
    }

    private static async Task<DispositionEffect> Suppress(TenantSession db, DisposedAttempt attempt, Guid agent, DateTimeOffset now, CancellationToken ct)
    {
        var phones = (await db.Query(
            "select unnest(array[direct_phone_e164, mobile_phone_e164, @Phone]) from contacts where id = @ContactId", new { attempt.ContactId, attempt.Phone }, r => r.TextAt(0), ct))
            .OfType<string>().Distinct().ToArray();
        await db.Execute(
            """
            insert into suppressions (tenant_id, id, kind, value, reason, source, added_by, created_at)
            select @tenant, s.id, 'phone', s.value, 'dnc_request', 'disposition', @agent, @now from unnest(@ids, @phones) as s (id, value)
            on conflict (tenant_id, kind, value) do nothing
            """, new { tenant = db.TenantId, ids = phones.Select(_ => GrainInterfaces.Shared.Ids.New(now)).ToArray(), phones, agent, now }, ct);
        await db.Execute(
            """
            update contacts set suppressed_phone = true, version = version + 1, updated_at = @now
            where not suppressed_phone and (id = @ContactId or direct_phone_e164 = any(@phones) or mobile_phone_e164 = any(@phones))
            """, new { attempt.ContactId, phones, now }, ct);
        await db.Execute(
            """
            update queue_entries set status = 'removed', reason = 'dnc', claimed_until = null, updated_at = @now
            where status in ('queued', 'claimed') and (contact_id = @ContactId or phone_e164 = any(@phones))
            """, new { attempt.ContactId, phones, now }, ct);
        var campaigns = await db.Query("select id from campaigns where status in ('active', 'draining', 'paused')", null, r => r.GetGuid(0), ct);
        return new(null, phones, campaigns);
    }
}
