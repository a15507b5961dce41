using System.Diagnostics;
using Npgsql;
using Pivotal.Bench.Harness;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;

namespace Pivotal.Bench.Fill;

/// <summary>A tenant with one long list, a campaign on it and one agent, who is never talked to.</summary>
internal sealed class LongList(TenantDb db, int people)
{
    private const int Chunk = 50_000;

    public Guid Tenant { get; } = Ids.New();

    public Guid Campaign { get; } = Ids.New();

    public Guid Agent { get; } = Ids.New();

    public int People => people;

    private Guid List { get; } = Ids.New();

    public async Task Build(CancellationToken cancel)
    {
        await db.System(
            (s, ct) =>
                s.Execute(
                    "select provision_tenant(@tenant, @name, @name, 'America/New_York', false)",
                    new { tenant = Tenant, name = $"b-{Tenant:N}" },
                    ct
                ),
            cancel
        );
        await db.InTenant(
            Tenant,
            async (s, ct) =>
            {
                await s.Execute(
                    "insert into lists (tenant_id, id, name) values (@tenant, @list, 'Everybody')",
                    new { tenant = Tenant, list = List },
                    ct
                );
                await s.Execute(
                    """
                    insert into campaigns (tenant_id, id, name, list_id, caller_id, window_days, window_start, window_end, wrap_up_s, max_attempts, amd_enabled, max_concurrent)
                    values (@tenant, @campaign, 'Everybody', @list, '+12025550100', '{1,2,3,4,5,6,7}', '00:00', '00:00', 0, 1, false, 1000)
                    """,
                    new
                    {
                        tenant = Tenant,
                        campaign = Campaign,
                        list = List,
                    },
                    ct
                );
                await s.Execute(
                    """
                    insert into users (tenant_id, id, username, username_normalized, email, email_normalized, security_stamp)
                    values (@tenant, @agent, @agent::text, @agent::text, @agent || '@example.com', @agent || '@example.com', '')
                    """,
                    new { tenant = Tenant, agent = Agent },
                    ct
                );
                await s.Execute(
                    "insert into campaign_agents (tenant_id, campaign_id, agent_id) values (@tenant, @campaign, @agent)",
                    new
                    {
                        tenant = Tenant,
                        campaign = Campaign,
                        agent = Agent,
                    },
                    ct
                );
            },
            cancel
        );
        for (var from = 0; from < people; from += Chunk)
        {
            var first = from;
            await db.InTenant(
                Tenant,
                (s, ct) =>
                    s.Execute(
                        """
                        with people as (
                          insert into contacts (tenant_id, id, full_name, full_name_lower, last_name, email, email_normalized, direct_phone_e164, state_abbr, country)
                          select @tenant, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'Person ' || n, 'person ' || n, 'P' || (n::bigint * 7919 % 1000003), n || '@example.com', n || '@example.com', '+1' || (2120000000 + n), (array['NY', 'IL', 'CO', 'CA'])[1 + n % 4], 'US'
                          from generate_series(@first, @last) as n
                          returning id
                        )
                        insert into list_members (tenant_id, list_id, contact_id) select @tenant, @list, id from people
                        """,
                        new
                        {
                            tenant = Tenant,
                            list = List,
                            first,
                            last = Math.Min(people, first + Chunk) - 1,
                        },
                        ct
                    ),
                cancel
            );
        }

        Console.WriteLine($"  a list of {people:N0}");
    }

    /// <summary>What a queue costs at least: the list's people joined and written once, by one statement, into a table with the queue's indexes and references.</summary>
    /// <param name="owner">whose connections may make tables</param>
    /// <returns>people per second</returns>
    public async Task<double> PlainCopy(NpgsqlDataSource owner, CancellationToken cancel)
    {
        await using var connection = await owner.OpenConnectionAsync(cancel);
        await using (
            var table = new NpgsqlCommand(
                "create table plain_queue (like queue_entries including all, foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id), foreign key (tenant_id, contact_id) references contacts (tenant_id, id))",
                connection
            )
        )
            await table.ExecuteNonQueryAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using (var tenant = new NpgsqlCommand($"select set_config('app.tenant', '{Tenant}', true)", connection, transaction))
            await tenant.ExecuteNonQueryAsync(cancel);
        await using var copy = new NpgsqlCommand(
            """
            insert into plain_queue (tenant_id, campaign_id, contact_id, account_id, phone_e164, phone_kind, time_zone, next_attempt_at)
            select c.tenant_id, $1, c.id, c.account_id, c.direct_phone_e164, 'direct', 'America/New_York', now()
            from list_members m join contacts c on c.tenant_id = m.tenant_id and c.id = m.contact_id where m.tenant_id = $2 and m.list_id = $3
            """,
            connection
        );
        foreach (var value in new[] { Campaign, Tenant, List })
            copy.Parameters.Add(new() { Value = value });
        var started = Stopwatch.GetTimestamp();
        var copied = await copy.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
        return copied == people
            ? copied / Stopwatch.GetElapsedTime(started).TotalSeconds
            : throw new BenchException($"{copied} of {people} people were copied");
    }

    /// <summary>The last of the list has come into the queue.</summary>
    public Task<bool> IsFilled(CancellationToken cancel) =>
        db.InTenant(
            Tenant,
            (s, ct) =>
                s.Scalar<bool>(
                    """
                    select exists (
                      select 1 from queue_entries q where q.campaign_id = @campaign
                        and q.contact_id = (select contact_id from list_members where tenant_id = @tenant and list_id = @list order by contact_id desc limit 1))
                    """,
                    new
                    {
                        tenant = Tenant,
                        campaign = Campaign,
                        list = List,
                    },
                    ct
                ),
            cancel
        );

    /// <summary>Nothing is left to be done to the rows.</summary>
    public Task<bool> IsSettled(CancellationToken cancel) =>
        db.InTenant(
            Tenant,
            (s, ct) =>
                s.Scalar<bool>(
                    "select not exists (select 1 from queue_chores where campaign_id = @campaign)",
                    new { campaign = Campaign },
                    ct
                ),
            cancel
        );

    public Task Order(string order, CancellationToken cancel) =>
        db.InTenant(
            Tenant,
            (s, ct) =>
                s.Execute(
                    "update campaigns set rules = jsonb_build_object('queue', jsonb_build_object('order', @order::text)) where id = @campaign",
                    new { campaign = Campaign, order },
                    ct
                ),
            cancel
        );
}
