using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Dialer;

/// <summary>Five contacts of each account, a cap of two, more agents than room: every account gets its two and none a third.</summary>
public sealed class CapTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const int Cap = 2,
        PerAccount = 5,
        AccountCount = 4;

    [Fact]
    public async Task Queue_size_lets_only_so_many_contacts_of_an_account_in_and_a_place_given_back_goes_to_the_next()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await Open((CapMode.QueueSize, Cap), agents: 1);
        await centre.Start(world);
        await EachAccount(centre, "select count(*) from queue_entries where account_id = @account and status = 'queued'", Cap);
        await EachAccount(
            centre,
            "select count(*) from queue_entries where account_id = @account and reason = 'cap_reached'",
            PerAccount - Cap
        );

        var phone = await centre.Scalar<string>(
            "select phone_e164 from queue_entries where account_id = @account and status = 'queued' limit 1",
            new { account = centre.Accounts[0] }
        );
        await centre.Queue(world).Suppressed([phone!]);
        await EachAccount(centre, "select count(*) from queue_entries where account_id = @account and status = 'queued'", Cap);
        Assert.Equal(1, await centre.Scalar<long>("select count(*) from queue_entries where reason = 'dnc'"));
        Assert.Equal(
            Cap,
            await centre.Scalar<long>(
                "select count(*) from cap_reservations where account_id = @account and state = 'reserved'",
                new { account = centre.Accounts[0] }
            )
        );
    }

    [Theory]
    [InlineData(Disposition.DncRequest, EntryReason.Dnc)]
    [InlineData(Disposition.WrongNumber, EntryReason.Invalid)]
    public async Task A_contact_that_another_campaigns_agent_takes_out_of_every_queue_gives_its_place_to_the_accounts_next(
        string disposition,
        string reason
    )
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await Open((CapMode.QueueSize, Cap), agents: 2);
        var other = await centre.Second(agents: 1);
        // Nobody is signed on in the first: its contacts only wait.
        await centre.Start(world);
        CallerTenant.Set(centre.Tenant.Id);
        Assert.Empty((await world.Grains.Queue(centre.Tenant.Id, other).Start(centre.Agents[1])).Refusals);
        var agent = centre.Agents[1];
        await centre.SignOn(world, agent);
        await Eventually.Holds(async () => (await centre.Agent(world, agent).Get()).Call?.Status == CallStatus.Bridged, "the agent talks");
        var call = (await centre.Agent(world, agent).Get()).Call!;
        await centre.Agent(world, agent).HangUp(call.CallId);
        await Eventually.Holds(async () => (await centre.Agent(world, agent).Get()).Status == AgentStatus.WrapUp, "the call ends");
        Assert.Empty((await centre.Dispose(world, agent, call.CallId, disposition)).Refusals);

        const string InFirst =
            "select count(*) from queue_entries where campaign_id = (select id from campaigns where name = 'Spring') and account_id = @account and status = 'queued'";
        await EachAccount(centre, InFirst, Cap);
        Assert.Equal(
            (EntryStatus.Removed, reason),
            await centre.Tenant.In(s =>
                s.QuerySingle(
                    "select status, reason from queue_entries where campaign_id = @campaign and contact_id = @contact",
                    new { campaign = centre.CampaignId, contact = call.Contact.Id },
                    r => (r.GetString(0), r.GetString(1))
                )
            )
        );
        await EachAccount(
            centre,
            "select count(*) from cap_reservations where campaign_id = (select id from campaigns where name = 'Spring') and account_id = @account and state = 'reserved'",
            Cap
        );
    }

    [Fact]
    public async Task Connected_calls_stop_at_the_cap_while_several_agents_call_the_same_accounts()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await Open((CapMode.ConnectedCalls, Cap), agents: 4);
        await WorkOff(centre, world, _ => Disposition.Connected);
        await EachAccount(centre, "select count(*) from call_attempts where account_id = @account and outcome = 'connected'", Cap);
        await EachAccount(centre, "select count(*) from cap_reservations where account_id = @account and state = 'committed'", Cap);
        await EachAccount(
            centre,
            "select count(*) from queue_entries where account_id = @account and status = 'removed' and reason = 'cap_reached'",
            PerAccount - Cap
        );
        Assert.Equal(Cap * AccountCount, carrier.Control.Stats().Dials);
    }

    [Fact]
    public async Task Positive_dispositions_stop_at_the_cap_and_refusals_make_room_for_others()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await Open((CapMode.PositiveDispositions, Cap), agents: 4);
        // The first two contacts of each account decline, so the account's places go to later ones.
        var declining = centre.Contacts.Where((_, i) => i % PerAccount < 2).ToHashSet();
        await WorkOff(centre, world, card => declining.Contains(card.Contact.Id) ? Disposition.NotInterested : Disposition.Qualified);
        foreach (var account in centre.Accounts)
        {
            var leads = await centre.Scalar<long>("select count(*) from leads where account_id = @account", new { account });
            var committed = await centre.Scalar<long>(
                "select count(*) from cap_reservations where account_id = @account and state = 'committed'",
                new { account }
            );
            Assert.Equal((Cap, Cap), ((int)leads, (int)committed));
        }
    }

    [Theory]
    [InlineData(CapMode.ConnectedCalls)]
    [InlineData(CapMode.PositiveDispositions)]
    public async Task A_call_that_reached_nobody_gives_its_place_to_the_accounts_next(string mode)
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        // Of each account's three the first is busy and the second is a machine; the one place is for the third.
        var numbers = Enumerable
            .Range(0, 4)
            .SelectMany(n =>
                (string[])[.. CallCentre.Numbers("292", 1, n), .. CallCentre.Numbers("291", 1, n), .. CallCentre.Numbers("290", 1, n)]
            )
            .ToList();
        var centre = await CallCentre.Open(postgres.Database, 3, numbers, perAccount: 3, cap: (mode, 1));
        await centre.SignOn(world);
        await centre.Start(world);
        using var stop = new CancellationTokenSource();
        var work = centre.Agents.Select(a => centre.Work(world, a, _ => Disposition.Qualified, hangUp: true, stop.Token)).ToArray();
        await EachAccount(centre, "select count(*) from leads where account_id = @account", 1);
        await EachAccount(centre, "select count(*) from cap_reservations where account_id = @account and state = 'committed'", 1);
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from cap_reservations where state = 'reserved'") == 0,
            "every place is settled"
        );
        await stop.CancelAsync();
        await Task.WhenAll(work);
        Assert.Equal(4, await centre.Scalar<long>("select count(*) from call_attempts where outcome = 'connected'"));
    }

    [Trait("Kind", "Race")]
    [Theory]
    [InlineData(CapMode.QueueSize)]
    [InlineData(CapMode.ConnectedCalls)]
    [InlineData(CapMode.PositiveDispositions)]
    public async Task Two_campaigns_that_share_a_cap_stay_within_it_together(string mode)
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await Open((mode, Cap), agents: 6);
        await WhyTests.Rules(centre, new CampaignRules { Recycle = new RecycleRules { AccountCapScope = RecycleRules.TenantScope } });
        var other = await centre.Second(agents: 3);
        if (mode == CapMode.QueueSize)
        {
            await centre.Start(world);
            CallerTenant.Set(centre.Tenant.Id);
            // The first campaign has taken every place.
            Assert.Equal(
                "campaigns.empty_audience",
                (await world.Grains.Queue(centre.Tenant.Id, other).Start(centre.Agents[0])).Refusals[0].Code
            );
            await EachAccount(centre, "select count(*) from queue_entries where account_id = @account and status = 'queued'", Cap);
            return;
        }

        CallerTenant.Set(centre.Tenant.Id);
        Assert.Empty((await world.Grains.Queue(centre.Tenant.Id, other).Start(centre.Agents[0])).Refusals);
        await WorkOff(centre, world, _ => Disposition.Qualified);
        await EachAccount(
            centre,
            mode == CapMode.ConnectedCalls
                ? "select count(*) from call_attempts where account_id = @account and outcome = 'connected'"
                : "select count(*) from leads where account_id = @account",
            Cap
        );
        await EachAccount(centre, "select count(*) from cap_reservations where account_id = @account and state = 'committed'", Cap);
    }

    [Trait("Kind", "Race")]
    [Fact]
    public async Task A_place_given_back_in_one_campaign_is_taken_at_once_in_another_that_shares_the_cap()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, 2, CallCentre.Numbers("290", 2), 2, (CapMode.PositiveDispositions, 1));
        await WhyTests.Rules(centre, new CampaignRules { Recycle = new RecycleRules { AccountCapScope = RecycleRules.TenantScope } });
        var other = await centre.Second(agents: 1);
        await centre.Start(world);
        var call = await RuleEffectTests.Answered(centre, world, centre.Agents[0]);
        CallerTenant.Set(centre.Tenant.Id);
        Assert.Empty((await world.Grains.Queue(centre.Tenant.Id, other).Start(centre.Agents[0])).Refusals);
        await centre.SignOn(world, centre.Agents[1]);
        await Eventually.Holds(
            async () =>
                await centre.Scalar<long>(
                    "select count(*) from queue_entries where campaign_id = @other and status = 'queued' and reason = 'cap_reached'",
                    new { other }
                ) == 2,
            "the account's only place is taken"
        );
        // By itself the other campaign would not look before an hour has gone.
        await centre.Tenant.In(s =>
            s.Execute("update queue_entries set next_attempt_at = now() + interval '1 hour' where campaign_id = @other", new { other })
        );
        Assert.Equal(0, await centre.Scalar<long>("select count(*) from call_attempts where campaign_id = @other", new { other }));
        // He leaves, so that his own campaign does not want the place.
        Assert.Empty(
            (
                await centre
                    .Agent(world, centre.Agents[0])
                    .Dispose(new(call, Disposition.NotInterested, "", new Dictionary<string, string>(), null, AgentStatus.Offline))
            ).Refusals
        );
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from call_attempts where campaign_id = @other", new { other }) > 0,
            "the other campaign dials"
        );
    }

    [Fact]
    public async Task A_queue_place_given_back_lets_somebody_into_another_campaign_when_nobody_waits_in_the_own()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, 2, CallCentre.Numbers("290", 2), 1, (CapMode.QueueSize, 1));
        await centre.Tenant.In(s => s.Execute("update contacts set account_id = null where id = @id", new { id = centre.Contacts[1] }));
        await WhyTests.Rules(centre, new CampaignRules { Recycle = new RecycleRules { AccountCapScope = RecycleRules.TenantScope } });
        var other = await centre.Second(agents: 1);
        await centre.Start(world);
        CallerTenant.Set(centre.Tenant.Id);
        Assert.Empty((await world.Grains.Queue(centre.Tenant.Id, other).Start(centre.Agents[0])).Refusals);
        Assert.Equal("removed cap_reached", await Outside());
        var phone = await centre.Scalar<string>(
            "select phone_e164 from queue_entries where campaign_id = @own and contact_id = @id",
            new { own = centre.CampaignId, id = centre.Contacts[0] }
        );
        await centre.Queue(world).Suppressed([phone!]);
        Assert.Equal("queued ", await Outside());
        Assert.Equal(
            1,
            await centre.Scalar<long>(
                "select count(*) from cap_reservations where account_id = @id and state = 'reserved'",
                new { id = centre.Accounts[0] }
            )
        );

        Task<string?> Outside() =>
            centre.Scalar<string>(
                "select status || ' ' || coalesce(reason, '') from queue_entries where campaign_id = @other and contact_id = @id",
                new { other, id = centre.Contacts[0] }
            );
    }

    [Trait("Kind", "Race")]
    [Fact]
    public async Task A_thousand_reservations_at_once_get_exactly_as_many_places_as_there_are_also_after_a_restart()
    {
        await using var carrier = await DialerWorld.Carrier();
        var centre = await Open((CapMode.ConnectedCalls, 7), agents: 1);
        await using (var world = await DialerWorld.Start(postgres.Database, carrier))
        {
            CallerTenant.Set(centre.Tenant.Id);
            var cap = world.Grains.LeadCap(centre.Tenant.Id, centre.CampaignId, centre.Accounts[0]);
            var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => cap.Reserve(Ids.New(), 7, TimeSpan.FromHours(1))));
            Assert.Equal(7, answers.Count(a => a.Granted));
            Assert.Equal(7, await centre.Scalar<long>("select count(*) from cap_reservations where state = 'reserved'"));
            await world.Kill();
        }

        await using var next = await DialerWorld.Start(postgres.Database, carrier);
        CallerTenant.Set(centre.Tenant.Id);
        var again = next.Grains.LeadCap(centre.Tenant.Id, centre.CampaignId, centre.Accounts[0]);
        Assert.False((await again.Reserve(Ids.New(), 7, TimeSpan.FromHours(1))).Granted);
        var held = await centre.Scalar<Guid>("select ref_id from cap_reservations limit 1");
        Assert.True((await again.Reserve(held, 7, TimeSpan.FromHours(1))).Granted);
        Assert.True((await again.Release(held)).Granted);
        Assert.True((await again.Reserve(Ids.New(), 7, TimeSpan.FromHours(1))).Granted);
    }

    private Task<CallCentre> Open((string, int) cap, int agents) =>
        CallCentre.Open(postgres.Database, agents, CallCentre.Numbers("290", PerAccount * AccountCount), PerAccount, cap);

    private static async Task WorkOff(CallCentre centre, DialerWorld world, Func<CallCard, string> decide)
    {
        await centre.SignOn(world);
        await centre.Start(world);
        using var stop = new CancellationTokenSource();
        var work = centre.Agents.Select(a => centre.Work(world, a, decide, hangUp: true, stop.Token)).ToArray();
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from queue_entries where status not in ('done', 'removed')") == 0,
            "the queue is worked off",
            120
        );
        await Eventually.Holds(
            async () =>
                await centre.Scalar<long>(
                    "select count(*) from call_attempts where ended_at is null or (outcome = 'connected' and disposed_at is null)"
                ) == 0,
            "every call is closed"
        );
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from cap_reservations where state = 'reserved'") == 0,
            "every place is settled"
        );
        await stop.CancelAsync();
        await Task.WhenAll(work);
    }

    private static async Task EachAccount(CallCentre centre, string count, int expected)
    {
        foreach (var account in centre.Accounts)
            await Eventually.Holds(async () => await centre.Scalar<long>(count, new { account }) == expected, $"{count} is {expected}");
    }
}
