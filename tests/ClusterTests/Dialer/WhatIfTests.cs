using Pivotal.Domain.Campaigns;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Dialer;

public sealed class WhatIfTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly WhatIfQuestion Question = new(24, DialMode.Predictive, 1.5, 0.03, 100);

    [Fact]
    public async Task Whoever_stops_waiting_ends_the_computing_and_the_next_question_is_answered()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 4, CallCentre.Numbers("292", 1));
        await Past(centre, calls: 20_000);
        var ended = 0;
        // At the beginning, while the past is read, while it is played; more of them than there are cores, so that one that kept its core would keep the last question from ever being answered.
        foreach (var after in (int[])[1, 50, 200, 400, 800])
        {
            using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(after));
            try
            {
                Assert.True((await WhatIf(world, centre).Compare(Question, impatient.Token)).Ok);
            }
            catch (OperationCanceledException)
            {
                ended++;
            }
        }

        Assert.True(ended > 0, "Not one of them was cancelled.");
        var answer = await WhatIf(world, centre).Compare(Question, CancellationToken.None);
        Assert.Equal((20_000, 4), (answer.Value!.Calls, answer.Value.Agents));
    }

    [Fact]
    public async Task Several_questions_about_one_campaign_are_answered_side_by_side()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 4, CallCentre.Numbers("292", 1));
        await Past(centre, calls: 1_000);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => WhatIf(world, centre).Compare(Question, CancellationToken.None))
        );
        Assert.All(answers, a => Assert.Equal(1_000, a.Value!.Calls));
    }

    private static IWhatIfGrain WhatIf(DialerWorld world, CallCentre centre)
    {
        CallerTenant.Set(centre.Tenant.Id);
        return world.Grains.WhatIf(centre.Tenant.Id, centre.CampaignId);
    }

    /// <summary>Every fourth call is a talk of fifty seconds with one of the agents in turn.</summary>
    private static Task Past(CallCentre centre, int calls) =>
        centre.Tenant.In(async s =>
        {
            var values = new
            {
                id = centre.Tenant.Id,
                campaign = centre.CampaignId,
                contact = centre.Contacts[0],
                agents = centre.Agents.ToArray(),
                calls,
            };
            await s.Execute(
                """
                insert into agent_state_log (tenant_id, id, agent_id, status, campaign_id, at)
                select @id, gen_random_uuid(), a, 'available', @campaign, now() - interval '23 hours' from unnest(@agents) a;
                insert into call_attempts (tenant_id, id, campaign_id, contact_id, agent_id, phone_e164, attempt_no, status, outcome, created_at, dialed_at, answered_at, bridged_at, ended_at)
                select @id, gen_random_uuid(), @campaign, @contact, case when n % 4 = 0 then (@agents)[n / 4 % 4 + 1] end, '+12025550199', 1, 'ended', case when n % 4 = 0 then 'connected' else 'no_answer' end, at, at,
                       case when n % 4 = 0 then at + interval '10 seconds' end, case when n % 4 = 0 then at + interval '10 seconds' end, at + case when n % 4 = 0 then interval '60 seconds' else interval '25 seconds' end
                from (select n, now() - interval '22 hours' + n * (interval '21 hours' / @calls) as at from generate_series(1, @calls) n) c;
                insert into agent_state_log (tenant_id, id, agent_id, status, campaign_id, at)
                select @id, gen_random_uuid(), a.agent_id, t.status, @campaign, a.dialed_at + t.later
                from call_attempts a, (values ('on_call', interval '10 seconds'), ('wrap_up', interval '60 seconds'), ('available', interval '62 seconds')) t (status, later) where a.agent_id is not null
                """,
                values
            );
        });
}
