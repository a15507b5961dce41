using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pivotal.Data.Shared;
using Pivotal.Domain.Telephony;

namespace Pivotal.Data.Telephony;

/// <summary>An event as it came and waits for its effect to be stored.</summary>
public sealed record OpenEvent(string EventId, string Body);

/// <summary>
/// The durable inbox of carrier events: a webhook is acknowledged only when its row is committed. Rows of events that arrive while a commit is under way go into the
/// next commit together, so the inbox keeps up with bursts without making a lone event wait.
/// </summary>
public sealed class CarrierInbox(TenantDb db, TimeProvider time, ILogger<CarrierInbox> log) : BackgroundService
{
    public const string Provider = "telnyx";

    /// <summary>The body of a row as it is to be read again: as it came, with the time that was believed.</summary>
    public const string Body =
        "jsonb_set(body, '{data,occurred_at}', to_jsonb(to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')))::text";

    // More of them only make smaller batches of the same events.
    private const int Writers = 2;
    private const int MostPerBatch = 500;

    private readonly Channel<Arrival> _arrivals = Channel.CreateUnbounded<Arrival>();

    /// <summary>Completes when the row is committed. False: the event had arrived before.</summary>
    /// <exception cref="DatabaseUnavailableException">Not stored; the carrier is to send it again.</exception>
    public Task<bool> Add(CarrierEvent carrierEvent, ReadOnlyMemory<byte> body)
    {
        var arrival = new Arrival(
            carrierEvent,
            Encoding.UTF8.GetString(body.Span),
            time.GetUtcNow(),
            new(TaskCreationOptions.RunContinuationsAsynchronously)
        );
        if (!_arrivals.Writer.TryWrite(arrival))
            throw new InvalidOperationException("The inbox is closed.");
        return arrival.Stored.Task;
    }

    /// <summary>Events without a stored effect, oldest first.</summary>
    public Task<List<OpenEvent>> Unhandled(Guid tenant, DateTimeOffset before, int most, CancellationToken ct) =>
        db.InTenant(
            tenant,
            (s, token) =>
                s.Query<OpenEvent>(
                    $"""
                    select event_id, {Body} as body from carrier_inbox
                    where handled_at is null and received_at < @before order by received_at limit @most
                    """,
                    new { before, most },
                    token
                ),
            ct
        );

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Write(stoppingToken)));

    private async Task Write(CancellationToken ct)
    {
        List<Arrival> batch = [];
        while (await _arrivals.Reader.WaitToReadAsync(ct))
        {
            batch.Clear();
            while (batch.Count < MostPerBatch && _arrivals.Reader.TryRead(out var arrival))
                batch.Add(arrival);
            foreach (var tenant in batch.GroupBy(a => a.Event.Tenant))
            {
                var poison = await Batches.Store([.. tenant], (arrivals, token) => Store(tenant.Key, arrivals, token), ct);
                foreach (var (arrival, failure) in poison)
                {
                    if (Batches.IsPoison(failure))
                        InboxLog.EventRefused(log, tenant.Key, arrival.Event.Kind.ToString(), failure);
                    arrival.Stored.TrySetException(failure);
                }
            }
        }
    }

    private async Task Store(Guid tenant, IReadOnlyList<Arrival> arrivals, CancellationToken ct)
    {
        var added = await db.InTenant(tenant, (s, token) => Insert(s, arrivals, token), ct);
        foreach (var arrival in arrivals)
            arrival.Stored.TrySetResult(added.Remove(arrival.Event.EventId));
    }

    private static async Task<HashSet<string>> Insert(TenantSession s, IReadOnlyList<Arrival> arrivals, CancellationToken ct) =>
        [
            .. await s.Query<string>(
                """
                insert into carrier_inbox (tenant_id, provider, event_id, call_id, event_type, occurred_at, received_at, handled_at, body)
                select @tenant, @provider, e.event_id, e.call_id, e.event_type, e.occurred_at, e.received_at, e.handled_at, e.body::jsonb
                from unnest(@ids, @calls, @types, @occurred, @received, @handled, @bodies) as e (event_id, call_id, event_type, occurred_at, received_at, handled_at, body)
                on conflict (tenant_id, provider, event_id) do nothing
                returning event_id
                """,
                new
                {
                    tenant = s.TenantId,
                    provider = Provider,
                    ids = arrivals.Select(a => a.Event.EventId).ToArray(),
                    calls = arrivals.Select(a => a.Event.Leg == LegKind.Customer ? a.Event.Subject : (Guid?)null).ToArray(),
                    types = arrivals.Select(a => a.Event.Kind.ToString()).ToArray(),
                    occurred = arrivals.Select(a => a.Event.OccurredAt.ToUniversalTime()).ToArray(),
                    received = arrivals.Select(a => a.At).ToArray(),
                    // News of an agent's or a supervisor's leg is worth nothing after a restart: the carrier is asked then.
                    handled = arrivals.Select(a => a.Event.Leg != LegKind.Customer ? a.At : (DateTimeOffset?)null).ToArray(),
                    bodies = arrivals.Select(a => a.Body).ToArray(),
                },
                ct
            ),
        ];

    private sealed record Arrival(CarrierEvent Event, string Body, DateTimeOffset At, TaskCompletionSource<bool> Stored);
}
