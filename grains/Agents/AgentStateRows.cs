using Pivotal.Data.Identity;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Agents;

/// <summary>What an activation of an agent reads.</summary>
internal sealed record AgentFound(
    string Name,
    string Status,
    string? Reason,
    DateTimeOffset Since,
    DateTimeOffset? IdleSince,
    string? LegId,
    DateTimeOffset? WrapUpUntil,
    long Epoch,
    AgentCampaign? Campaign,
    Guid? OpenCall,
    bool OpenCallEnded,
    string Zone,
    bool AtDesk
);

/// <summary>A call that an agent is or was on.</summary>
internal sealed record StrayCall(Guid Call, bool Ended);

/// <summary>How and when a call ended.</summary>
internal sealed record CallEnd(string Outcome, DateTimeOffset At);

/// <summary>agent_states, its log and the assignment.</summary>
internal static class AgentStateRows
{
    /// <summary>Takes the fence (and makes the row on the first time). Null: no such user.</summary>
    public static async Task<AgentFound?> Take(TenantSession db, Guid agent, DateTimeOffset now, CancellationToken ct)
    {
        var name = await Name(db, agent, ct);
        if (name is null)
            return null;
        var row = await db.QuerySingle<Row>(
            """
            insert into agent_states (tenant_id, agent_id, status, since, epoch) values (@tenant, @agent, 'offline', @now, 1)
            on conflict (tenant_id, agent_id) do update set epoch = agent_states.epoch + 1
            returning status, reason, since, idle_since, leg_id, wrap_up_until, epoch, call_id, at_desk
            """,
            new
            {
                tenant = db.TenantId,
                agent,
                now,
            },
            ct
        );
        // The call's own row is the better witness: it says whether the call still runs.
        var call = await db.QuerySingle<StrayCall>(
            """
            select id as call, ended_at is not null as ended from call_attempts
            where agent_id = @agent and (ended_at is null or (id = @known and disposed_at is null))
            order by id desc limit 1
            """,
            new { agent, known = row.CallId ?? Guid.Empty },
            ct
        );
        var zone = await db.Scalar<string>("select time_zone from tenants where id = @tenant", new { tenant = db.TenantId }, ct);
        return new AgentFound(
            name,
            row.Status,
            row.Reason,
            row.Since,
            row.IdleSince,
            row.LegId,
            row.WrapUpUntil,
            row.Epoch,
            await Campaign(db, agent, ct),
            call?.Call,
            call is { Ended: true },
            zone ?? "UTC",
            row.AtDesk
        );
    }

    /// <summary>A call on which somebody talks with him, or did until after this moment and nobody disposed of it.</summary>
    /// <param name="met">others than these</param>
    public static Task<StrayCall?> Stray(TenantSession db, Guid agent, DateTimeOffset since, IEnumerable<Guid> met, CancellationToken ct) =>
        db.QuerySingle<StrayCall>(
            """
            select id as call, ended_at is not null as ended from call_attempts
            where agent_id = @agent and bridged_at is not null and (ended_at is null or (ended_at > @since and disposed_at is null)) and id <> all(@met)
            order by id desc limit 1
            """,
            new
            {
                agent,
                since,
                met = met.ToArray(),
            },
            ct
        );

    /// <summary>How and when a call ended; null: it has not.</summary>
    public static Task<CallEnd?> Ended(TenantSession db, Guid call, CancellationToken ct) =>
        db.QuerySingle<CallEnd>(
            "select coalesce(outcome, 'failed') as outcome, ended_at as at from call_attempts where id = @call and ended_at is not null",
            new { call },
            ct
        );

    /// <summary>Has the role, is not disabled, and somebody is signed in as this agent.</summary>
    public static Task<bool> MayWork(TenantSession db, Guid agent, DateTimeOffset now, CancellationToken ct) =>
        db.Scalar<bool>(
            """
            select exists (
              select 1 from users u
              join user_roles r on r.tenant_id = u.tenant_id and r.user_id = u.id and r.role = 'agent'
              join sessions s on s.tenant_id = u.tenant_id and s.user_id = u.id
              where u.id = @agent and u.status = 'active' and s.revoked_at is null and s.expires_at > @now)
            """,
            new { agent, now },
            ct
        );

    public static Task<string?> Name(TenantSession db, Guid user, CancellationToken ct) =>
        db.Scalar<string>($"select {PersonName.Of("users")} from users where id = @user", new { user }, ct);

    public static Task<AgentCampaign?> Campaign(TenantSession db, Guid agent, CancellationToken ct) =>
        db.QuerySingle<AgentCampaign>(
            """
            select c.id, c.name, coalesce(g.wrap_up_s, (c.document ->> 'wrapUpSeconds')::int) as wrap_up_seconds, coalesce(c.document ->> 'callerId', '') as caller_id, c.document ->> 'dialMode' as dial_mode, coalesce(c.document #> '{rules,agents}', '{}') as rules, g.skill_level, g.rank, c.status
            from campaign_agents g join campaigns c on c.tenant_id = g.tenant_id and c.id = g.campaign_id
            where g.agent_id = @agent and g.released_at is null
            """,
            new { agent },
            ct
        );

    public static async Task<AgentDay> Today(TenantSession db, Guid agent, DateTimeOffset dayStart, CancellationToken ct) =>
        (
            await db.QuerySingle<AgentDay>(
                """
                select count(*)::int as calls, (count(*) filter (where outcome = 'connected'))::int as connected, (count(*) filter (where disposition = 'qualified'))::int as qualified,
                       coalesce(sum(extract(epoch from ended_at - bridged_at)) filter (where outcome = 'connected'), 0)::int as talk_seconds
                from call_attempts where agent_id = @agent and created_at >= @dayStart
                """,
                new { agent, dayStart },
                ct
            )
        )!;

    /// <summary>The row's lock keeps a successor out until the transaction ends.</summary>
    /// <exception cref="FenceLostException" />
    public static void HoldFence(TenantSession db, Guid agent, long epoch) =>
        db.RunAhead(
            "select 1 from agent_states where agent_id = @fence__agent and epoch = @fence__epoch for share",
            new { fence__agent = agent, fence__epoch = epoch },
            () => new FenceLostException()
        );

    /// <summary>The state as it is now, and a line in the log for each change of status since the last time.</summary>
    /// <exception cref="FenceLostException" />
    public static async Task Store(TenantSession db, AgentState agent, long epoch, IReadOnlyList<AgentLogLine> log, CancellationToken ct)
    {
        var rows = await db.Execute(
            """
            update agent_states
            set status = @Status, reason = @Reason, since = @Since, idle_since = @IdleSince, campaign_id = @campaign, call_id = @call, leg_id = @LegId, wrap_up_until = @WrapUpUntil,
                at_desk = @AtDesk
            where agent_id = @AgentId and epoch = @epoch
            """,
            new
            {
                agent.AgentId,
                agent.Status,
                agent.Reason,
                agent.Since,
                agent.IdleSince,
                campaign = agent.Campaign?.Id,
                call = agent.Call?.CallId,
                agent.LegId,
                agent.WrapUpUntil,
                agent.AtDesk,
                epoch,
            },
            ct
        );
        if (rows == 0)
            throw new FenceLostException();
        if (log.Count == 0)
            return;
        await db.Execute(
            """
            insert into agent_state_log (tenant_id, id, agent_id, status, reason, campaign_id, call_id, at)
            select @tenant, l.id, @agent, l.status, l.reason, l.campaign_id, l.call_id, l.at
            from unnest(@ids, @statuses, @reasons, @campaigns, @calls, @times) as l (id, status, reason, campaign_id, call_id, at)
            on conflict do nothing
            """,
            new
            {
                tenant = db.TenantId,
                agent = agent.AgentId,
                ids = log.Select(l => l.Id).ToArray(),
                statuses = log.Select(l => l.Status).ToArray(),
                reasons = log.Select(l => l.Reason).ToArray(),
                campaigns = log.Select(l => l.CampaignId).ToArray(),
                calls = log.Select(l => l.CallId).ToArray(),
                times = log.Select(l => l.At).ToArray(),
            },
            ct
        );
    }

    private readonly record struct Row(
        string Status,
        string? Reason,
        DateTimeOffset Since,
        DateTimeOffset? IdleSince,
        string? LegId,
        DateTimeOffset? WrapUpUntil,
        long Epoch,
        Guid? CallId,
        bool AtDesk
    );
}

/// <summary>One line of agent_state_log.</summary>
internal sealed record AgentLogLine(Guid Id, string Status, string? Reason, Guid? CampaignId, Guid? CallId, DateTimeOffset At);
