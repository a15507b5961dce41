using Pivotal.Bench.Harness;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Campaigns;
using Pivotal.Grains.Dialer.Queue;

namespace Pivotal.Bench.Hopper;

/// <summary>A campaign with very many contacts, as its queue's grain sees it through the product's own statements.</summary>
internal sealed class LargeQueue
{
    /// <summary>Of falling size: half of the contacts live in the first, a twentieth in the last.</summary>
    public static readonly string[] Zones = ["America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"];

    private const int Chunk = 250_000;

    private readonly TenantDb _db;
    private readonly Guid _tenant = Ids.New();
    private readonly Guid _campaign = Ids.New();

    private CampaignSettings? _settings;

    private LargeQueue(TenantDb db) => _db = db;

    public static async Task<LargeQueue> Fill(TenantDb db, string name, int contacts, CancellationToken cancel)
    {
        var queue = new LargeQueue(db);
        await db.System(
            (s, ct) =>
                s.Execute(
                    "select provision_tenant(@tenant, @name, @name, 'America/New_York', false)",
                    new { tenant = queue._tenant, name },
                    ct
                ),
            cancel
        );
        await db.InTenant(
            queue._tenant,
            (s, ct) =>
                s.Execute(
                    "insert into campaigns (tenant_id, id, name, status, epoch) values (@tenant, @campaign, @name, 'active', 1)",
                    new
                    {
                        tenant = queue._tenant,
                        campaign = queue._campaign,
                        name,
                    },
                    ct
                ),
            cancel
        );
        var filled = 0;
        // Two at a time, as many as the machine has cores at least: ten million rows are the larger part of the bench.
        await Parallel.ForEachAsync(
            Enumerable.Range(0, (contacts + Chunk - 1) / Chunk),
            new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = cancel },
            async (chunk, _) =>
            {
                var (from, to) = (chunk * Chunk, Math.Min(contacts, (chunk + 1) * Chunk) - 1);
                await db.InTenant(queue._tenant, (s, ct) => queue.Add(s, from, to, contacts, ct), cancel);
                var done = Interlocked.Add(ref filled, to - from + 1);
                if (done == contacts || done / 1_000_000 > (done - (to - from + 1)) / 1_000_000)
                    Console.WriteLine($"  {name}: {done:N0} contacts");
            }
        );

        // As the grain does after its own fill; the owner helps no further.
        await db.TellPlanner(["queue_entries"]);
        queue._settings = await db.InTenant(
            queue._tenant,
            async (s, ct) => (await CampaignRow.Load(s, queue._campaign, ct))!.Value.Settings,
            cancel
        );
        return queue;
    }

    public Task Claim(int most, IReadOnlyList<string> zones, CancellationToken cancel) =>
        _db.InTenant(
            _tenant,
            async (s, ct) =>
            {
                CampaignRow.HoldFence(s, _campaign, 1);
                var claimed = await ClaimRows.Run(
                    s,
                    _settings!,
                    null,
                    1,
                    most,
                    zones,
                    TimeProvider.System.GetUtcNow(),
                    TimeSpan.FromMinutes(5),
                    ct
                );
                if (claimed.Count != most)
                    throw new BenchException($"{claimed.Count} contacts were claimed instead of {most}.");
            },
            cancel
        );

    public Task ReadZones(CancellationToken cancel) => _db.InTenant(_tenant, (s, ct) => QueueRecovery.Zones(s, _campaign, ct), cancel);

    public Task Count(CancellationToken cancel) =>
        _db.InTenant(
            _tenant,
            (s, ct) =>
                CountRows.Read(
                    s,
                    _campaign,
                    Zones,
                    false,
                    TimeProvider.System.GetUtcNow(),
                    TimeProvider.System.GetUtcNow().AddDays(-1),
                    ct
                ),
            cancel
        );

    /// <summary>What an activation reads.</summary>
    public Task Recover(CancellationToken cancel) => _db.InTenant(_tenant, (s, ct) => QueueRecovery.Run(s, _campaign, ct), cancel);

    /// <summary>A fifth is done, a quarter of the rest waits for another day; nobody of the last zone stands in front.</summary>
    private async Task Add(TenantSession s, int from, int to, int contacts, CancellationToken ct)
    {
        await s.Execute(
            """
            insert into contacts (tenant_id, id, full_name, full_name_lower, email, email_normalized, direct_phone_e164)
            select @tenant, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'Person ' || n, 'person ' || n, n || '@example.com', n || '@example.com', '+1212' || (2000000 + n % 8000000)
            from generate_series(@from, @to) as n
            """,
            new
            {
                tenant = _tenant,
                from,
                to,
            },
            ct
        );
        await s.Execute(
            """
            insert into queue_entries (tenant_id, campaign_id, contact_id, phone_e164, phone_kind, time_zone, status, attempts, next_attempt_at)
            select @tenant, @campaign, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, '+1212' || (2000000 + n % 8000000), 'direct',
                   @zones[case when n >= @contacts * 0.95 then 4 when n % 8 < 5 then 1 when n % 8 < 7 then 2 else 3 end],
                   case when n % 5 = 0 then 'done' else 'queued' end, n % 3, now() - interval '10 days' + (n % 4 = 0)::int * interval '11 days' + n * interval '1 millisecond'
            from generate_series(@from, @to) as n
            """,
            new
            {
                tenant = _tenant,
                campaign = _campaign,
                zones = Zones,
                contacts = (double)contacts,
                from,
                to,
            },
            ct
        );
    }
}
