using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Idle;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Dialer;

/// <summary>A campaign makes exactly the leads it wants, however many agents qualify at once, and rests; it goes on when more are wanted or one is rejected.</summary>
public sealed class LeadGoalTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string Leads = "select count(*) from leads where status <> 'rejected'";

    [Fact]
    public async Task At_its_lead_goal_a_campaign_rests_and_goes_on_when_the_goal_is_raised_or_a_lead_is_rejected()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, 8, CallCentre.Numbers("290", 60));
        await Wanted(centre, 5);
        await centre.SignOn(world);
        await centre.Start(world);
        using var stop = new CancellationTokenSource();
        var turn = 0;
        var work = centre
            .Agents.Select(a =>
                centre.Work(
                    world,
                    a,
                    _ => Interlocked.Increment(ref turn) % 3 == 0 ? Disposition.Connected : Disposition.Qualified,
                    hangUp: true,
                    stop.Token
                )
            )
            .ToArray();
        await Reached(centre, world, 5);
        var snapshot = await centre.Queue(world).Snapshot();
        Assert.Equal(
            (CampaignStatus.Active, EntryReason.GoalReached, new LeadGoal(5, 5, 0)),
            (snapshot.Status, snapshot.IdleReason, snapshot.Goal)
        );
        Assert.Contains(snapshot.Alerts, a => a is { Code: AlertCode.GoalReached, Count: 5 });
        Assert.True(snapshot.Queued > 0);
        var waiting = await centre.Scalar<Guid>("select contact_id from queue_entries where status in ('queued', 'claimed') limit 1");
        var why = (await centre.Queue(world).Why(waiting)).Value!;
        Assert.Equal(
            ("never", EntryReason.GoalReached, "5 of 5 leads, 0 in calls"),
            (why.Verdict, why.Reason, why.Gates.Single(g => g.Name == "lead_goal").Values["Lead goal"])
        );

        await Wanted(centre, 7);
        await centre.Queue(world).Refresh();
        await Reached(centre, world, 7);

        // By somebody whose call it is not.
        var (lead, agent) = await centre.Tenant.In(s =>
            s.QuerySingle("select id, agent_id from leads limit 1", null, r => (r.GetGuid(0), r.GetGuid(1)))
        );
        var reviewer = centre.Agents.First(a => a != agent);
        var grain = world.Grains.Lead(centre.Tenant.Id, lead);
        Assert.Empty((await grain.StartReview(reviewer)).Refusals);
        Assert.Empty((await grain.Reject(reviewer, "left the company")).Refusals);
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from leads") == 8,
            "another lead takes the rejected one's place"
        );
        await Reached(centre, world, 7);
        await stop.CancelAsync();
        await Task.WhenAll(work);
        Assert.Equal((7L, 8L), (await centre.Scalar<long>(Leads), await centre.Scalar<long>("select count(*) from leads")));
    }

    [Fact]
    public async Task Leads_of_an_earlier_activation_and_from_before_goals_were_counted_count_and_one_too_many_is_refused()
    {
        await using var carrier = await DialerWorld.Carrier();
        var centre = await CallCentre.Open(postgres.Database, 1, CallCentre.Numbers("290", 6));
        await using (var world = await DialerWorld.Start(postgres.Database, carrier))
        {
            await centre.Start(world);
            for (var i = 0; i < 2; i++)
                Assert.Empty(
                    (
                        await centre.Dispose(
                            world,
                            centre.Agents[0],
                            await RuleEffectTests.Answered(centre, world, centre.Agents[0]),
                            Disposition.Qualified
                        )
                    ).Refusals
                );
            await world.Kill();
        }

        // As if they had been made by a version that did not count them.
        await centre.Tenant.In(s => s.Execute("delete from cap_reservations"));
        await using var next = await DialerWorld.Start(postgres.Database, carrier);
        var call = await RuleEffectTests.Answered(centre, next, centre.Agents[0]);
        await Wanted(centre, 2);
        await centre.Queue(next).Refresh();
        Assert.Equal(new LeadGoal(2, 2, 0), (await centre.Queue(next).Snapshot()).Goal);
        var refused = await centre.Dispose(next, centre.Agents[0], call, Disposition.Qualified);
        Assert.Equal("calls.goal_reached", Assert.Single(refused.Refusals).Code);
        Assert.Empty((await centre.Dispose(next, centre.Agents[0], call, Disposition.Connected)).Refusals);
        Assert.Equal(2, await centre.Scalar<long>(Leads));
    }

    [Fact]
    public async Task Who_waits_because_a_call_may_bring_the_last_lead_waits_for_the_goal_and_for_no_quota()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, 1, CallCentre.Numbers("290", 1));
        await Wanted(centre, 1);
        await centre.Start(world);
        // A call of which the queue has not heard holds the only place.
        CallerTenant.Set(centre.Tenant.Id);
        var (places, call) = (world.Grains.LeadCap(centre.Tenant.Id, centre.CampaignId, centre.CampaignId), Ids.New());
        Assert.True((await places.Reserve(call, 1, TimeSpan.FromHours(1))).Granted);
        await centre.SignOn(world);
        await Eventually.Holds(
            async () => await centre.Scalar<string>("select reason from queue_entries where status = 'queued'") == EntryReason.GoalReached,
            "he waits for the goal",
            detail: () => centre.Rows("queue_entries", "true")
        );
        Assert.Equal(EntryReason.GoalReached, (await centre.Queue(world).Why(centre.Contacts[0])).Value!.Reason);

        // It brings none: he is called at once and not after the pause.
        await centre.Queue(world).LeadRejected(call);
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from call_attempts where dialed_at is not null") == 1,
            "he is called",
            20,
            () => centre.Rows("queue_entries", "true")
        );
    }

    [Fact]
    public async Task A_disposition_that_the_goal_refuses_uses_no_place_of_the_account_and_leaves_the_calls_own()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(
            postgres.Database,
            1,
            CallCentre.Numbers("290", 3),
            perAccount: 1,
            cap: (CapMode.PositiveDispositions, 1)
        );
        var agent = centre.Agents[0];
        await centre.SignOn(world);
        await centre.Start(world);
        Assert.Empty(
            (await centre.Dispose(world, agent, await RuleEffectTests.Answered(centre, world, agent), Disposition.Qualified)).Refusals
        );
        // The goal comes while the next one is on the line, who therefore holds no place in it.
        var call = await RuleEffectTests.Answered(centre, world, agent);
        await Wanted(centre, 1);
        await centre.Queue(world).Refresh();
        Assert.Equal("calls.goal_reached", Assert.Single((await centre.Dispose(world, agent, call, Disposition.Qualified)).Refusals).Code);

        CallerTenant.Set(centre.Tenant.Id);
        var account = await centre.Scalar<Guid>("select account_id from call_attempts where id = @call", new { call });
        var (cap, goal) = (
            world.Grains.LeadCap(centre.Tenant.Id, centre.CampaignId, account),
            world.Grains.LeadCap(centre.Tenant.Id, centre.CampaignId, centre.CampaignId)
        );
        Assert.Equal((1, 0), await cap.Get() is var held ? (held.Reserved, held.Committed) : default);
        Assert.Equal((0, 1), await goal.Get() is var counted ? (counted.Reserved, counted.Committed) : default);

        // Another disposition gives the account's place back for the next of its people.
        Assert.Empty((await centre.Dispose(world, agent, call, Disposition.NotInterested)).Refusals);
        await Eventually.Holds(
            async () => await cap.Get() is { Reserved: 0, Committed: 0 },
            "the account's place is free again",
            detail: () => centre.Rows("cap_reservations", "true")
        );
        Assert.Equal(1, await centre.Scalar<long>(Leads));
    }

    private static Task Wanted(CallCentre centre, int leads) =>
        centre.Tenant.In(s => s.Execute("update campaigns set lead_goal = @leads where id = @id", new { leads, id = centre.CampaignId }));

    /// <summary>So many leads, nothing in a call, and it stays so while eight agents wait.</summary>
    private static async Task Reached(CallCentre centre, DialerWorld world, int leads)
    {
        await Eventually.Holds(
            async () =>
                await centre.Queue(world).Snapshot() is { Goal: { InCalls: 0 } goal, InFlight: 0 }
                && goal.Leads == leads
                && await centre.Scalar<long>(Leads) == leads
                && await centre.Scalar<long>(
                    "select count(*) from call_attempts where ended_at is null or (outcome = 'connected' and disposed_at is null)"
                ) == 0,
            $"{leads} leads are made"
        );
        var dials = await centre.Scalar<long>("select count(*) from call_attempts");
        for (var i = 0; i < 3; i++)
            await centre.Queue(world).Snapshot();
        Assert.Equal(
            (leads, dials),
            ((int)await centre.Scalar<long>(Leads), await centre.Scalar<long>("select count(*) from call_attempts"))
        );
    }
}
