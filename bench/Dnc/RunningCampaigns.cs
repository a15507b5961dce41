using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;

namespace Pivotal.Bench.Dnc;

/// <summary>One tenant whose campaigns all dial the same people, so that a number is about to be dialled in each of them.</summary>
internal sealed class RunningCampaigns(TenantDb db, int campaigns, int agentsEach, int people)
{
    public Guid Tenant { get; } = Ids.New();

    public List<Guid> Campaigns { get; } = [];

    public List<Guid> Agents { get; } = [];

    public static string Phone(long n) => FormattableString.Invariant($"+1{2122000000 + n}");

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
        var list = Ids.New();
        await db.InTenant(
            Tenant,
            (s, ct) =>
                s.Execute(
                    "insert into lists (tenant_id, id, name) values (@tenant, @list, 'Everybody')",
                    new { tenant = Tenant, list },
                    ct
                ),
            cancel
        );
        await db.InTenant(
            Tenant,
            (s, ct) =>
                s.Execute(
                    """
                    with people as (
                      insert into contacts (tenant_id, id, full_name, full_name_lower, email, email_normalized, direct_phone_e164)
                      select @tenant, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'Person ' || n, 'person ' || n, n || '@example.com', n || '@example.com', '+1' || (2122000000 + n)
                      from generate_series(1, @people) as n
                      returning id
                    )
                    insert into list_members (tenant_id, list_id, contact_id) select @tenant, @list, id from people
                    """,
                    new
                    {
                        tenant = Tenant,
                        list,
                        people,
                    },
                    ct
                ),
            cancel
        );
        await db.InTenant(
            Tenant,
            async (s, ct) =>
            {
                for (var n = 0; n < campaigns; n++)
                {
                    var campaign = Ids.New();
                    await s.Execute(
                        """
                        insert into campaigns (tenant_id, id, name, list_id, caller_id, window_days, window_start, window_end, use_contact_zone, wrap_up_s, max_attempts, amd_enabled, max_concurrent)
                        values (@tenant, @campaign, @campaign::text, @list, '+12025550100', '{1,2,3,4,5,6,7}', '00:00', '00:00', false, 0, 1, false, 1000)
                        """,
                        new
                        {
                            tenant = Tenant,
                            campaign,
                            list,
                        },
                        ct
                    );
                    Campaigns.Add(campaign);
                    for (var a = 0; a < agentsEach; a++)
                    {
                        var agent = Ids.New();
                        await s.Execute(
                            """
                            insert into users (tenant_id, id, username, username_normalized, email, email_normalized, security_stamp)
                            values (@tenant, @agent, @agent::text, @agent::text, @agent || '@example.com', @agent || '@example.com', '')
                            """,
                            new { tenant = Tenant, agent },
                            ct
                        );
                        await s.Execute(
                            "insert into campaign_agents (tenant_id, campaign_id, agent_id) values (@tenant, @campaign, @agent)",
                            new
                            {
                                tenant = Tenant,
                                campaign,
                                agent,
                            },
                            ct
                        );
                        Agents.Add(agent);
                    }
                }
            },
            cancel
        );
    }

    /// <summary>A number of somebody whose turn comes soon in this campaign: up to so many people stand before him.</summary>
    public Task<string?> SoonCalled(int campaign, int before, CancellationToken cancel) =>
        db.InTenant(
            Tenant,
            (s, ct) =>
                s.Scalar<string>(
                    """
                    select phone_e164 from queue_entries where tenant_id = @tenant and campaign_id = @campaign and status = 'queued' and lane = '' and time_zone = 'America/New_York'
                    order by priority desc, next_attempt_at, contact_id offset @before limit 1
                    """,
                    new
                    {
                        tenant = Tenant,
                        campaign = Campaigns[campaign],
                        before,
                    },
                    ct
                ),
            cancel
        );

    /// <summary>For the message of a failure.</summary>
    public Task<string> Where(string phone, CancellationToken cancel) =>
        db.InTenant(
            Tenant,
            async (s, ct) =>
                string.Join(
                    '\n',
                    await s.Query<string>(
                        "select row_to_json(q)::text from queue_entries q where phone_e164 = @phone and status in ('queued', 'claimed')",
                        new { phone },
                        ct
                    )
                ),
            cancel
        );

    /// <summary>Queues in which one of these numbers still waits.</summary>
    public Task<long> StillWaiting(IReadOnlyList<string> phones, CancellationToken cancel) =>
        db.InTenant(
            Tenant,
            (s, ct) =>
                s.Scalar<long>(
                    "select count(*) from queue_entries where phone_e164 = any(@phones) and status in ('queued', 'claimed')",
                    new { phones = phones.ToArray() },
                    ct
                ),
            cancel
        );
}
