using System.Globalization;
using System.Text;
using System.Text.Json;
using Npgsql;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Campaigns.Evidence;

/// <summary>The call record that the law asks for (reference dialer.md C4), one line a call.</summary>
/// <param name="law">of each call when it was made; seller, profiles and whom the campaign calls are read from it</param>
internal sealed class EvidenceSheet(Campaign campaign, EvidenceLaw law)
{
    public const string Select = """
        select a.id, a.phone_e164, split_part(coalesce(nullif(q.time_zone, ''), c.time_zone), '|', 1), a.created_at, a.dialed_at, a.answered_at, a.bridged_at, a.ended_at, a.message_at,
               a.outcome, a.disposition, a.amd_result, a.agent_id, a.attempt_no, a.for_agent is not null, a.agentless, a.admission::text, a.opted_out_at, a.caller_id, a.law_id,
               counts_as_abandoned(a.outcome, a.answered_at, a.bridged_at, a.connect_by, a.amd_result)
        from call_attempts a
        join campaigns c on c.tenant_id = a.tenant_id and c.id = a.campaign_id
        left join queue_entries q on q.tenant_id = a.tenant_id and q.campaign_id = a.campaign_id and q.contact_id = a.contact_id
        where a.campaign_id = @id and a.created_at >= @start and a.created_at < @end
        order by a.id
        """;

    private static readonly string[] Columns =
    [
        "Call", "Campaign", "Seller", "Called by number", "Number called", "Date", "Time", "Time zone", "Dialled (UTC)", "Answered (UTC)", "Connected (UTC)", "Ended (UTC)", "Duration s", "Ring s",
        "Seconds to connect", "Outcome", "Disposition", "Answered by", "Abandoned", "Message played", "Seconds to message", "Opted out by key (UTC)", "Agent", "Attempt", "Dialled for one agent", "Agentless", "Called are",
        "Profiles", "Law", "Dialled ahead", "Window", "Answered before", "Abandoned before", "Share before", "Cap", "Risk allowed", "Risk expected",
    ];

    private readonly Dictionary<string, TimeZoneInfo> _zones = [];

    public static void Header(StringBuilder into) => CsvCell.Line(into, Columns);

    public void Row(StringBuilder into, NpgsqlDataReader r)
    {
        var (created, dialed, answered, bridged, ended, message) = (Time(r, 3)!.Value, Time(r, 4), Time(r, 5), Time(r, 6), Time(r, 7), Time(r, 8));
        var (zone, outcome) = (r.GetString(2), Text(r, 9));
        var local = TimeZoneInfo.ConvertTime(dialed ?? created, Zone(zone));
        var lawId = r.IsDBNull(19) ? (Guid?)null : r.GetGuid(19);
        var held = law.Of(lawId);
        using var admission = r.IsDBNull(16) ? null : JsonDocument.Parse(r.GetString(16));
        CsvCell.Line(into,
        [
            r.GetGuid(0).ToString(), campaign.Name, held.Own.Message?.Seller ?? "", Text(r, 18) ?? campaign.CallerId, r.GetString(1), local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), local.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
            zone, Utc(dialed), Utc(answered), Utc(bridged), Utc(ended), Seconds(dialed, ended), Seconds(dialed, answered ?? ended), Seconds(answered, bridged), outcome, Text(r, 10), Text(r, 11),
            YesNo(r.GetBoolean(20)), YesNo(message is not null), Seconds(answered, message), Utc(Time(r, 17)), r.IsDBNull(12) ? null : r.GetGuid(12).ToString(), r.GetInt32(13).ToString(CultureInfo.InvariantCulture),
            YesNo(r.GetBoolean(14)), YesNo(r.GetBoolean(15)), held.Own.Called, string.Join("; ", held.Profiles.Select(p => p.Name)), lawId?.ToString(), YesNo(admission is not null),
            .. new[] { "window", "answered", "abandoned", "share", "cap", "threshold", "risk" }.Select(name => Known(admission, name)),
        ]);
    }

    private TimeZoneInfo Zone(string name) =>
        _zones.TryGetValue(name, out var zone) ? zone : _zones[name] = TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found) ? found : TimeZoneInfo.Utc;

    private static string? Known(JsonDocument? admission, string name) =>
        admission is not null && admission.RootElement.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null;

    private static string? Text(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);

    private static DateTimeOffset? Time(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetFieldValue<DateTimeOffset>(column);

    private static string? Utc(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string? Seconds(DateTimeOffset? from, DateTimeOffset? to) =>
        from is { } start && to is { } end ? Math.Max(0, (end - start).TotalSeconds).ToString("0.###", CultureInfo.InvariantCulture) : null;

    private static string YesNo(bool holds) => holds ? "yes" : "no";
}
