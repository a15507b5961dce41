using System.Globalization;
using System.Text;
using System.Text.Json;
using Pivotal.Api.Shared;
using Pivotal.Domain.Dialer.Pacing;

namespace Pivotal.Api.Campaigns.Evidence;

/// <summary>A call as the law asks for it.</summary>
/// <param name="TimeZone">the contact's</param>
/// <param name="Admission">what allowed it to be dialled ahead of an agent; null: it was not</param>
internal sealed record EvidenceCall(
    Guid Id,
    string Phone,
    string TimeZone,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DialedAt,
    DateTimeOffset? AnsweredAt,
    DateTimeOffset? BridgedAt,
    DateTimeOffset? EndedAt,
    DateTimeOffset? MessageAt,
    string? Outcome,
    string? Disposition,
    string? AmdResult,
    Guid? AgentId,
    int AttemptNo,
    bool ForOneAgent,
    bool Agentless,
    JsonElement? Admission,
    DateTimeOffset? OptedOutAt,
    string? CallerId,
    Guid? LawId,
    bool Abandoned
);

/// <summary>The call record that the law asks for (reference dialer.md C4), one line a call.</summary>
/// <param name="law">of each call when it was made; seller, profiles and whom the campaign calls are read from it</param>
internal sealed class EvidenceSheet(Campaign campaign, EvidenceLaw law)
{
    public const string Select = """
        select a.id, a.phone_e164 as phone, split_part(coalesce(nullif(q.time_zone, ''), c.time_zone), '|', 1) as time_zone, a.created_at, a.dialed_at, a.answered_at, a.bridged_at, a.ended_at, a.message_at,
               a.outcome, a.disposition, a.amd_result, a.agent_id, a.attempt_no, a.for_agent is not null as for_one_agent, a.agentless, a.admission, a.opted_out_at, a.caller_id, a.law_id,
               counts_as_abandoned(a.outcome, a.answered_at, a.bridged_at, a.connect_by, a.amd_result) as abandoned
        from call_attempts a
        join campaigns c on c.tenant_id = a.tenant_id and c.id = a.campaign_id
        left join queue_entries q on q.tenant_id = a.tenant_id and q.campaign_id = a.campaign_id and q.contact_id = a.contact_id
        where a.campaign_id = @id and a.created_at >= @start and a.created_at < @end
        order by a.id
        """;

    private static readonly string[] Columns =
    [
        "Call",
        "Campaign",
        "Seller",
        "Called by number",
        "Number called",
        "Date",
        "Time",
        "Time zone",
        "Dialled (UTC)",
        "Answered (UTC)",
        "Connected (UTC)",
        "Ended (UTC)",
        "Duration s",
        "Ring s",
        "Seconds to connect",
        "Outcome",
        "Disposition",
        "Answered by",
        "Abandoned",
        "Message played",
        "Seconds to message",
        "Opted out by key (UTC)",
        "Agent",
        "Attempt",
        "Dialled for one agent",
        "Agentless",
        "Called are",
        "Profiles",
        "Law",
        "Dialled ahead",
        "Window",
        "Answered before",
        "Abandoned before",
        "Share before",
        "Cap",
        "Risk allowed",
        "Risk expected",
    ];

    private readonly Dictionary<string, TimeZoneInfo> _zones = [];

    public static void Header(StringBuilder into) => CsvCell.Line(into, Columns);

    public void Row(StringBuilder into, EvidenceCall call)
    {
        var local = TimeZoneInfo.ConvertTime(call.DialedAt ?? call.CreatedAt, Zone(call.TimeZone));
        var held = law.Of(call.LawId);
        CsvCell.Line(
            into,
            [
                call.Id.ToString(),
                campaign.Name,
                held.Own.Message?.Seller ?? "",
                call.CallerId ?? campaign.CallerId,
                call.Phone,
                local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                local.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
                call.TimeZone,
                Utc(call.DialedAt),
                Utc(call.AnsweredAt),
                Utc(call.BridgedAt),
                Utc(call.EndedAt),
                Seconds(call.DialedAt, call.EndedAt),
                Seconds(call.DialedAt, call.AnsweredAt ?? call.EndedAt),
                Seconds(call.AnsweredAt, call.BridgedAt),
                call.Outcome,
                call.Disposition,
                call.AmdResult,
                YesNo(call.Abandoned),
                YesNo(call.MessageAt is not null),
                Seconds(call.AnsweredAt, call.MessageAt),
                Utc(call.OptedOutAt),
                call.AgentId?.ToString(),
                call.AttemptNo.ToString(CultureInfo.InvariantCulture),
                YesNo(call.ForOneAgent),
                YesNo(call.Agentless),
                held.Own.Called,
                string.Join("; ", held.Profiles.Select(p => p.Name)),
                call.LawId?.ToString(),
                YesNo(call.Admission is not null),
                .. new[] { "window", "answered", "abandoned", "share", "cap", "threshold", "risk" }.Select(name =>
                    Known(call.Admission, name)
                ),
            ]
        );
    }

    private TimeZoneInfo Zone(string name) =>
        _zones.TryGetValue(name, out var zone)
            ? zone
            : _zones[name] = TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found) ? found : TimeZoneInfo.Utc;

    private static string? Known(JsonElement? admission, string name) =>
        admission is { } known && known.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value.ToString()
            : null;

    private static string? Utc(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string? Seconds(DateTimeOffset? from, DateTimeOffset? to) =>
        from is { } start && to is { } end ? Math.Max(0, (end - start).TotalSeconds).ToString("0.###", CultureInfo.InvariantCulture) : null;

    private static string YesNo(bool holds) => holds ? "yes" : "no";
}
