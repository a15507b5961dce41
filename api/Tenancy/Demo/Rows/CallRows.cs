using System.Text.Json;
using Pivotal.Api.Shared;
using Pivotal.Api.Tenancy.Demo.Story;
using Pivotal.Data.Shared;
using Pivotal.GrainInterfaces.Dialer;

namespace Pivotal.Api.Tenancy.Demo.Rows;

/// <summary>The calls, and what the agents did when.</summary>
internal static class CallRows
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    public static async Task Insert(TenantSession db, DemoMonth month, CancellationToken ct)
    {
        await Calls(db, [.. month.Calls], ct);
        await Statuses(db, month.Statuses, ct);
        await Idle(db, month.Idle, ct);
        await Breaks(db, month.Began, ct);
    }

    private static Task Calls(TenantSession db, StoryCall[] calls, CancellationToken ct)
    {
        return db.Execute(
            """
            insert into call_attempts (
              tenant_id, id, campaign_id, contact_id, account_id, agent_id, for_agent, phone_e164, attempt_no, status, amd_result, outcome, created_at, dialed_at, answered_at, bridged_at, ended_at,
              hangup_cause, hangup_source, disposition, notes, answers, callback_at, disposed_at, disposed_by, caller_id, epoch)
            select @tenant, c.id, c.campaign, c.contact, c.account, c.agent, c.for_agent, c.phone, c.attempt, 'ended', c.amd, c.outcome, c.dialed, c.dialed, c.answered, c.bridged, c.ended,
                   c.cause, c.source, c.disposition, c.notes, c.answers::jsonb, c.callback, c.disposed, case when c.disposed is not null then c.agent end, @caller, 1
            from unnest(@ids, @campaigns, @contacts, @accounts, @agents, @forAgents, @phones, @attempts, @amds, @outcomes, @dialed, @answered, @bridged, @ended, @causes, @sources, @dispositions, @notes, @answers, @callbacks, @disposed)
              as c (id, campaign, contact, account, agent, for_agent, phone, attempt, amd, outcome, dialed, answered, bridged, ended, cause, source, disposition, notes, answers, callback, disposed)
            """,
            new
            {
                tenant = db.TenantId,
                caller = StoryCampaign.CallerId,
                ids = Of(c => c.Id),
                campaigns = Of(c => c.Campaign.Id),
                contacts = Of(c => c.Contact.Id),
                accounts = Of(c => c.Contact.Account.Id),
                agents = Of(c => c.AgentId),
                forAgents = Of(c => c.ForAgent),
                phones = Of(c => c.Contact.Phone),
                attempts = Of(c => c.AttemptNo),
                amds = Of(c => c.Amd),
                outcomes = Of(c => c.Outcome),
                dialed = Of(c => c.DialedAt),
                answered = Of(c => c.AnsweredAt),
                bridged = Of(c => c.BridgedAt),
                ended = Of(c => c.EndedAt),
                causes = Of(c => c.Cause),
                sources = Of(c => c.EndedBy),
                dispositions = Of(c => c.Disposition),
                notes = Of(c => c.Disposition is null ? null : c.Notes),
                answers = Of(c => c.Disposition is null ? null : JsonSerializer.Serialize(c.Answers, Json.Options)),
                callbacks = Of(c => c.CallbackAt),
                disposed = Of(c => c.DisposedAt),
            },
            ct
        );

        T[] Of<T>(Func<StoryCall, T> column) => [.. calls.Select(column)];
    }

    private static async Task Statuses(TenantSession db, IReadOnlyList<StoryStatus> all, CancellationToken ct)
    {
        await db.Execute(
            """
            insert into agent_state_log (tenant_id, id, agent_id, status, reason, campaign_id, call_id, at)
            select @tenant, l.* from unnest(@ids, @agents, @statuses, @reasons, @campaigns, @calls, @times) as l (id, agent_id, status, reason, campaign_id, call_id, at)
            """,
            new
            {
                tenant = db.TenantId,
                ids = all.Select(s => s.Id).ToArray(),
                agents = all.Select(s => s.AgentId).ToArray(),
                statuses = all.Select(s => s.Status).ToArray(),
                reasons = all.Select(s => s.Reason).ToArray(),
                campaigns = all.Select(s => s.CampaignId).ToArray(),
                calls = all.Select(s => s.CallId).ToArray(),
                times = all.Select(s => s.At).ToArray(),
            },
            ct
        );
        // Everybody has gone home. Who has signed on meanwhile is where he says.
        await db.Execute(
            """
            insert into agent_states (tenant_id, agent_id, status, since, campaign_id)
            select distinct on (agent_id) tenant_id, agent_id, status, at, campaign_id from agent_state_log order by agent_id, at desc, id desc
            on conflict (tenant_id, agent_id) do nothing
            """,
            null,
            ct
        );
    }

    /// <summary>By quarters of an hour and reasons, as the queue writes them.</summary>
    private static Task Idle(TenantSession db, IReadOnlyList<StoryIdle> all, CancellationToken ct)
    {
        var parts = all.SelectMany(Quarters)
            .GroupBy(p => (p.Idle.CampaignId, p.Quarter, p.Idle.AgentId, p.Idle.Reason))
            .Select(g => (g.Key, Milliseconds: (long)Math.Round(g.Sum(p => (p.To - p.From).TotalMilliseconds)), Until: g.Max(p => p.To)))
            .ToList();
        return db.Execute(
            """
            insert into agent_idle (tenant_id, campaign_id, quarter, agent_id, reason, milliseconds, seen_until)
            select @tenant, i.* from unnest(@campaigns, @quarters, @agents, @reasons, @milliseconds, @until) as i (campaign_id, quarter, agent_id, reason, milliseconds, seen_until)
            """,
            new
            {
                tenant = db.TenantId,
                campaigns = parts.Select(p => p.Key.CampaignId).ToArray(),
                quarters = parts.Select(p => p.Key.Quarter).ToArray(),
                agents = parts.Select(p => p.Key.AgentId).ToArray(),
                reasons = parts.Select(p => p.Key.Reason).ToArray(),
                milliseconds = parts.Select(p => p.Milliseconds).ToArray(),
                until = parts.Select(p => p.Until).ToArray(),
            },
            ct
        );
    }

    private static IEnumerable<(StoryIdle Idle, DateTimeOffset Quarter, DateTimeOffset From, DateTimeOffset To)> Quarters(StoryIdle idle)
    {
        for (var from = idle.From; from < idle.To; )
        {
            var quarter = new DateTimeOffset(from.UtcTicks - (from.UtcTicks % Quarter.Ticks), TimeSpan.Zero);
            var to = quarter + Quarter < idle.To ? quarter + Quarter : idle.To;
            yield return (idle, quarter, from, to);
            from = to;
        }
    }

    private static Task Breaks(TenantSession db, DateTimeOffset made, CancellationToken ct) =>
        db.Execute(
            """
            insert into pause_codes (tenant_id, id, code, label, paid, max_minutes, max_minutes_day, created_at, updated_at)
            select @tenant, p.*, @made, @made from unnest(@ids, @codes, @labels, @paid, @most, @day) as p (id, code, label, paid, max_minutes, max_minutes_day)
            on conflict (tenant_id, code) do nothing
            """,
            new
            {
                tenant = db.TenantId,
                made,
                ids = new[] { Domain.Shared.Ids.New(made), Domain.Shared.Ids.New(made), Domain.Shared.Ids.New(made) },
                codes = new[] { StoryDays.Lunch, StoryDays.Coffee, StoryDays.Training },
                labels = new[] { "Lunch", "Coffee", "Training" },
                paid = new[] { false, true, true },
                most = new int?[] { 75, 25, null },
                day = new int?[] { 75, 60, null },
            },
            ct
        );
}
