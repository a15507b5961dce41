using Pivotal.Domain.Shared;
using Pivotal.TestShared;

namespace Pivotal.ApiTests.Dialer.Reports;

/// <summary>A raw row of call_attempts, as a test reads it to add up by itself.</summary>
internal sealed record RawCall(
    Guid Id,
    Guid Campaign,
    Guid Contact,
    Guid? Agent,
    string? Outcome,
    string? Amd,
    string? Disposition,
    DateTimeOffset Created,
    DateTimeOffset? Dialed,
    DateTimeOffset? Answered,
    DateTimeOffset? Bridged,
    DateTimeOffset? Ended,
    DateTimeOffset? Disposed,
    DateTimeOffset? CallbackAt
);

internal static class GivenCalls
{
    /// <summary>Calls of the last days as the dialer leaves them, drawn with a seed: every outcome, every AMD result, wrap-up, callbacks kept and missed.</summary>
    public static async Task<List<RawCall>> Calls(
        this TestTenant tenant,
        IReadOnlyList<Guid> campaigns,
        IReadOnlyList<Guid> contacts,
        IReadOnlyList<Guid> agents,
        int count,
        int seed
    )
    {
        var random = new Random(seed);
        var now = TimeProvider.System.GetUtcNow();
        string[] outcomes =
        [
            "connected",
            "connected",
            "abandoned",
            "no_answer",
            "busy",
            "voicemail",
            "fax",
            "invalid_number",
            "failed",
            "cancelled",
        ];
        string[] said = ["connected", "not_interested", "callback_requested", "qualified", "voicemail", "wrong_number"];
        var calls = Enumerable
            .Range(0, count)
            .Select(n =>
            {
                var outcome = outcomes[random.Next(outcomes.Length)];
                var created = now.AddSeconds(-random.Next(60, 4 * 86_400));
                var (picked, talked) = (outcome is "connected" or "abandoned" or "voicemail" or "fax", outcome == "connected");
                DateTimeOffset? dialed = outcome == "cancelled" ? null : created.AddSeconds(1);
                DateTimeOffset? answered = picked ? created.AddSeconds(10) : null;
                DateTimeOffset? bridged = talked ? created.AddSeconds(11) : null;
                var ended = created.AddSeconds(12 + random.Next(200));
                var disposition = talked && random.Next(8) > 0 ? said[random.Next(said.Length)] : null;
                return new RawCall(
                    Ids.New(),
                    campaigns[random.Next(campaigns.Count)],
                    contacts[random.Next(contacts.Count)],
                    talked ? agents[random.Next(agents.Count)] : null,
                    outcome,
                    picked
                        ? outcome switch
                        {
                            "voicemail" => "machine",
                            "fax" => "fax",
                            _ => random.Next(5) == 0 ? "not_sure" : "human",
                        }
                        : null,
                    disposition,
                    created,
                    dialed,
                    answered,
                    bridged,
                    ended,
                    disposition is null ? null : ended.AddSeconds(random.Next(-5, 60)),
                    disposition == "callback_requested" ? created.AddHours(random.Next(1, 40)) : null
                );
            })
            .ToList();
        await tenant.In(s =>
            s.Execute(
                """
                insert into call_attempts (tenant_id, id, campaign_id, contact_id, agent_id, phone_e164, attempt_no, status, outcome, amd_result, disposition, created_at, dialed_at, answered_at, bridged_at, ended_at,
                                           disposed_at, callback_at)
                select @tenant, c.id, c.campaign, c.contact, c.agent, '+12025550101', 1, 'ended', c.outcome, c.amd, c.disposition, c.created, c.dialed, c.answered, c.bridged, c.ended, c.disposed, c.callback
                from unnest(@ids, @campaigns, @contacts, @agents, @outcomes, @amd, @dispositions, @created, @dialed, @answered, @bridged, @ended, @disposed, @callbacks)
                  as c (id, campaign, contact, agent, outcome, amd, disposition, created, dialed, answered, bridged, ended, disposed, callback)
                """,
                new
                {
                    tenant = tenant.Id,
                    ids = calls.Select(c => c.Id).ToArray(),
                    campaigns = calls.Select(c => c.Campaign).ToArray(),
                    contacts = calls.Select(c => c.Contact).ToArray(),
                    agents = calls.Select(c => c.Agent).ToArray(),
                    outcomes = calls.Select(c => c.Outcome).ToArray(),
                    amd = calls.Select(c => c.Amd).ToArray(),
                    dispositions = calls.Select(c => c.Disposition).ToArray(),
                    created = calls.Select(c => c.Created).ToArray(),
                    dialed = calls.Select(c => c.Dialed).ToArray(),
                    answered = calls.Select(c => c.Answered).ToArray(),
                    bridged = calls.Select(c => c.Bridged).ToArray(),
                    ended = calls.Select(c => c.Ended).ToArray(),
                    disposed = calls.Select(c => c.Disposed).ToArray(),
                    callbacks = calls.Select(c => c.CallbackAt).ToArray(),
                }
            )
        );
        return calls;
    }

    /// <summary>The rows themselves, read back without any of the reports' words.</summary>
    public static Task<List<RawCall>> RawCalls(this TestTenant tenant) =>
        tenant.In(s =>
            s.Query(
                """
                select id, campaign_id, contact_id, agent_id, outcome, amd_result, disposition, created_at, dialed_at, answered_at, bridged_at, ended_at, disposed_at, callback_at from call_attempts
                """,
                null,
                r => new RawCall(
                    r.GetGuid(0),
                    r.GetGuid(1),
                    r.GetGuid(2),
                    r.IsDBNull(3) ? null : r.GetGuid(3),
                    r.IsDBNull(4) ? null : r.GetString(4),
                    r.IsDBNull(5) ? null : r.GetString(5),
                    r.IsDBNull(6) ? null : r.GetString(6),
                    r.GetFieldValue<DateTimeOffset>(7),
                    Time(r, 8),
                    Time(r, 9),
                    Time(r, 10),
                    Time(r, 11),
                    Time(r, 12),
                    Time(r, 13)
                )
            )
        );

    private static DateTimeOffset? Time(Npgsql.NpgsqlDataReader r, int column) =>
        r.IsDBNull(column) ? null : r.GetFieldValue<DateTimeOffset>(column);
}
