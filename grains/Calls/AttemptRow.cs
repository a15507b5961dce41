using System.Text;
using Pivotal.Data.Compliance;
using Pivotal.Data.Compliance.Law;
using Pivotal.Data.Shared;
using Pivotal.Data.Telephony;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Compliance.Law;
using Pivotal.Domain.Telephony;
using Pivotal.Domain.Telephony.Telnyx;

namespace Pivotal.Grains.Calls;

/// <summary>What an activation of a call writes under. The writer behind the grain finds out that it is lost, the grain asks.</summary>
/// <param name="onLost">called once, when it is known that another activation stored over this one</param>
internal sealed class AttemptFence(Guid callId, long epoch, Action? onLost = null)
{
    private int _lost;

    public Guid CallId => callId;

    public long Epoch => epoch;

    public bool Lost => Volatile.Read(ref _lost) == 1;

    public void Lose()
    {
        if (Interlocked.Exchange(ref _lost, 1) == 0)
            onLost?.Invoke();
    }
}

/// <summary>A call attempt as its grain knows it: the row is a function of this.</summary>
internal sealed record AttemptSnapshot(
    AttemptFence Fence,
    string Status,
    string? LegId,
    string? Amd,
    string? Outcome,
    Guid? AgentId,
    DateTimeOffset? DialedAt,
    DateTimeOffset? AnsweredAt,
    DateTimeOffset? BridgedAt,
    DateTimeOffset? EndedAt,
    string? Cause,
    string? Source,
    string? RecordingId,
    DateTimeOffset? MessageAt = null,
    DateTimeOffset? ConnectBy = null
);

/// <param name="Fence">the activation that stores the effect; null when there is none to store</param>
internal sealed record HandledEvent(string EventId, AttemptFence? Fence);

/// <param name="Lost">activations that another one has replaced</param>
/// <param name="Rowless">handled events whose row is not there yet: an event takes effect while its row is still being committed</param>
internal sealed record AttemptsStored(IReadOnlyList<AttemptFence> Lost, IReadOnlyList<string> Rowless);

/// <summary>What an activation reads of a call it has no memory of.</summary>
/// <param name="From">null when the call must not be made any more: its campaign stands still, its number was suppressed, or its hours are over</param>
internal sealed record AttemptFound(
    long Epoch,
    Guid CampaignId,
    Guid ContactId,
    CallFacts Facts,
    Guid? AgentId,
    bool DetectMachine,
    int RingTimeoutSeconds,
    DateTimeOffset CreatedAt,
    string To,
    string? From,
    IReadOnlyList<CarrierEvent> Events,
    SpokenMessage? Message,
    SpokenMessage? WhenAbandoned = null,
    int LeastRingSeconds = 0
)
{
    public SupervisedBy? Supervisor { get; init; }

    public ConnectLimit Connect { get; init; } = ConnectLimit.Usual;

    /// <summary>It may be made, and nobody knows whether its order has reached the carrier.</summary>
    public bool MayBeUnordered => From is not null && Facts.DialedAt is null && Events.Count == 0;
}

internal readonly record struct CallLines(string? AgentLeg, string? CallerId);

/// <summary>call_attempts as CallGrain reads and writes it.</summary>
internal static class AttemptRow
{
    /// <summary>Takes the fence and reads the row with the call's inbox. Null: no such call.</summary>
    public static async Task<AttemptFound?> Take(TenantSession db, Guid call, CancellationToken ct)
    {
        var known = await db.QuerySingle<Row>(
            $"""
            with taken as (update call_attempts set epoch = epoch + 1 where id = @call returning *)
            select t.epoch, t.campaign_id, t.contact_id, t.carrier_leg_id as facts_leg_id, t.amd_result as facts_amd, case when t.amd_result is not null then t.answered_at end as facts_amd_at,
                   t.dialed_at as facts_dialed_at, t.answered_at as facts_answer_reported_at, t.bridged_at as facts_bridge_reported_at, t.ended_at as facts_hung_up_at, t.hangup_cause as facts_cause,
                   t.hangup_source as facts_source, t.recording_id as facts_recording_id, t.message_at as facts_message_accepted_at, t.opted_out_at as facts_key_at, t.connect_by as facts_connect_by,
                   coalesce(t.agent_id, (select s.agent_id from agent_states s where s.tenant_id = t.tenant_id and s.call_id = t.id limit 1)) as agent_id,
                   (c.document ->> 'amdEnabled')::boolean as detect_machine, (c.document ->> 'ringTimeoutSeconds')::int as ring_timeout_seconds, t.created_at, t.phone_e164 as "to",
                   case when c.status = 'active' and not {Suppressed.Phone(
                "t.phone_e164",
                "t.tenant_id"
            )} then coalesce(t.caller_id, c.document ->> 'callerId') end as "from",
                   t.agentless, c.document -> 'rules' as rules, coalesce(t.caller_id, c.document ->> 'callerId') as caller_id, t.supervisor_id, t.supervisor_role, t.supervisor_leg_id
            from taken t join campaigns c on c.tenant_id = t.tenant_id and c.id = t.campaign_id
            """,
            new { call },
            ct
        );
        if (known is null)
            return null;
        var row = await WithMessages(db, known.Found, known.Rules, known.Agentless, known.CallerId, ct);
        var events = await db.Query<string>(
            $"select {CarrierInbox.Body} from carrier_inbox where provider = @provider and call_id = @call order by occurred_at, event_id",
            new { provider = CarrierInbox.Provider, call },
            ct
        );
        return row with
        {
            Events = [.. events.Select(body => TelnyxEventParser.Parse(Encoding.UTF8.GetBytes(body))).OfType<CarrierEvent>()],
        };
    }

    /// <summary>As the campaign has them now; a call without an agent is never given one.</summary>
    private static async Task<AttemptFound> WithMessages(
        TenantSession db,
        AttemptFound row,
        CampaignRules rules,
        bool agentless,
        string? callerId,
        CancellationToken ct
    )
    {
        var law = EffectiveCompliance.Of(await ProfileRows.Chosen(db, rules.Compliance.Profiles, ct), rules.Compliance);
        if (agentless)
            return row with { Message = AgentlessMessage.Of(rules, law) };
        var ring = law.RingSeconds?.Value ?? 0;
        return row with
        {
            WhenAbandoned = AbandonedMessage.Of(rules, law, callerId),
            LeastRingSeconds = ring,
            RingTimeoutSeconds = Math.Max(row.RingTimeoutSeconds, ring),
            Connect = ConnectLimit.Of(law),
        };
    }

    /// <summary>
    /// Many calls at once, together with the events whose effect is stored by it. A row whose fence was taken by another activation stays as that one has it, and the events
    /// this one heard stay unhandled, for the other to hear.
    /// </summary>
    public static async Task<AttemptsStored> Store(
        TenantSession db,
        IReadOnlyList<AttemptSnapshot> rows,
        IReadOnlyList<HandledEvent> events,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        HashSet<Guid> stored = [];
        if (rows.Count > 0)
        {
            stored =
            [
                .. await db.Query<Guid>(
                    """
                    update call_attempts a
                    set status = s.status, carrier_leg_id = s.leg, amd_result = s.amd, outcome = s.outcome, agent_id = coalesce(s.agent, a.agent_id), dialed_at = s.dialed, answered_at = s.answered,
                        bridged_at = s.bridged, ended_at = s.ended, hangup_cause = s.cause, hangup_source = s.source, recording_id = s.recording, message_at = s.message,
                        connect_by = s.connect_by
                    from unnest(@ids, @epochs, @statuses, @legs, @amds, @outcomes, @agents, @dialed, @answered, @bridged, @ended, @causes, @sources, @recordings, @messages, @connectBys)
                      as s (id, epoch, status, leg, amd, outcome, agent, dialed, answered, bridged, ended, cause, source, recording, message, connect_by)
                    where a.tenant_id = @tenant and a.id = s.id and a.epoch = s.epoch
                    returning a.id
                    """,
                    new
                    {
                        tenant = db.TenantId,
                        ids = Of(r => r.Fence.CallId),
                        epochs = Of(r => r.Fence.Epoch),
                        statuses = Of(r => r.Status),
                        legs = Of(r => r.LegId),
                        amds = Of(r => r.Amd),
                        outcomes = Of(r => r.Outcome),
                        agents = Of(r => r.AgentId),
                        dialed = Of(r => r.DialedAt),
                        answered = Of(r => r.AnsweredAt),
                        bridged = Of(r => r.BridgedAt),
                        ended = Of(r => r.EndedAt),
                        causes = Of(r => r.Cause),
                        sources = Of(r => r.Source),
                        recordings = Of(r => r.RecordingId),
                        messages = Of(r => r.MessageAt),
                        connectBys = Of(r => r.ConnectBy),
                    },
                    ct
                ),
            ];
        }

        AttemptFence[] lost = [.. rows.Select(r => r.Fence).Where(f => !stored.Contains(f.CallId))];
        var ours = rows.Select(r => r.Fence).Except(lost).ToHashSet();
        string[] handled = [.. events.Where(e => e.Fence is null || ours.Contains(e.Fence)).Select(e => e.EventId)];
        if (handled.Length == 0)
            return new(lost, []);
        return new(
            lost,
            await db.Query<string>(
                """
                with marked as (
                  update carrier_inbox set handled_at = @now where provider = @provider and event_id = any(@handled) and handled_at is null
                )
                select h.id from unnest(@handled) as h (id)
                where not exists (select 1 from carrier_inbox i where i.provider = @provider and i.event_id = h.id)
                """,
                new
                {
                    now,
                    provider = CarrierInbox.Provider,
                    handled,
                },
                ct
            )
        );

        T[] Of<T>(Func<AttemptSnapshot, T> column) => [.. rows.Select(column)];
    }

    /// <summary>The standing leg of a call's agent, and the number the campaign calls from.</summary>
    public static Task<CallLines> Lines(TenantSession db, Guid? agent, Guid campaign, CancellationToken ct) =>
        db.QuerySingle<CallLines>(
            "select a.leg_id as agent_leg, c.document ->> 'callerId' as caller_id from campaigns c left join agent_states a on a.agent_id = @agent where c.id = @campaign",
            new { agent, campaign },
            ct
        );

    public static Task KeepSupervisor(TenantSession db, Guid call, long epoch, SupervisedBy? supervisor, CancellationToken ct) =>
        db.Execute(
            "update call_attempts set supervisor_id = @by, supervisor_leg_id = @leg, supervisor_role = @role where id = @call and epoch = @epoch",
            new
            {
                call,
                epoch,
                by = supervisor?.By,
                leg = supervisor?.LegId,
                role = supervisor?.Role,
            },
            ct
        );

    private sealed record Row(
        long Epoch,
        Guid CampaignId,
        Guid ContactId,
        CallFacts Facts,
        Guid? AgentId,
        bool DetectMachine,
        int RingTimeoutSeconds,
        DateTimeOffset CreatedAt,
        string To,
        string? From,
        bool Agentless,
        CampaignRules Rules,
        string? CallerId,
        Guid? SupervisorId,
        string? SupervisorRole,
        string? SupervisorLegId
    )
    {
        public AttemptFound Found =>
            new(Epoch, CampaignId, ContactId, Facts, AgentId, DetectMachine, RingTimeoutSeconds, CreatedAt, To, From, [], null)
            {
                Supervisor = SupervisorId is { } by
                    ? new(by, SupervisorRole ?? Domain.Calls.SupervisorRole.Monitor, SupervisorLegId)
                    : null,
            };
    }
}
