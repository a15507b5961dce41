using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pivotal.Data.Compliance;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Gates;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Pacing;
using Pivotal.Grains.Dialer.Gates;

namespace Pivotal.Grains.Dialer.Queue;

/// <param name="Made">calls that may be dialled</param>
/// <param name="Stale">calls that wait until the queue has read what has changed (queue_news)</param>
/// <param name="Closed">contacts that a rule of the chain keeps back</param>
internal sealed record StoredIntents(
    IReadOnlySet<Guid> Made,
    IReadOnlySet<Guid> Stale,
    IReadOnlyList<(PlannedDial Dial, GateVerdict Verdict)> Closed
)
{
    public static StoredIntents Of(IReadOnlyList<StoredIntents> parts) =>
        parts is [var whole]
            ? whole
            : new(
                parts.SelectMany(p => p.Made).ToHashSet(),
                parts.SelectMany(p => p.Stale).ToHashSet(),
                [.. parts.SelectMany(p => p.Closed)]
            );
}

/// <summary>
/// The last word before a dial: in one transaction everything is read, judged by the chain, and the intents of those it lets through are stored.
/// A lock is taken for each number first, and where calls are capped for each contact and account, in the order of the keys, so that two campaigns never count the same past:
/// the second one waits and then finds the first one's intent.
/// </summary>
internal static class IntentRows
{
    public static async Task<StoredIntents> Store(
        TenantSession db,
        CampaignSettings campaign,
        long epoch,
        IReadOnlyList<PlannedDial> dials,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        // A statement of its own in the round trip of the next one, so that what that one reads is read after the last lock was granted.
        db.RunAhead(
            "select pg_advisory_xact_lock(k.key) from unnest(@number__keys) as k (key)",
            new { number__keys = Keys(db.TenantId, campaign.Rules.Recycle.Caps, dials) }
        );
        var facts = await GateRows.Read(db, campaign, [.. dials.Select(d => d.Entry.ContactId)], now, ct);
        var ledger = new BatchCalls(now);
        List<(PlannedDial, GateVerdict)> closed = [];
        List<PlannedDial> open = [];
        foreach (var dial in dials)
        {
            // A contact that vanished, or is no longer ours, is sorted out by the statement below and what follows it.
            if (!facts.TryGetValue(dial.Entry.ContactId, out var known))
                continue;
            // Who dials for one agent keeps him for the call.
            var verdict = GateChain.Judge(ledger.Add(known) with { Guaranteed = dial.ForAgent is not null }, campaign, now);
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

        var stored = open.Count == 0 ? [] : await Insert(db, campaign, epoch, open, now, ct);
        return new(
            stored.Where(s => s.Made).Select(s => s.Call).ToHashSet(),
            stored.Where(s => !s.Made).Select(s => s.Call).ToHashSet(),
            closed
        );
    }

    /// <summary>
    /// Suppressions are looked at once more in the very statement, whether the number in hand is still the person's, and whether anything has changed of him or the campaign that the queue has not read yet;
    /// the unique index decides about calls elsewhere.
    /// </summary>
    private static Task<List<Intent>> Insert(
        TenantSession db,
        CampaignSettings campaign,
        long epoch,
        IReadOnlyList<PlannedDial> dials,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        db.Query<Intent>(
            $"""
            with wanted as (select * from unnest(@calls, @contacts, @phones, @agents, @agentless, @admissions) as w (call_id, contact_id, phone, for_agent, agentless, admission)),
            stale as (
              select w.call_id from wanted w
              where exists (select 1 from queue_news n where n.tenant_id = @tenant and n.campaign_id = @campaign and n.what in ('settings', 'agents'))
                 or exists (select 1 from queue_news n where n.tenant_id = @tenant and n.campaign_id = @campaign and n.what = 'contact' and n.contact_id = w.contact_id)
            ),
            ready as (
              select w.call_id, w.for_agent, w.agentless, w.admission, q.contact_id, q.account_id, q.phone_e164, q.attempts + 1 as attempt_no
              from wanted w
              join queue_entries q on q.tenant_id = @tenant and q.campaign_id = @campaign and q.contact_id = w.contact_id
              join contacts c on c.tenant_id = q.tenant_id and c.id = q.contact_id
              left join accounts a on a.tenant_id = c.tenant_id and a.id = c.account_id
              cross join lateral (select domain_and_above(split_part(c.email_normalized, '@', 2)) || domain_and_above(a.domain_normalized) as domains offset 0) of
              where (q.status = 'claimed') is true and q.epoch = @epoch and c.deleted_at is null and not c.is_invalid and not c.suppressed_phone
                and q.phone_e164 = w.phone and q.phone_e164 in (c.direct_phone_e164, c.mobile_phone_e164, a.main_phone_e164)
                and not {Suppressed.Phone("q.phone_e164")}
                and not {Suppressed.Domain("of.domains")}
                and w.call_id not in (select call_id from stale)
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
            select id as call, true as made from made union all select call_id, false from stale
            """,
            new
            {
                tenant = db.TenantId,
                campaign = campaign.Id,
                caller = campaign.CallerId,
                law = campaign.Law?.Id,
                epoch,
                now,
                calls = dials.Select(d => d.CallId).ToArray(),
                contacts = dials.Select(d => d.Entry.ContactId).ToArray(),
                phones = dials.Select(d => d.Entry.Phone).ToArray(),
                agents = dials.Select(d => d.ForAgent).ToArray(),
                agentless = dials.Select(d => d.Agentless).ToArray(),
                admissions = dials.Select(d => d.Admission is { } known ? JsonSerializer.Serialize(known, Rows.Json) : null).ToArray(),
            },
            ct
        );

    private static long[] Keys(Guid tenant, AttemptCaps? caps, IReadOnlyList<PlannedDial> dials)
    {
        HashSet<long> keys = [];
        foreach (var entry in dials.Select(d => d.Entry))
        {
            keys.Add(Key(tenant, $"phone {entry.Phone}"));
            if (caps?.Contact is not null)
                keys.Add(Key(tenant, $"contact {entry.ContactId:N}"));
            if (caps?.Account is not null && entry.AccountId is { } account)
                keys.Add(Key(tenant, $"account {account:N}"));
        }

        return [.. keys.Order()];
    }

    private static long Key(Guid tenant, string of) =>
        BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"calls {tenant:N} {of}")));

    /// <summary>Dials of one batch count against each other, in their order.</summary>
    private sealed class BatchCalls(DateTimeOffset now)
    {
        private readonly Dictionary<string, int> _phones = [];
        private readonly Dictionary<Guid, int> _accounts = [];

        public GateFacts Add(GateFacts facts)
        {
            if (_phones.ContainsKey(facts.Phone))
                facts = facts with { NumberCalledAt = now };
            if (facts.Calls is not { } calls)
                return facts;
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
            if (facts.AccountId is { } account)
                _accounts[account] = _accounts.GetValueOrDefault(account) + 1;
        }

        private CallsTo Plus(CallsTo calls, int more)
        {
            for (; more > 0; more--)
                calls = calls.And(now);
            return calls;
        }
    }

    private readonly record struct Intent(Guid Call, bool Made);
}
