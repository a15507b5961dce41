using System.Text.Json;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Compliance;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Dialer;

/// <summary>What the chain says of a contact before the dialer comes to it, and what the dialer then does.</summary>
public sealed class WhyTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_dialer_dials_exactly_those_of_whom_the_chain_says_open(int seed)
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        // Number 290 is answered by a person.
        var centre = await CallCentre.Open(
            postgres.Database,
            3,
            CallCentre.Numbers("290", 60),
            perAccount: 3,
            cap: (CapMode.ConnectedCalls, 2)
        );
        await Rules(
            centre,
            new CampaignRules
            {
                Queue = new QueueRules { Filters = [new("seniority", "is_not", ["intern"])] },
                Recycle = new RecycleRules
                {
                    Caps = new()
                    {
                        Contact = new(Lifetime: 4, Per24Hours: 2),
                        Phone = new(PerDay: 3),
                        Account = new(Lifetime: 9),
                    },
                },
            }
        );
        await centre.Start(world);
        await centre.Queue(world).Pause(centre.Agents[0]);
        await Disturb(centre, new Random(seed));

        var said = new Dictionary<Guid, WhyContact>();
        foreach (var contact in centre.Contacts)
            said[contact] = (await centre.Queue(world).Why(contact)).Value!;
        Assert.True(
            said.Values.Select(w => w.Reason).Distinct().Count() >= 6,
            string.Join(' ', said.Values.Select(w => w.Reason).Distinct())
        );
        Assert.All(said.Values, w => Assert.Equal(w.Verdict == "open", w.Gates.All(g => g.Verdict == "open")));

        var before = await Dials(centre);
        using var stop = new CancellationTokenSource();
        await centre.SignOn(world);
        await centre.Start(world);
        // Refused dispositions keep the account's cap out of it: what is asked here is the chain, one call for each contact.
        var work = centre.Agents.Select(a => centre.Work(world, a, _ => Disposition.NotInterested, hangUp: true, stop.Token)).ToArray();
        await Eventually.Holds(
            async () =>
                await centre.Scalar<long>(
                    "select count(*) from queue_entries where status in ('claimed', 'in_progress') or (status = 'queued' and next_attempt_at <= now() and reason is distinct from 'cap_reached')"
                ) == 0
                && await centre.Scalar<long>("select count(*) from call_attempts where ended_at is null") == 0,
            "nobody is due any more and every call's row is complete",
            90,
            () => centre.Attempts("ended_at is null")
        );
        await stop.CancelAsync();
        await Task.WhenAll(work);

        var after = await Dials(centre);
        var perAccount = centre.Accounts.ToDictionary(a => a, _ => 0);
        foreach (var (contact, why) in said)
        {
            var dialled = after.GetValueOrDefault(contact) - before.GetValueOrDefault(contact);
            if (why.Verdict != "open")
                Assert.True(dialled == 0, $"{why.Reason} was dialled");
            else
                Assert.True(
                    dialled == 1 || await CappedSince(centre, contact),
                    $"{contact} was open and dialled {dialled} times: {await centre.Scalar<string>("select row_to_json(q)::text from queue_entries q where contact_id = @contact", new { contact })}"
                );
        }
    }

    [Fact]
    public async Task A_contact_put_in_front_is_called_next_and_one_that_a_rule_forbids_is_not_put_in()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, 1, CallCentre.Numbers("290", 12));
        await centre.Start(world);
        var (urgent, forbidden) = (centre.Contacts[9], centre.Contacts[10]);
        await centre.Tenant.In(s =>
            s.Execute(
                "insert into suppressions (tenant_id, id, kind, value) select @tenant, @id, 'phone', direct_phone_e164 from contacts where id = @forbidden",
                new
                {
                    tenant = centre.Tenant.Id,
                    id = Ids.New(),
                    forbidden,
                }
            )
        );
        var put = await centre.Queue(world).Insert(new(urgent, 50, null, null, centre.Agents[0]));
        Assert.Equal((true, null), (put.Value!.Queued, put.Value.Reason));
        var refused = await centre.Queue(world).Insert(new(forbidden, 50, null, null, centre.Agents[0]));
        Assert.Equal((false, EntryReason.Dnc, null), (refused.Value!.Queued, refused.Value.Reason, refused.Value.NextAt));
        Assert.Equal(
            "queue.no_such_number",
            (await centre.Queue(world).Insert(new(urgent, 50, "hq", null, centre.Agents[0]))).Refusals[0].Code
        );
        Assert.Equal(
            RefusalKind.NotFound,
            (await centre.Queue(world).Insert(new(Ids.New(), 50, null, null, centre.Agents[0]))).Refusals[0].Kind
        );

        await centre.SignOn(world);
        await Eventually.Holds(async () => await centre.Scalar<long>("select count(*) from call_attempts") > 0, "somebody is called");
        Assert.Equal(urgent, await centre.Scalar<Guid>("select contact_id from call_attempts order by id limit 1"));
        Assert.Equal(1, await centre.Scalar<long>("select count(*) from audit_log where action = 'campaigns.contact_queued'"));
    }

    [Fact]
    public async Task Why_tells_a_moment_months_ahead_and_which_agents_are_missing()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, 1, CallCentre.Numbers("290", 1));
        var (agent, contact) = (centre.Agents[0], centre.Contacts[0]);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-1);
        // A day that has begun somewhere is closed as well, so that it is closed everywhere.
        await Rules(
            centre,
            new CampaignRules { Compliance = new ComplianceRules { ClosedDates = [.. Enumerable.Range(0, 100).Select(today.AddDays)] } }
        );
        await centre.Start(world);
        var why = (await centre.Queue(world).Why(contact)).Value!;
        Assert.Equal(("later", EntryReason.WindowClosed, MissingAgents.NoneSignedIn), (why.Verdict, why.Reason, why.AgentsMissing));
        Assert.InRange(
            why.NextAt!.Value,
            new(today.AddDays(99), TimeOnly.MinValue, TimeSpan.Zero),
            new(today.AddDays(102), TimeOnly.MinValue, TimeSpan.Zero)
        );

        await centre.SignOn(world);
        await Eventually.Holds(async () => (await centre.Queue(world).Why(contact)).Value!.AgentsMissing is null, "the agent is there");
        Assert.Empty((await centre.Agent(world, agent).SetStatus(AgentStatus.Break, "tea", agent)).Refusals);
        Assert.Equal(MissingAgents.NoneAvailable, (await centre.Queue(world).Why(contact)).Value!.AgentsMissing);
        await centre.Tenant.In(s => s.Execute("update campaign_agents set released_at = now()"));
        Assert.Equal(MissingAgents.NoneAssigned, (await centre.Queue(world).Why(contact)).Value!.AgentsMissing);
    }

    [Trait("Kind", "Race")]
    [Fact]
    public async Task Two_campaigns_that_share_people_never_call_one_of_them_more_often_than_the_caps_allow()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        // Machines answer, and both campaigns try again at once.
        var centre = await CallCentre.Open(postgres.Database, 6, CallCentre.Numbers("291", 20), perAccount: 4, maxAttempts: 20);
        var caps = new CampaignRules
        {
            Recycle = new RecycleRules
            {
                NumberRestMinutes = 0,
                Caps = new() { Contact = new(Per24Hours: 3), Account = new(Lifetime: 7) },
            },
        };
        await Rules(centre, caps);
        var other = await centre.Second(agents: 3);
        await centre.SignOn(world);
        await centre.Start(world);
        CallerTenant.Set(centre.Tenant.Id);
        Assert.Empty((await world.Grains.Queue(centre.Tenant.Id, other).Start(centre.Agents[0])).Refusals);
        await Eventually.Holds(
            async () =>
            {
                // What waits for its retry is due now.
                await centre.Tenant.In(s =>
                    s.Execute(
                        "update queue_entries set next_attempt_at = now() where status = 'queued' and reason = 'retry_later' and next_attempt_at > now()"
                    )
                );
                return await centre.Scalar<long>(
                        "select count(*) from queue_entries where status in ('claimed', 'in_progress') or (status = 'queued' and reason is distinct from 'attempt_cap')"
                    ) == 0;
            },
            "everybody is capped",
            120
        );
        Assert.Equal(
            5,
            await centre.Scalar<long>(
                "select count(*) from (select account_id from call_attempts where dialed_at is not null group by account_id having count(*) = 7) a"
            )
        );
        Assert.Equal(35, await centre.Scalar<long>("select count(*) from call_attempts where dialed_at is not null"));
        Assert.True(
            await centre.Scalar<long>(
                "select max(n) from (select count(*) n from call_attempts where dialed_at is not null group by contact_id) c"
            ) <= 3
        );
        Assert.Equal(2, await centre.Scalar<long>("select count(distinct campaign_id) from call_attempts"));
    }

    internal static Task Rules(CallCentre centre, CampaignRules rules) =>
        centre.Tenant.In(s =>
            s.Execute(
                "update campaigns set rules = @rules where id = @id",
                new { id = centre.CampaignId, rules = new Jsonb(JsonSerializer.Serialize(rules, JsonSerializerOptions.Web)) }
            )
        );

    private static async Task<bool> CappedSince(CallCentre centre, Guid contact) =>
        await centre.Scalar<string>("select reason from queue_entries where contact_id = @contact", new { contact })
            is EntryReason.CapReached
                or EntryReason.AttemptCap;

    private static Task<Dictionary<Guid, int>> Dials(CallCentre centre) =>
        centre.Tenant.In(async s =>
            (
                await s.Query(
                    "select contact_id, count(*)::int from call_attempts where dialed_at is not null group by contact_id",
                    null,
                    r => (r.GetGuid(0), r.GetInt32(1))
                )
            ).ToDictionary(r => r.Item1, r => r.Item2)
        );

    /// <summary>Gives every contact some of the things a rule looks at.</summary>
    private static Task Disturb(CallCentre centre, Random random) =>
        centre.Tenant.In(async s =>
        {
            foreach (var contact in centre.Contacts)
            {
                var (tenant, call) = (centre.Tenant.Id, Ids.New());
                if (random.Next(8) == 0)
                    await s.Execute("update contacts set seniority = 'Intern ' where id = @contact", new { contact });
                if (random.Next(8) == 0)
                    await s.Execute("update contacts set is_invalid = true where id = @contact", new { contact });
                if (random.Next(8) == 0)
                    await s.Execute(
                        "insert into suppressions (tenant_id, id, kind, value) select @tenant, @call, 'phone', direct_phone_e164 from contacts where id = @contact",
                        new
                        {
                            tenant,
                            call,
                            contact,
                        }
                    );
                if (random.Next(8) == 0)
                    await s.Execute("update queue_entries set attempts = 3 where contact_id = @contact", new { contact });
                if (random.Next(8) == 0)
                    await s.Execute(
                        "update queue_entries set next_attempt_at = now() + interval '1 hour', reason = 'retry_later' where contact_id = @contact",
                        new { contact }
                    );
                if (random.Next(8) == 0)
                    await s.Execute("update queue_entries set status = 'done' where contact_id = @contact", new { contact });
                for (var calls = random.Next(3) == 0 ? random.Next(4) : 0; calls > 0; calls--)
                {
                    await s.Execute(
                        """
                        insert into call_attempts (tenant_id, id, campaign_id, contact_id, account_id, phone_e164, attempt_no, status, outcome, created_at, dialed_at, ended_at)
                        select @tenant, @id, @campaign, c.id, c.account_id, c.direct_phone_e164, 1, 'ended', 'no_answer', @at, @at, @at from contacts c where c.id = @contact
                        """,
                        new
                        {
                            tenant,
                            id = Ids.New(),
                            campaign = centre.CampaignId,
                            contact,
                            at = TimeProvider.System.GetUtcNow().AddMinutes(-random.Next(1, 2_800)),
                        }
                    );
                }
            }
        });
}
