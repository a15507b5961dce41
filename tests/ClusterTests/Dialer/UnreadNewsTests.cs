using Npgsql;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Campaigns;
using Pivotal.Grains.Dialer.Queue;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Dialer;

/// <summary>What changes by rows alone, without a word to the queue: it reads it by itself, and dials nobody whom unread news is about.</summary>
public sealed class UnreadNewsTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task Who_is_taken_off_the_list_in_the_moment_in_which_he_is_claimed_is_not_called()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("292", 6, 60));
        var off = centre.Contacts[2];
        // The claim and the change are one transaction: the step that claimed him dials next and has looked for news before.
        await Owner(
            $"""
            create function unlist() returns trigger language plpgsql as $$ begin delete from list_members where contact_id = new.contact_id; return null; end $$;
            create trigger unlist after update on queue_entries for each row when (new.contact_id = '{off}' and new.status = 'claimed') execute function unlist();
            """
        );
        await centre.SignOn(world);
        await centre.Start(world);
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from call_attempts where ended_at is not null") == 5,
            "the others are called",
            detail: () => Rows(centre)
        );
        await Eventually.Holds(
            async () =>
                await centre.Scalar<string>("select status || ' ' || reason from queue_entries where contact_id = @off", new { off })
                == "removed not_listed",
            "the row says so",
            detail: () => Rows(centre)
        );
        Assert.Equal(0, await centre.Scalar<long>("select count(*) from call_attempts where contact_id = @off", new { off }));
        Assert.Equal(0, await centre.Scalar<long>("select count(*) from queue_entries where reason = 'busy_elsewhere'"));
        await Owner("drop function unlist cascade");
    }

    [Fact]
    public async Task A_setting_that_is_changed_during_a_call_holds_for_the_next()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var (centre, call) = await Talking(world, people: 3);
        // On a machine out of breath somebody may have been called before whom the agent was too late for.
        var before = await centre.Scalar<long>("select count(*) from call_attempts");
        await centre.Tenant.In(s => s.Execute("update campaigns set caller_id = '+12025550111', wrap_up_s = 30"));
        await centre.Agent(world, centre.Agents[0]).HangUp(call);
        await Eventually.Holds(
            async () => (await centre.Agent(world, centre.Agents[0]).Get()).Status == AgentStatus.WrapUp,
            "the conversation ends"
        );
        await centre.Dispose(world, centre.Agents[0], call, Disposition.NotInterested);
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from call_attempts") == before + 1,
            "the next is called",
            detail: () => Rows(centre)
        );
        Assert.True(
            await centre.Scalar<string>("select caller_id from call_attempts order by id desc limit 1") == "+12025550111",
            await Rows(centre)
        );
        Assert.Equal("+12025550111", carrier.Control.Calls()[^1].From);
        Assert.Equal(0, await centre.Scalar<long>("select count(*) from queue_news"));
    }

    [Fact]
    public async Task A_change_counts_as_unread_until_all_that_follows_from_it_is_in_memory()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var (centre, _) = await Talking(world, people: 3);
        await using (var held = await postgres.Database.Owner.OpenConnectionAsync())
        await using (var transaction = await held.BeginTransactionAsync())
        {
            // Of a lead goal follows which places are taken, and that is not to be read now.
            await using var hold = new NpgsqlCommand("lock table leads in access exclusive mode", held, transaction);
            await hold.ExecuteNonQueryAsync();
            await centre.Tenant.In(s => s.Execute("update campaigns set lead_goal = 50"));
            await Eventually.Holds(
                async () => await Scalar("select exists (select 1 from pg_locks where relation = 'leads'::regclass and not granted)"),
                "the queue reads the change"
            );
            Assert.Equal(1, await centre.Scalar<long>("select count(*) from queue_news where what = 'settings'"));
            await transaction.CommitAsync();
        }

        await Eventually.Holds(async () => await centre.Scalar<long>("select count(*) from queue_news") == 0, "it is read");
    }

    [Fact]
    public async Task A_law_that_is_changed_holds_for_the_next_call()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var (centre, call) = await Talking(world, people: 3);
        var law = Ids.New();
        await centre.Tenant.In(async s =>
        {
            await s.Execute(
                "insert into compliance_profiles (tenant_id, id, name, body) values (@tenant, @law, 'House', '{}')",
                new { tenant = centre.Tenant.Id, law }
            );
            await s.Execute(
                "update campaigns set rules = jsonb_build_object('compliance', jsonb_build_object('profiles', jsonb_build_array(@law::text)))",
                new { law }
            );
        });
        await Eventually.Holds(async () => await centre.Scalar<long>("select count(*) from queue_news") == 0, "the profile is read");
        await centre.Tenant.In(s =>
            s.Execute("""update compliance_profiles set body = '{"attempts": {"hours": 24, "most": 1}, "hours": {"week": []}}'""")
        );
        await centre.Agent(world, centre.Agents[0]).HangUp(call);
        await Eventually.Holds(
            async () => (await centre.Agent(world, centre.Agents[0]).Get()).Status == AgentStatus.WrapUp,
            "the conversation ends"
        );
        await centre.Dispose(world, centre.Agents[0], call, Disposition.NotInterested);
        await Eventually.Holds(async () => await centre.Scalar<long>("select count(*) from queue_news") == 0, "the change is read");
        Assert.Equal(1, await centre.Scalar<long>("select count(*) from call_attempts"));
    }

    [Fact]
    public async Task An_agent_who_is_assigned_and_people_who_come_to_the_list_are_known()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 2, CallCentre.Numbers("292", 2, 70));
        var (newcomer, agent, list) = (centre.Contacts[1], centre.Agents[1], await centre.Scalar<Guid>("select list_id from campaigns"));
        await centre.Tenant.In(s => s.Execute("delete from list_members where contact_id = @newcomer", new { newcomer }));
        await centre.Second(agents: 1);
        await centre.SignOn(world, agent);
        await centre.Start(world);
        await centre.Tenant.In(s =>
            s.Execute("update campaign_agents set campaign_id = @CampaignId where agent_id = @agent", new { centre.CampaignId, agent })
        );
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from call_attempts") == 1,
            "the agent gets a call",
            detail: () => Rows(centre)
        );
        await centre.Tenant.In(s =>
            s.Execute(
                "insert into list_members (tenant_id, list_id, contact_id) values (@tenant, @list, @newcomer)",
                new
                {
                    tenant = centre.Tenant.Id,
                    list,
                    newcomer,
                }
            )
        );
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from call_attempts where contact_id = @newcomer", new { newcomer }) == 1,
            "the newcomer is called",
            detail: () => Rows(centre)
        );
    }

    [Fact]
    public async Task A_companys_number_that_is_suppressed_stops_ringing_and_its_people_leave()
    {
        await using var carrier = await DialerWorld.Carrier(o => o.Speed = 0.5);
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("293", 2, 80), perAccount: 1, ringTimeout: 120);
        await centre.Tenant.In(async s =>
        {
            await s.Execute("update accounts a set main_phone_e164 = c.direct_phone_e164 from contacts c where c.account_id = a.id");
            await s.Execute("update contacts set direct_phone_e164 = null");
        });
        await centre.SignOn(world);
        await centre.Start(world);
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from call_attempts where status = 'ringing'") == 1,
            "it rings",
            detail: () => Rows(centre)
        );
        await centre.Tenant.In(async s =>
        {
            foreach (var phone in CallCentre.Numbers("293", 2, 80))
                await s.Execute(
                    "insert into suppressions (tenant_id, id, kind, value) values (@tenant, @id, 'phone', @phone)",
                    new
                    {
                        tenant = centre.Tenant.Id,
                        id = Ids.New(),
                        phone,
                    }
                );
        });
        await Eventually.Holds(
            async () => await centre.Scalar<string>("select outcome from call_attempts") == Outcome.Cancelled,
            "it rings no more",
            detail: () => Rows(centre)
        );
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from queue_entries where status = 'removed' and reason = 'dnc'") == 2,
            "both leave",
            detail: () => Rows(centre)
        );
        Assert.Equal(1, await centre.Scalar<long>("select count(*) from call_attempts"));
    }

    [Fact]
    public async Task What_a_paused_campaign_has_not_read_is_a_line_for_each_person_and_a_finished_one_has_none()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("292", 3, 90));
        await centre.Start(world);
        // In the queue with the numbers that they are about to exchange.
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from queue_entries where status = 'queued'") == 3,
            "they wait",
            detail: () => Rows(centre)
        );
        Assert.Empty((await centre.Queue(world).Pause(centre.Agents[0])).Refusals);
        // A timer that still ran reads what there is; from then on nobody does.
        await Eventually.Holds(
            async () =>
            {
                await centre.Tenant.In(s => s.Execute("update contacts set city = gen_random_uuid()::text"));
                return await centre.Scalar<long>("select count(*) from queue_news") == 3;
            },
            "the lines wait"
        );
        for (var i = 0; i < 20; i++)
            await centre.Tenant.In(s =>
                s.Execute(
                    "update contacts set city = gen_random_uuid()::text, direct_phone_e164 = '+1292555019' || (4 + (right(direct_phone_e164, 1)::int % 3))"
                )
            );
        for (var i = 0; i < 20; i++)
            await centre.Tenant.In(s => s.Execute("update campaigns set wrap_up_s = wrap_up_s + 1"));
        Assert.Equal(4, await centre.Scalar<long>("select count(*) from queue_news"));

        var numbers = await centre.Scalar<string>("select string_agg(direct_phone_e164, ' ' order by id) from contacts");
        await centre.SignOn(world);
        Assert.Empty((await centre.Queue(world).Start(centre.Agents[0])).Refusals);
        await Eventually.Holds(
            async () => await centre.Scalar<string>("select string_agg(phone_e164, ' ' order by contact_id) from call_attempts") == numbers,
            "they are called on the numbers they have now",
            detail: () => Rows(centre)
        );
        Assert.Empty((await centre.Queue(world).Complete(centre.Agents[0])).Refusals);
        Assert.Equal(0, await centre.Scalar<long>("select count(*) from queue_news"));
        await centre.Tenant.In(s => s.Execute("update contacts set city = 'Elsewhere'"));
        Assert.Equal(0, await centre.Scalar<long>("select count(*) from queue_news"));
    }

    [Fact]
    public async Task People_who_exchange_their_numbers_at_once_all_stay_with_the_numbers_they_have_now()
    {
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("292", 3, 90));
        await using (var carrier = await DialerWorld.Carrier())
        await using (var world = await DialerWorld.Start(postgres.Database, carrier))
        {
            await centre.Start(world);
            await Eventually.Holds(
                async () => await centre.Scalar<long>("select count(*) from queue_entries where status = 'queued'") == 3,
                "they wait",
                detail: () => Rows(centre)
            );
            Assert.Empty((await centre.Queue(world).Pause(centre.Agents[0])).Refusals);
        }

        await centre.Tenant.In(s => s.Execute("delete from queue_news"));
        await centre.Tenant.In(s =>
            s.Execute("update contacts set direct_phone_e164 = '+1292555019' || (4 + (right(direct_phone_e164, 1)::int % 3))")
        );
        await centre.Tenant.In(async s =>
            await NewsRows.Take(
                s,
                (await CampaignRow.Load(s, centre.CampaignId, default))!.Value.Settings,
                TimeProvider.System.GetUtcNow(),
                default
            )
        );

        Assert.Equal(
            await centre.Scalar<string>("select string_agg(direct_phone_e164 || ' queued', ', ' order by id) from contacts"),
            await centre.Scalar<string>("select string_agg(phone_e164 || ' ' || status, ', ' order by contact_id) from queue_entries")
        );
    }

    [Fact]
    public async Task Whoever_left_because_somebody_else_has_his_number_does_not_come_back_over_other_news_and_does_over_a_number_of_his_own()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("292", 2, 96));
        await centre.Tenant.In(s => s.Execute("update contacts set direct_phone_e164 = '+12925550196'"));
        await centre.Start(world);
        await Duplicates(1, "one of the two is in the queue");
        await centre.Tenant.In(s => s.Execute("update contacts set city = 'Elsewhere'"));
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from queue_news") == 0,
            "the news is read",
            detail: () => Rows(centre)
        );
        await Duplicates(1, "nobody comes back");
        await centre.Tenant.In(s =>
            s.Execute(
                "update contacts c set direct_phone_e164 = '+12925550197' from queue_entries q where q.contact_id = c.id and q.status = 'removed'"
            )
        );
        await Duplicates(0, "both are in the queue");

        Task Duplicates(int number, string what) =>
            Eventually.Holds(
                async () =>
                    (
                        await centre.Scalar<long>(
                            "select count(*) from queue_entries where reason = 'duplicate_phone' and status = 'removed'"
                        ),
                        await centre.Scalar<long>("select count(*) from queue_entries where status = 'queued'")
                    ) == (number, 2 - number),
                what,
                detail: () => Rows(centre)
            );
    }

    [Fact]
    public async Task Who_left_because_somebody_else_has_his_number_comes_back_when_that_one_gives_it_up()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(
            postgres.Database,
            agents: 1,
            [.. CallCentre.Numbers("292", 1, 85), .. CallCentre.Numbers("292", 1, 85), .. CallCentre.Numbers("292", 1, 85)]
        );
        await centre.Start(world);
        await Left(centre, 2, "two are doubles", queued: 1);
        await centre.Tenant.In(s =>
            s.Execute(
                "update contacts set direct_phone_e164 = '+12925550186' where id in (select contact_id from queue_entries where status = 'queued')"
            )
        );
        await Left(centre, 1, "one of the two has the number now", queued: 2);
        // Who leaves for another reason gives his number up as well.
        await centre.Tenant.In(s =>
            s.Execute(
                "update contacts set is_invalid = true where id in (select contact_id from queue_entries where status = 'queued' and phone_e164 = '+12925550185')"
            )
        );
        await Left(centre, 0, "then the other", queued: 2);
        await centre.SignOn(world);
        await Eventually.Holds(
            async () =>
                await centre.Scalar<string>(
                    "select string_agg(phone_e164, ' ' order by phone_e164) from call_attempts where ended_at is not null"
                ) == "+12925550185 +12925550186",
            "each number is called once",
            detail: () => Rows(centre)
        );
    }

    private static Task Left(CallCentre centre, long number, string what, long queued) =>
        Eventually.Holds(
            async () =>
                (
                    await centre.Scalar<long>("select count(*) from queue_entries where reason = 'duplicate_phone' and status = 'removed'"),
                    await centre.Scalar<long>("select count(*) from queue_entries where status = 'queued'")
                ) == (number, queued),
            what,
            detail: () => Rows(centre)
        );

    [Trait("Kind", "Race")]
    [Fact]
    public async Task Two_campaigns_that_dial_one_number_at_the_same_moment_call_it_once()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(
            postgres.Database,
            agents: 2,
            [.. CallCentre.Numbers("292", 1, 99), .. CallCentre.Numbers("292", 1, 99)]
        );
        var (second, list, other) = (await centre.Second(agents: 1), Ids.New(), centre.Contacts[1]);
        await centre.Tenant.In(async s =>
        {
            await s.Execute(
                "insert into lists (tenant_id, id, name) values (@tenant, @list, 'Others')",
                new { tenant = centre.Tenant.Id, list }
            );
            await s.Execute("update list_members set list_id = @list where contact_id = @other", new { list, other });
            await s.Execute("update campaigns set list_id = @list where id = @second", new { list, second });
        });
        // Whoever stores the intent takes long enough for the other to come to the same point.
        await Owner(
            $"""
            create function dawdle() returns trigger language plpgsql as $$ begin perform pg_sleep(2); return new; end $$;
            create trigger dawdle before insert on call_attempts for each row when (new.phone_e164 = '+12925550199' and new.tenant_id = '{centre.Tenant.Id}') execute function dawdle();
            """
        );
        await centre.WakeChores(world);
        Assert.Empty((await centre.Queue(world).Start(centre.Agents[0])).Refusals);
        CallerTenant.Set(centre.Tenant.Id);
        Assert.Empty((await world.Grains.Queue(centre.Tenant.Id, second).Start(centre.Agents[0])).Refusals);
        await Task.WhenAll(centre.Agents.Select(a => centre.SignOn(world, a)));
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from call_attempts where ended_at is not null") == 1,
            "one of them calls",
            detail: () => Rows(centre)
        );
        await Eventually.Holds(
            async () =>
                await centre.Scalar<long>("select count(*) from queue_entries where status = 'queued' and reason = 'number_rest'") == 1,
            "the other waits for the number's rest",
            detail: () => Rows(centre)
        );
        Assert.Equal(1, await centre.Scalar<long>("select count(*) from call_attempts"));
        await Owner("drop function dawdle cascade");
    }

    private async Task<(CallCentre Centre, Guid Call)> Talking(DialerWorld world, int people)
    {
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("290", people));
        await centre.SignOn(world);
        await centre.Start(world);
        Guid? call = null;
        await Eventually.Holds(
            async () =>
                (
                    call = (await centre.Agent(world, centre.Agents[0]).Get()) is { Call: { Status: CallStatus.Bridged } card }
                        ? card.CallId
                        : null
                )
                    is not null,
            "the agent talks"
        );
        return (centre, call!.Value);
    }

    private static async Task<string> Rows(CallCentre centre) =>
        $"{await centre.Rows("queue_entries", "true")}\n{await centre.Rows("queue_news", "true")}\n{await centre.Attempts("true")}";

    private async Task<bool> Scalar(string sql)
    {
        await using var command = postgres.Database.Owner.CreateCommand(sql);
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private async Task Owner(string sql)
    {
        await using var command = postgres.Database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
