using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pivotal.Data.Shared;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Dialer.Rules;
using Pivotal.Grains.Dialer.Chain;

namespace Pivotal.Grains.Dialer;

/// <param name="Made">calls that may be dialled</param>
/// <param name="Closed">contacts that a rule of the chain keeps back</param>
internal sealed record StoredIntents(IReadOnlySet<Guid> Made, IReadOnlyList<(PlannedDial Dial, GateVerdict Verdict)> Closed);

/// <summary>
/// The last word before a dial: in one transaction everything is read, judged by the chain, and the intents of those it lets through are stored.
/// Campaigns with caps on calls take a lock for each contact, number and account first, in the order of the keys, so that two of them never count the same past:
/// the second one waits and then counts the first one's intent. A campaign without caps takes no lock; its calls are counted by the others when they come after.
/// </summary>
internal static class IntentRows
{
    public static async Task<StoredIntents> Store(TenantSession db, CampaignSettings campaign, long epoch, IReadOnlyList<PlannedDial> dials, DateTimeOffset now, CancellationToken ct)
    {
        if (campaign.Rules.Recycle.Caps is { } caps)
        {
            // One statement, so that what is read next is read after the last lock was granted.
            await db.Execute("select pg_advisory_xact_lock(k.key) from unnest(@keys) as k (key)", new { keys = Keys(db.TenantId, caps, dials) }, ct);
        }

        var facts = await GateRows.Read(db, campaign, [.. dials.Select(d => d.Entry.ContactId)], now, ct);
        var ledger = new BatchCalls(now);
        List<(PlannedDial, GateVerdict)> closed = [];
        List<PlannedDial> open = [];
        foreach (var dial in dials)
        {
            // A contact that vanished, or is no longer ours, is sorted out by the statement below and what follows it.
            if (!facts.TryGetValue(dial.Entry.ContactId, out var known)) continue;
            // Who dials for one agent keeps him for the call.
            var verdict = Gates.Judge(ledger.Add(known) with { Guaranteed = dial.ForAgent is not null }, campaign, now);
            if (verdict.IsOpen)
            {
                open.Add(dial);
                ledger.Count(known);
            }
            else
            {
                closed.Add((dial, verdict));
            }
        }

        return new(open.Count == 0 ? new HashSet<Guid>() : await Insert(db, campaign, epoch, open, now, ct), closed);
    }

    /// <summary>Suppressions are looked at once more in the very statement, and the unique index decides about calls elsewhere.</summary>
    private static async Task<HashSet<Guid>> Insert(TenantSession db, CampaignSettings campaign, long epoch, IReadOnlyList<PlannedDial> dials, DateTimeOffset now, CancellationToken ct)
    {
        var made = await db.Query(
            """
            with wanted as (select * from unnest(@calls, @contacts, @agents, @agentless, @admissions) as w (call_id, contact_id, for_agent, agentless, admission)),
            ready as (
              select w.call_id, w.for_agent, w.agentless, w.admission, q.contact_id, q.account_id, q.phone_e164, q.attempts + 1 as attempt_no
              from wanted w
              join queue_entries q on q.tenant_id = @tenant and q.campaign_id = @campaign and q.contact_id = w.contact_id
              join contacts c on c.tenant_id = q.tenant_id and c.id = q.contact_id
              where (q.status = 'claimed') is true and q.epoch = @epoch and c.deleted_at is null and not c.is_invalid and not c.suppressed_phone
                and not exists (select 1 from suppressions s where s.tenant_id = @tenant and s.kind = 'phone' and s.value = q.phone_e164)
            ),
            made as (
              insert into call_attempts (tenant_id, id, campaign_id, contact_id, account_id, phone_e164, attempt_no, created_at, epoch, for_agent, agentless, admission, caller_id, law_id)
              select @tenant, r.call_id, @campaign, r.contact_id, r.account_id, r.phone_e164, r.attempt_no, @now, 1, r.for_agent, r.agentless, r.admission::jsonb, @caller, @law from ready r
              on conflict (tenant_id, contact_id) where ended_at is null do nothing
              returning id, contact_id
            ),
            moved as (
              update queue_entries q
              set status = 'in_progress', attempts = q.attempts + 1, call_id = m.id, reason = null, claimed_until = null, updated_at = @now
              from made m where q.tenant_id = @tenant and q.campaign_id = @campaign and q.contact_id = m.contact_id
            )
            select id from made
            """,
            new
            {
                tenant = db.TenantId, campaign = campaign.Id, caller = campaign.CallerId, law = campaign.Law?.Id, epoch, now, calls = dials.Select(d => d.CallId).ToArray(), contacts = dials.Select(d => d.Entry.ContactId).ToArray(),
                agents = dials.Select(d => d.ForAgent).ToArray(), agentless = dials.Select(d => d.Agentless).ToArray(),
                admissions = dials.Select(d => d.Admission is { } known ? JsonSerializer.Serialize(known, Rows.Json) : null).ToArray(),
            },
            r => r.GetGuid(0), ct);
        return [.. made];
    }

    private static long[] Keys(Guid tenant, AttemptCaps caps, IReadOnlyList<PlannedDial> dials)
    {
        HashSet<long> keys = [];
        foreach (var entry in dials.Select(d => d.Entry))
        {
            if (caps.Contact is not null) keys.Add(Key(tenant, $"contact {entry.ContactId:N}"));
            if (caps.Phone is not null) keys.Add(Key(tenant, $"phone {entry.Phone}"));
            if (caps.Account is not null && entry.AccountId is { } account) keys.Add(Key(tenant, $"account {account:N}"));
        }

        return [.. keys.Order()];
    }

    private static long Key(Guid tenant, string of) => BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"calls {tenant:N} {of}")));

    /// <summary>Dials of one batch count against each other, in their order.</summary>
    private sealed class BatchCalls(DateTimeOffset now)
    {
        private readonly Dictionary<string, int> _phones = [];
        private readonly Dictionary<Guid, int> _accounts = [];

        public GateFacts Add(GateFacts facts)
        {
            if (facts.Calls is not { } calls) return facts;
            return facts with
            {
                Calls = calls with
                {
                    Phone = Plus(calls.Phone, _phones.GetValueOrDefault(facts.Phone)),
                    Account = Plus(calls.Account, facts.AccountId is { } account ? _accounts.GetValueOrDefault(account) : 0),
                },
            };
        }

        public void Count(GateFacts facts)
        {
            _phones[facts.Phone] = _phones.GetValueOrDefault(facts.Phone) + 1;
            if (facts.AccountId is { } account) _accounts[account] = _accounts.GetValueOrDefault(account) + 1;
        }

        private CallsTo Plus(CallsTo calls, int more)
        {
            for (; more > 0; more--) calls = calls.And(now);
            return calls;
        }
    }
}
