using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Dialer;

/// <summary>Facts that gates read change while the campaign runs: its queue knows within two seconds, whatever changed them.</summary>
public sealed class NewsTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    /// <summary>An agent talks with the first; the others are in the hopper.</summary>
    private async Task<(CallCentre Centre, Guid Call)> Busy(DialerWorld world, int others, int perAccount = 0, string list = "290")
    {
        var centre = await CallCentre.Open(
            postgres.Database,
            agents: 1,
            [.. CallCentre.Numbers("290", 1), .. CallCentre.Numbers(list, others, 50)],
            perAccount
        );
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
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from queue_entries where status = 'claimed'") == Math.Min(4, others),
            "the others are in the hopper"
        );
        var talking = await centre.Scalar<Guid>("select contact_id from call_attempts");
        centre.Contacts.Remove(talking);
        centre.Contacts.Insert(0, talking);
        return (centre, call!.Value);
    }

    private static async Task GoOn(DialerWorld world, CallCentre centre, Guid call)
    {
        CallerTenant.Set(centre.Tenant.Id);
        await centre.Agent(world, centre.Agents[0]).HangUp(call);
        await Eventually.Holds(
            async () => (await centre.Agent(world, centre.Agents[0]).Get()).Status == AgentStatus.WrapUp,
            "the conversation ends"
        );
        await centre.Dispose(world, centre.Agents[0], call, Disposition.NotInterested);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_number_that_comes_off_the_do_not_call_list_is_called_again(bool told)
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var (centre, call) = await Busy(world, 1);
        var other = centre.Contacts[1];
        var phone = await centre.Scalar<string>("select direct_phone_e164 from contacts where id = @other", new { other });
        await centre.Tenant.In(async s =>
        {
            await s.Execute(
                "insert into suppressions (tenant_id, id, kind, value) values (@tenant, @id, 'phone', @phone)",
                new
                {
                    tenant = centre.Tenant.Id,
                    id = Ids.New(),
                    phone,
                }
            );
            await s.Execute("select flag_suppressed(array[@other])", new { other });
        });
        CallerTenant.Set(centre.Tenant.Id);
        if (told)
            await centre.Queue(world).Suppressed([phone!]);
        await Eventually.Holds(
            async () =>
                await centre.Scalar<long>(
                    "select count(*) from queue_entries where contact_id = @other and status = 'removed' and reason = 'dnc'",
                    new { other }
                ) == 1,
            "he leaves"
        );
        await centre.Tenant.In(async s =>
        {
            await s.Execute("delete from suppressions");
            await s.Execute("select flag_suppressed(array[@other])", new { other });
        });
        await Eventually.Holds(
            async () =>
                await centre.Scalar<long>(
                    "select count(*) from queue_entries where contact_id = @other and status <> 'removed'",
                    new { other }
                ) == 1,
            "he is back"
        );
        await GoOn(world, centre, call);
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from call_attempts where contact_id = @other", new { other }) == 1,
            "he is called"
        );
    }

    [Fact]
    public async Task A_corrected_number_is_the_one_that_is_called()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var (centre, call) = await Busy(world, 1);
        var other = centre.Contacts[1];
        await centre.Tenant.In(s =>
            s.Execute("update contacts set direct_phone_e164 = '+12905550177', state_abbr = 'CA' where id = @other", new { other })
        );
        await Eventually.Holds(
            async () =>
                await centre.Scalar<string>(
                    "select phone_e164 || ' ' || time_zone || ' ' || status from queue_entries where contact_id = @other",
                    new { other }
                ) == "+12905550177 America/Los_Angeles queued",
            "the row has the new number and clock"
        );
        await GoOn(world, centre, call);
        await Eventually.Holds(
            async () =>
                await centre.Scalar<long>(
                    "select count(*) from call_attempts where contact_id = @other and phone_e164 = '+12905550177'",
                    new { other }
                ) == 1,
            "the new number is called"
        );
        Assert.Equal(2, await centre.Scalar<long>("select count(*) from call_attempts"));
        Assert.Equal(0, await centre.Scalar<long>("select count(*) from queue_news"));
    }

    [Fact]
    public async Task A_number_corrected_while_it_rings_is_the_one_of_the_next_attempt()
    {
        await using var carrier = await DialerWorld.Carrier(o => o.Speed = 4);
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("293", 1), ringTimeout: 15);
        await centre.SignOn(world);
        await centre.Start(world);
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from call_attempts where status = 'ringing'") == 1,
            "it rings"
        );
        await centre.Tenant.In(s => s.Execute("update contacts set direct_phone_e164 = '+12905550178'"));
        await Eventually.Holds(
            async () => await centre.Scalar<string>("select phone_e164 || ' ' || status from queue_entries") == "+12905550178 queued",
            "the next attempt has the new number"
        );
        await centre.Tenant.In(s => s.Execute("update queue_entries set next_attempt_at = now()"));
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from call_attempts where phone_e164 = '+12905550178'") == 1,
            "the new number is called"
        );
    }

    [Fact]
    public async Task Who_is_taken_off_the_list_is_not_called_and_comes_back_with_it()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var (centre, call) = await Busy(world, 2);
        var (off, stays) = (centre.Contacts[1], centre.Contacts[2]);
        var list = await centre.Scalar<Guid>("select list_id from campaigns");
        await centre.Tenant.In(s => s.Execute("delete from list_members where contact_id = @off", new { off }));
        await Eventually.Holds(
            async () =>
                await centre.Scalar<string>("select status || ' ' || reason from queue_entries where contact_id = @off", new { off })
                == "removed not_listed",
            "the row says so"
        );
        await GoOn(world, centre, call);
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from call_attempts where contact_id = @stays", new { stays }) == 1,
            "the other is called"
        );
        Assert.Equal(0, await centre.Scalar<long>("select count(*) from call_attempts where contact_id = @off", new { off }));

        await centre.Tenant.In(s =>
            s.Execute(
                "insert into list_members (tenant_id, list_id, contact_id) values (@tenant, @list, @off)",
                new
                {
                    tenant = centre.Tenant.Id,
                    list,
                    off,
                }
            )
        );
        await centre.Queue(world).Refresh();
        Assert.Equal(
            1,
            await centre.Scalar<long>(
                "select count(*) from queue_entries where contact_id = @off and status in ('queued', 'claimed')",
                new { off }
            )
        );
    }

    [Fact]
    public async Task Who_was_put_into_the_queue_by_hand_stays_when_another_list_loses_him()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var (centre, _) = await Busy(world, 1);
        var (other, foreign) = (centre.Contacts[1], Ids.New());
        await centre.Tenant.In(async s =>
        {
            await s.Execute(
                "insert into lists (tenant_id, id, name) values (@tenant, @foreign, 'Foreign')",
                new { tenant = centre.Tenant.Id, foreign }
            );
            await s.Execute(
                "insert into list_members (tenant_id, list_id, contact_id) values (@tenant, @foreign, @other)",
                new
                {
                    tenant = centre.Tenant.Id,
                    foreign,
                    other,
                }
            );
            await s.Execute("delete from list_members where list_id = @foreign", new { foreign });
            Assert.Equal(0, await s.Scalar<long>("select count(*) from queue_news"));
        });
        Assert.Equal("claimed", await centre.Scalar<string>("select status from queue_entries where contact_id = @other", new { other }));
    }

    [Fact]
    public async Task People_whose_company_gets_a_suppressed_domain_are_called_no_more_until_it_has_another()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var (centre, call) = await Busy(world, 3, perAccount: 2);
        var account = await centre.Scalar<Guid>(
            "select account_id from contacts where account_id not in (select account_id from call_attempts) limit 1"
        );
        await centre.Tenant.In(async s =>
        {
            await s.Execute(
                "insert into suppressions (tenant_id, id, kind, value) values (@tenant, @id, 'domain', 'blocked.example')",
                new { tenant = centre.Tenant.Id, id = Ids.New() }
            );
            await s.Execute(
                "update accounts set domain = 'blocked.example', domain_normalized = 'blocked.example' where id = @account",
                new { account }
            );
        });
        Assert.Equal(
            2,
            await centre.Scalar<long>(
                "select count(*) from contacts where account_id = @account and suppressed_phone and suppressed_email",
                new { account }
            )
        );
        await Eventually.Holds(
            async () =>
                await centre.Scalar<long>(
                    "select count(*) from queue_entries where account_id = @account and status = 'removed' and reason = 'dnc'",
                    new { account }
                ) == 2,
            "both leave the queue"
        );
        await GoOn(world, centre, call);
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from call_attempts") == 2,
            "the other company's are called on"
        );
        Assert.Equal(0, await centre.Scalar<long>("select count(*) from call_attempts where account_id = @account", new { account }));
        await centre.Tenant.In(s =>
            s.Execute(
                "update accounts set domain = 'free.example', domain_normalized = 'free.example' where id = @account",
                new { account }
            )
        );
        Assert.Equal(0, await centre.Scalar<long>("select count(*) from contacts where suppressed_phone or suppressed_email"));
    }

    [Fact]
    public async Task A_suppressed_number_that_is_replaced_closes_the_telephone_no_more_and_a_new_suppressed_one_does()
    {
        var centre = await CallCentre.Open(postgres.Database, agents: 0, CallCentre.Numbers("290", 1));
        await centre.Tenant.In(s =>
            s.Execute(
                "insert into suppressions (tenant_id, id, kind, value) values (@tenant, @one, 'phone', '+12905550100'), (@tenant, @two, 'email', 'gone@example.com')",
                new
                {
                    tenant = centre.Tenant.Id,
                    one = Ids.New(),
                    two = Ids.New(),
                }
            )
        );
        await centre.Tenant.In(s => s.Execute("update contacts set mobile_phone_e164 = '+12905550100'"));
        Assert.Equal("true false", await Flags());
        // As an import merges it, too.
        await centre.Tenant.In(s =>
            s.Execute(
                """
                insert into contacts (tenant_id, id, full_name, full_name_lower, email, email_normalized, direct_phone_e164, mobile_phone_e164)
                select tenant_id, gen_random_uuid(), full_name, full_name_lower, email, email_normalized, '+12905550101', '+12905550102' from contacts
                on conflict (tenant_id, email_normalized) where deleted_at is null
                do update set direct_phone_e164 = excluded.direct_phone_e164, mobile_phone_e164 = excluded.mobile_phone_e164, suppressed_phone = contacts.suppressed_phone or excluded.suppressed_phone
                """
            )
        );
        Assert.Equal("false false", await Flags());
        await centre.Tenant.In(s => s.Execute("update contacts set email = 'gone@example.com', email_normalized = 'gone@example.com'"));
        Assert.Equal("false true", await Flags());

        Task<string?> Flags() => centre.Scalar<string>("select suppressed_phone || ' ' || suppressed_email from contacts");
    }

    [Fact]
    public async Task Two_campaigns_leave_a_rest_between_two_calls_to_a_number()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 2, CallCentre.Numbers("292", 3));
        var second = await centre.Second(agents: 1);
        await centre.SignOn(world);
        await centre.Start(world);
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from call_attempts where ended_at is not null") == 3,
            "the first campaign calls them"
        );
        CallerTenant.Set(centre.Tenant.Id);
        Assert.Empty((await world.Grains.Queue(centre.Tenant.Id, second).Start(centre.Agents[0])).Refusals);
        await Eventually.Holds(
            async () =>
                await centre.Scalar<long>(
                    "select count(*) from queue_entries where campaign_id = @second and reason = 'number_rest' and next_attempt_at between now() + interval '28 minutes' and now() + interval '30 minutes'",
                    new { second }
                ) == 3,
            "in the second they rest for half an hour"
        );
        Assert.Equal(0, await centre.Scalar<long>("select count(*) from call_attempts where campaign_id = @second", new { second }));
        await centre.Tenant.In(s =>
            s.Execute("""update campaigns set rules = '{"recycle": {"numberRestMinutes": 0}}' where id = @second""", new { second })
        );
        await world.Grains.Queue(centre.Tenant.Id, second).Refresh();
        await centre.Tenant.In(s =>
            s.Execute("update queue_entries set next_attempt_at = now() where campaign_id = @second", new { second })
        );
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from call_attempts where campaign_id = @second", new { second }) == 3,
            "without the rest they are called"
        );
    }

    [Trait("Kind", "Race")]
    [Fact]
    public async Task A_start_that_is_pressed_ten_times_at_once_starts_once_and_conflicts_nine_times()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("292", 5));
        await centre.WakeChores(world);
        CallerTenant.Set(centre.Tenant.Id);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => centre.Queue(world).Start(centre.Agents[0])));
        Assert.Single(answers, a => a.Refusals.Count == 0);
        Assert.All(
            answers.SelectMany(a => a.Refusals),
            r => Assert.Equal((RefusalKind.Conflict, "campaigns.illegal_move"), (r.Kind, r.Code))
        );
    }

    [Fact]
    public async Task An_agent_moved_elsewhere_during_a_call_does_not_keep_the_old_campaign_from_completing()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var (centre, call) = await Busy(world, 1);
        var second = await centre.Second(agents: 1);
        CallerTenant.Set(centre.Tenant.Id);
        await centre.Queue(world).Drain(centre.Agents[0]);
        await centre.Agent(world, centre.Agents[0]).CampaignChanged();
        await centre.Agent(world, centre.Agents[0]).HangUp(call);
        await Eventually.Holds(
            async () =>
                await centre.Scalar<string>("select status from campaigns where id = @id", new { id = centre.CampaignId })
                == CampaignStatus.Completed,
            "the old campaign completes"
        );
        await centre.Dispose(world, centre.Agents[0], call, Disposition.NotInterested);
        await Eventually.Holds(
            async () =>
                (await centre.Agent(world, centre.Agents[0]).Get()) is { Status: AgentStatus.Available } agent
                && agent.CampaignId == second,
            "the agent works for the other"
        );
    }
}
