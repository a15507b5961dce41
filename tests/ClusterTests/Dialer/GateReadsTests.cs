using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Campaigns;
using Pivotal.Grains.Dialer.Gates;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Dialer;

/// <summary>What is read before a dial does not grow with what a tenant has blocked and called: under row-level security an index is used only for values that are ready.</summary>
public sealed class GateReadsTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const int People = 10,
        Blocked = 5_000,
        Called = 5_000,
        FewTimesPeople = 20 * People;

    [Fact]
    public async Task Blocked_numbers_and_past_calls_are_looked_up_and_not_gone_through()
    {
        var tenant = await Given.Tenant(postgres.Database);
        var (campaign, list, caller) = (Ids.New(), Ids.New(), "+12025550100");
        await tenant.In(async s =>
        {
            await s.Execute("insert into lists (tenant_id, id, name) values (@tenant, @list, 'people')", new { tenant = tenant.Id, list });
            await s.Execute(
                """
                insert into campaigns (tenant_id, id, name, list_id, caller_id, window_days, window_start, window_end)
                values (@tenant, @campaign, 'calls', @list, @caller, '{1,2,3,4,5,6,7}', '00:00', '00:00')
                """,
                new
                {
                    tenant = tenant.Id,
                    campaign,
                    list,
                    caller,
                }
            );
            await s.Execute(
                """
                insert into contacts (tenant_id, id, full_name, full_name_lower, email, email_normalized, direct_phone_e164)
                select @tenant, gen_random_uuid(), 'Person ' || n, 'person ' || n, n || '@example.com', n || '@example.com', '+1212' || (5550000 + n) from generate_series(1, @called) n
                """,
                new { tenant = tenant.Id, called = Called }
            );
            await s.Execute(
                "insert into suppressions (tenant_id, id, kind, value, reason) select @tenant, gen_random_uuid(), 'phone', '+1310' || (5550000 + n), 'dnc' from generate_series(1, @blocked) n",
                new { tenant = tenant.Id, blocked = Blocked }
            );
            await s.Execute(
                "insert into suppressions (tenant_id, id, kind, value, reason) select @tenant, gen_random_uuid(), 'domain', n || '.example.net', 'dnc' from generate_series(1, @blocked) n",
                new { tenant = tenant.Id, blocked = Blocked }
            );
            await s.Execute(
                """
                insert into call_attempts (tenant_id, id, campaign_id, contact_id, phone_e164, attempt_no, status, outcome, created_at, dialed_at, ended_at)
                select @tenant, gen_random_uuid(), @campaign, c.id, c.direct_phone_e164, 1, 'ended', 'no_answer', now() - interval '20 minutes', now() - interval '20 minutes', now() - interval '19 minutes' from contacts c
                """,
                new { tenant = tenant.Id, campaign }
            );
        });
        foreach (var table in new[] { "suppressions", "call_attempts", "contacts" })
        {
            await using var analyze = postgres.Database.Owner.CreateCommand($"analyze {table}");
            await analyze.ExecuteNonQueryAsync();
        }

        var (facts, blocked, called) = await tenant.In(async s =>
        {
            var settings = (await CampaignRow.Load(s, campaign, default))!.Value.Settings;
            var people = await s.Query("select id from contacts order by id limit @people", new { people = People }, r => r.GetGuid(0));
            // As in a queue's transaction.
            await s.Execute("select set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true)");
            var (before, after) = (await Read(s), await GateRows.Read(s, settings, people, TimeProvider.System.GetUtcNow(), default));
            var now = await Read(s);
            return (after, now.Blocked - before.Blocked, now.Called - before.Called);
        });

        Assert.Equal(People, facts.Count);
        Assert.All(facts.Values, f => Assert.False(f.Suppressed));
        Assert.InRange(blocked, 0, FewTimesPeople);
        Assert.InRange(called, 0, FewTimesPeople);
    }

    /// <summary>Entries of indexes and rows of tables that this transaction has read, its own and no other's.</summary>
    private static async Task<(long Blocked, long Called)> Read(TenantSession s)
    {
        var read = await s.Query(
            """
            select t.relname, coalesce(t.seq_tup_read, 0) + coalesce((select sum(pg_stat_get_xact_tuples_returned(i.indexrelid)) from pg_index i where i.indrelid = t.relid), 0)::bigint
            from pg_stat_xact_user_tables t where t.relname in ('suppressions', 'call_attempts')
            """,
            null,
            r => (Table: r.GetString(0), Rows: r.GetInt64(1))
        );
        return (read.Single(r => r.Table == "suppressions").Rows, read.Single(r => r.Table == "call_attempts").Rows);
    }
}
