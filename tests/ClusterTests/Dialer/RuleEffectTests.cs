using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Dialer;

/// <summary>Rules of a campaign while it dials: quotas, callbacks, other numbers, suppressions from elsewhere.</summary>
public sealed class RuleEffectTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Trait("Kind", "Race")]
    [Fact]
    public async Task A_quota_stops_exactly_at_its_goal_while_many_agents_qualify_at_once()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, 8, CallCentre.Numbers("290", 40));
        var quota = new DemographicQuota(Ids.New(), "Seniors", "seniority", ["Director", "vp "], 5);
        await WhyTests.Rules(centre, new CampaignRules { Quotas = [quota] });
        // The first 30 are counted by the quota, the others are not.
        await centre.Tenant.In(s =>
            s.Execute(
                "update contacts set seniority = case when id = any(@some) then ' VP' else 'director' end where id = any(@counted)",
                new { counted = centre.Contacts.Take(30).ToArray(), some = centre.Contacts.Take(10).ToArray() }
            )
        );
        await centre.SignOn(world);
        await centre.Start(world);
        using var stop = new CancellationTokenSource();
        var declined = 0;
        var full = 0;
        var work = centre
            .Agents.Select(a =>
                centre.Work(
                    world,
                    a,
                    _ => Interlocked.Increment(ref declined) % 3 == 0 ? Disposition.Connected : Disposition.Qualified,
                    hangUp: true,
                    stop.Token,
                    refused: _ => Interlocked.Increment(ref full)
                )
            )
            .ToArray();
        await Eventually.Holds(
            async () =>
                await centre.Scalar<long>("select count(*) from queue_entries where status in ('queued', 'claimed', 'in_progress')") == 0,
            "the queue is worked off",
            120
        );
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from cap_reservations where state = 'reserved'") == 0,
            "every place is settled"
        );
        await stop.CancelAsync();
        await Task.WhenAll(work);
        Assert.Equal(
            5,
            await centre.Scalar<long>("select count(*) from leads l join contacts c on c.id = l.contact_id where c.seniority is not null")
        );
        Assert.Equal(
            5,
            await centre.Scalar<long>(
                "select count(*) from cap_reservations where account_id = @id and state = 'committed'",
                new { id = quota.Id }
            )
        );
        // Nobody was called in vain: whoever was qualified became a lead.
        Assert.Equal(0, full);
        Assert.True(await centre.Scalar<long>("select count(*) from queue_entries where reason = 'quota_full' and status = 'removed'") > 0);
        var why = (
            await centre
                .Queue(world)
                .Why(await centre.Scalar<Guid>("select contact_id from queue_entries where reason = 'quota_full' limit 1"))
        ).Value!;
        Assert.Equal(("never", "5 of 5 leads, 0 in calls"), (why.Verdict, why.Gates.Single(g => g.Name == "quotas").Values["Seniors"]));

        // A higher goal lets the others back in.
        await WhyTests.Rules(centre, new CampaignRules { Quotas = [quota with { Goal = 6 }] });
        await centre.Queue(world).Refresh();
        Assert.Equal(0, await centre.Scalar<long>("select count(*) from queue_entries where reason = 'quota_full' and status = 'removed'"));
    }

    [Fact]
    public async Task A_callback_of_an_agents_own_goes_to_him_and_to_nobody_else_who_is_free()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, 3, CallCentre.Numbers("290", 1));
        var (contact, promised) = (centre.Contacts[0], centre.Agents[2]);
        await centre.Start(world);
        var call = await Answered(centre, world, promised);
        Assert.Empty(
            (
                await centre
                    .Agent(world, promised)
                    .Dispose(
                        new(
                            call,
                            Disposition.CallbackRequested,
                            "",
                            new Dictionary<string, string>(),
                            TimeProvider.System.GetUtcNow().AddHours(3),
                            AgentStatus.Offline,
                            CallbackFor.Own
                        )
                    )
            ).Refusals
        );
        Assert.Equal(promised, await centre.Scalar<Guid>("select callback_agent from queue_entries"));

        // Two others are free and have been for longer; the callback is due.
        await centre.SignOn(world, centre.Agents[0], centre.Agents[1]);
        await centre.Tenant.In(s => s.Execute("update queue_entries set next_attempt_at = now()"));
        await centre.SignOn(world, promised);
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from call_attempts where bridged_at is not null") == 2,
            "the callback is made"
        );
        Assert.Equal(
            promised,
            await centre.Scalar<Guid>(
                "select agent_id from call_attempts where contact_id = @contact order by id desc limit 1",
                new { contact }
            )
        );
        Assert.Equal(0, await centre.Scalar<long>("select count(*) from call_attempts where agent_id <> @promised", new { promised }));
    }

    [Fact]
    public async Task A_callback_whose_agent_does_not_come_goes_to_the_team_and_a_cancelled_one_to_nobody()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, 2, CallCentre.Numbers("290", 2));
        await WhyTests.Rules(centre, new CampaignRules { Recycle = new RecycleRules { NoShowMinutes = 10 } });
        var (gone, present, at) = (centre.Agents[0], centre.Agents[1], TimeProvider.System.GetUtcNow().AddHours(3));
        await centre.Start(world);
        for (var i = 0; i < 2; i++)
        {
            var call = await Answered(centre, world, gone);
            Assert.Empty(
                (
                    await centre
                        .Agent(world, gone)
                        .Dispose(
                            new(
                                call,
                                Disposition.CallbackRequested,
                                "",
                                new Dictionary<string, string>(),
                                at,
                                AgentStatus.Offline,
                                CallbackFor.Own
                            )
                        )
                ).Refusals
            );
        }

        var (late, cancelled) = (centre.Contacts[0], centre.Contacts[1]);
        Assert.True((await centre.Queue(world).CancelCallback(cancelled, present)).Ok);
        Assert.Equal(RefusalKind.NotFound, (await centre.Queue(world).CancelCallback(cancelled, present)).Refusals[0].Kind);
        await centre.Tenant.In(s =>
            s.Execute("update queue_entries set next_attempt_at = now() - interval '9 minutes' where contact_id = @late", new { late })
        );
        await centre.SignOn(world, present);
        await centre.Tenant.In(s =>
            s.Execute("update queue_entries set next_attempt_at = now() - interval '11 minutes' where contact_id = @late", new { late })
        );
        await Eventually.Holds(
            async () =>
                await centre.Scalar<long>(
                    "select count(*) from call_attempts where contact_id = @late and agent_id = @present",
                    new { late, present }
                ) == 1,
            "somebody else makes the callback"
        );
        Assert.Equal(
            ("done", 1L),
            (
                await centre.Scalar<string>("select status from queue_entries where contact_id = @cancelled", new { cancelled }),
                await centre.Scalar<long>("select count(*) from call_attempts where contact_id = @cancelled", new { cancelled })
            )
        );
        Assert.Equal(1, await centre.Scalar<long>("select count(*) from audit_log where action = 'callbacks.cancelled'"));
    }

    [Fact]
    public async Task After_a_busy_line_the_next_number_is_tried_and_one_that_is_suppressed_is_left_out()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        // 292 is busy; the main line is busy too, the mobile is on the list.
        var centre = await CallCentre.Open(postgres.Database, 1, CallCentre.Numbers("292", 1), perAccount: 1);
        await centre.Tenant.In(async s =>
        {
            await s.Execute("update contacts set mobile_phone_e164 = '+12905550150'");
            await s.Execute("update accounts set main_phone_e164 = '+12925550160'");
            await s.Execute(
                "insert into suppressions (tenant_id, id, kind, value) values (@tenant, @id, 'phone', '+12905550150')",
                new { tenant = centre.Tenant.Id, id = Ids.New() }
            );
        });
        await WhyTests.Rules(
            centre,
            new CampaignRules { Recycle = new RecycleRules { Outcomes = [new(Outcome.Busy, 30, null, TryNextNumber: true)] } }
        );
        await centre.SignOn(world);
        await centre.Start(world);
        for (var i = 1; i <= 3; i++)
        {
            await Eventually.Holds(
                async () =>
                    await centre.Scalar<long>("select count(*) from call_attempts where outcome = 'busy'") == i
                    && await centre.Scalar<string>("select status from queue_entries") is "queued" or "done",
                $"call {i} was busy"
            );
            await centre.Tenant.In(s => s.Execute("update queue_entries set next_attempt_at = now() where status = 'queued'"));
        }

        Assert.Equal(
            "+12925550100 +12925550160 +12925550100",
            await centre.Scalar<string>("select string_agg(phone_e164, ' ' order by id) from call_attempts")
        );
    }

    [Fact]
    public async Task Numbers_follow_each_other_as_direct_mobile_headquarters_and_then_the_first_again()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, 1, CallCentre.Numbers("292", 1), perAccount: 1, maxAttempts: 4);
        await centre.Tenant.In(async s =>
        {
            await s.Execute("update contacts set mobile_phone_e164 = '+12925550150'");
            await s.Execute("update accounts set main_phone_e164 = '+12925550160'");
        });
        await WhyTests.Rules(
            centre,
            new CampaignRules { Recycle = new RecycleRules { Outcomes = [new(Outcome.Busy, 30, null, TryNextNumber: true)] } }
        );
        await centre.SignOn(world);
        await centre.Start(world);
        for (var i = 1; i <= 4; i++)
        {
            await Eventually.Holds(
                async () =>
                    await centre.Scalar<long>("select count(*) from call_attempts where outcome = 'busy'") == i
                    && await centre.Scalar<string>("select status from queue_entries") is "queued" or "done",
                $"call {i} was busy"
            );
            await centre.Tenant.In(s => s.Execute("update queue_entries set next_attempt_at = now() where status = 'queued'"));
        }

        Assert.Equal(
            "+12925550100 +12925550150 +12925550160 +12925550100",
            await centre.Scalar<string>("select string_agg(phone_e164, ' ' order by id) from call_attempts")
        );
    }

    [Fact]
    public async Task A_number_suppressed_by_an_agent_of_one_campaign_leaves_the_running_queue_of_another()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, 2, CallCentre.Numbers("290", 2));
        var other = await centre.Second(agents: 1);
        await centre.Start(world);
        CallerTenant.Set(centre.Tenant.Id);
        Assert.Empty((await world.Grains.Queue(centre.Tenant.Id, other).Start(centre.Agents[0])).Refusals);
        var call = await Answered(centre, world, centre.Agents[0]);
        var contact = await centre.Scalar<Guid>("select contact_id from call_attempts where id = @call", new { call });
        for (var twice = 0; twice < 2; twice++)
            Assert.Empty(
                (
                    await centre
                        .Agent(world, centre.Agents[0])
                        .Dispose(new(call, Disposition.DncRequest, "", new Dictionary<string, string>(), null, AgentStatus.Offline))
                ).Refusals
            );
        Assert.Equal(
            2,
            await centre.Scalar<long>(
                "select count(*) from queue_entries where contact_id = @contact and status = 'removed' and reason = 'dnc'",
                new { contact }
            )
        );
        Assert.Equal(1, await centre.Scalar<long>("select count(*) from suppressions"));
        Assert.Equal("dnc", (await world.Grains.Queue(centre.Tenant.Id, other).Why(contact)).Value!.Reason);
        await centre.SignOn(world, centre.Agents[1]);
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from call_attempts where campaign_id = @other", new { other }) > 0,
            "the other campaign dials"
        );
        Assert.Equal(
            0,
            await centre.Scalar<long>(
                "select count(*) from call_attempts where campaign_id = @other and contact_id = @contact",
                new { other, contact }
            )
        );
    }

    /// <summary>The agent signs on, takes one call and hangs up; the call waits for its disposition.</summary>
    internal static async Task<Guid> Answered(CallCentre centre, DialerWorld world, Guid agent)
    {
        await centre.SignOn(world, agent);
        var call = Guid.Empty;
        await Eventually.Holds(
            async () =>
            {
                var view = await centre.Agent(world, agent).Get();
                if (view is { Status: AgentStatus.OnCall, Call: { Status: CallStatus.Bridged } running })
                    await centre.Agent(world, agent).HangUp(running.CallId);
                call = view is { Status: AgentStatus.WrapUp, Call: { } over } ? over.CallId : Guid.Empty;
                return call != Guid.Empty;
            },
            "the agent has had a call"
        );
        return call;
    }
}
