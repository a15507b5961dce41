using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Pivotal.ClusterTests.Dialer;
using Pivotal.Grains.Calls;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Calls;

public sealed class OldCallRemoverTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task Only_at_night_only_where_it_was_asked_for_and_only_what_no_law_needs_is_removed()
    {
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("290", 3), perAccount: 1);
        var night = new DateTimeOffset(2026, 6, 10, 7, 30, 0, TimeSpan.Zero);
        await centre.Tenant.In(s =>
            s.Execute(
                """
                update tenants set time_zone = 'America/New_York';
                insert into call_attempts (tenant_id, id, campaign_id, contact_id, phone_e164, attempt_no, status, outcome, created_at, dialed_at, ended_at)
                select @tenant, ids[n], @campaign, contacts[n], '+12905550100', 1, 'ended', 'no_answer', at, at, at
                from (select @calls::uuid[] as ids, @contacts::uuid[] as contacts) k, unnest(array[timestamptz '2021-06-09 12:00Z', '2021-06-11 12:00Z', '2020-01-01 12:00Z']) with ordinality as t (at, n);
                insert into carrier_inbox (tenant_id, provider, event_id, call_id, event_type, occurred_at, body) select @tenant, 'telnyx', 'e' || n, (@calls::uuid[])[n], 'HungUp', now(), '{}' from generate_series(1, 3) n;
                insert into leads (tenant_id, id, campaign_id, contact_id, account_id, attempt_id, agent_id, answers, notes)
                values (@tenant, gen_random_uuid(), @campaign, (@contacts::uuid[])[3], @account, (@calls::uuid[])[3], @agent, '{}', '');
                """,
                new
                {
                    tenant = centre.Tenant.Id,
                    campaign = centre.CampaignId,
                    contacts = centre.Contacts.ToArray(),
                    account = centre.Accounts[2],
                    agent = centre.Agents[0],
                    calls = Calls,
                }
            )
        );
        Assert.Equal(0, await Run(night));
        await centre.Tenant.In(s => s.Execute("update tenants set removes_old_calls = true"));
        // No law says how long.
        Assert.Equal(0, await Run(night));
        await centre.Tenant.In(s => s.Execute("""update campaigns set rules = '{"compliance": {"profiles": ["us_tsr_fcc"]}}'"""));
        Assert.Equal(0, await Run(night.AddHours(4)));
        Assert.Equal(1, await Run(night));
        Assert.Equal(0, await Run(night));
        // The one of 2020 became a lead, the other is not five years old.
        Assert.Equal(Calls[1..], await centre.Tenant.In(s => s.Query("select id from call_attempts order by id", null, r => r.GetGuid(0))));
        Assert.Equal(
            ["e2", "e3"],
            await centre.Tenant.In(s => s.Query("select event_id from carrier_inbox order by 1", null, r => r.GetString(0)))
        );
        Assert.Equal(
            "1 5",
            await centre.Scalar<string>(
                "select concat_ws(' ', data ->> 'calls', data ->> 'years') from audit_log where action = 'calls.removed'"
            )
        );

        Task<int> Run(DateTimeOffset at) =>
            new OldCallRemover(postgres.Database.Tenants, new FakeTimeProvider(at), NullLogger<OldCallRemover>.Instance).Night(
                centre.Tenant.Id,
                default
            );
    }

    private static readonly Guid[] Calls = [new(1, 0, 0, new byte[8]), new(2, 0, 0, new byte[8]), new(3, 0, 0, new byte[8])];
}
