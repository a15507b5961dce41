using System.Text.Json;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Idle;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;
using Pivotal.Simulator.Control;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Dialer.Edges;

/// <summary>
/// A campaign with one agent that meets an edge with work in hand: somebody's phone rings, people of the clock are in the hopper or wait for it, an agent's own callback and anybody's are due,
/// and one person's account has used up its cap. Every phone rings until the test lets the called person refuse.
/// </summary>
internal sealed class EdgeCampaign
{
    private const int Own = 4,
        Others = 2;

    private static int _numbers;

    private readonly HashSet<string> _troubles = [];

    private EdgeCampaign(Edge edge, CallCentre centre, Person[] people) => (Edge, Centre, People) = (edge, centre, people);

    private enum Role
    {
        Ringing,
        Own,
        OwnCallback,
        AnybodysCallback,
        Other,
        Capped,
    }

    public Edge Edge { get; }

    public CallCentre Centre { get; }

    private Person[] People { get; }

    private Guid Campaign => Centre.CampaignId;

    /// <summary>Who waits for the clock, and how often that is his turn.</summary>
    private IEnumerable<Person> Waiting => People.Where(p => p.Role is Role.Own or Role.OwnCallback or Role.AnybodysCallback);

    public static async Task<EdgeCampaign> Open(TestDatabase database, Edge edge)
    {
        var ringsIn = edge.Closes ? edge.Zone : edge.Elsewhere;
        (Role Role, string? Zone, int Count)[] wanted =
        [
            (Role.Ringing, ringsIn, 1),
            (Role.Own, edge.Zone, Own),
            (Role.OwnCallback, edge.Zone, 1),
            (Role.AnybodysCallback, edge.Zone, 1),
            (Role.Other, edge.Elsewhere, Others),
            (Role.Capped, edge.Elsewhere ?? edge.Zone, 1),
        ];
        var roles = wanted.Where(w => w.Zone is not null).SelectMany(w => Enumerable.Repeat((w.Role, Zone: w.Zone!), w.Count)).ToArray();
        var from = Interlocked.Add(ref _numbers, roles.Length) - roles.Length;
        var centre = await CallCentre.Open(
            database,
            agents: 1,
            [.. roles.Select((_, i) => $"+129356{from + i:D5}")],
            cap: (CapMode.ConnectedCalls, 1),
            maxAttempts: 9,
            ringTimeout: 120
        );
        var people = roles.Select((r, i) => new Person(centre.Contacts[i], r.Role, r.Zone, $"+129356{from + i:D5}")).ToArray();
        var campaign = new EdgeCampaign(edge, centre, people);
        await centre.Tenant.In(async s =>
        {
            await s.Execute(
                "update campaigns set window_days = @Days, window_start = @Start, window_end = @End, time_zone = @Zone, use_contact_zone = true, rules = @rules::jsonb",
                new
                {
                    edge.Days,
                    edge.Start,
                    edge.End,
                    edge.Zone,
                    rules = Rules(edge),
                }
            );
            await s.Execute(
                "update contacts c set time_zone = p.zone from unnest(@ids, @zones) as p (id, zone) where c.id = p.id",
                new { ids = people.Select(p => p.Contact).ToArray(), zones = people.Select(p => p.Zone).ToArray() }
            );
            await campaign.UseUpCaps(s);
        });
        return campaign;
    }

    /// <summary>The campaign runs, its callbacks are promised, its agent is there; who rings at the edge comes first and then the people of the clock.</summary>
    public async Task Start(DialerWorld world)
    {
        await Centre.Start(world);
        var promised = Edge.At.AddSeconds(Edge.Closes ? 2 : -120);
        await Centre.Tenant.In(async s =>
        {
            await Set(
                s,
                "next_attempt_at = @promised, callback_at = @promised, reason = 'callback', callback_agent = @agent",
                Role.OwnCallback,
                promised,
                Centre.Agents[0]
            );
            await Set(s, "next_attempt_at = @promised, callback_at = @promised, reason = 'callback'", Role.AnybodysCallback, promised);
            await Set(s, "priority = 10", Role.Ringing);
            // Whom a cap keeps back is judged before the edge too.
            await Set(s, $"priority = {(Edge.DayCap ? 20 : 5)}", Role.Own);
            if (Edge.DayCap)
                await Set(s, "priority = 20", Role.AnybodysCallback);
        });
        await Centre.SignOn(world);
    }

    /// <summary>The phone rings, who can be in the hopper is, and whom a cap on calls keeps back waits for his day.</summary>
    public async Task<bool> IsInHand(DialerWorld world)
    {
        var (ringing, hopper, capped) = (
            await Centre.Tenant.In(s =>
                s.Query(
                    """
                    select (select count(*)::int from call_attempts where ended_at is null and status = 'ringing'), count(*) filter (where status = 'claimed')::int,
                           count(*) filter (where status = 'queued' and next_attempt_at = @At)::int
                    from queue_entries
                    """,
                    new { Edge.At },
                    r => (r.GetInt32(0), r.GetInt32(1), r.GetInt32(2))
                )
            )
        )[0];
        return (await Centre.Agent(world, Centre.Agents[0]).Get()).Status == AgentStatus.Available
            && (ringing, hopper, capped)
                == (
                    Rings ? 1 : 0,
                    Edge.Closes ? Own + 1
                    : Edge.Elsewhere is null ? 0
                    : Others + 1,
                    Edge.DayCap ? Waiting.Count() : 0
                );
    }

    private bool Rings => Edge.Closes || Edge.Elsewhere is not null;

    /// <summary>Everybody who may be called has been, and the queue has nobody left for its agent.</summary>
    public async Task<bool> IsThrough(DialerWorld world)
    {
        var snapshot = await Centre.Queue(world).Snapshot();
        _troubles.UnionWith(
            snapshot.Alerts.Where(a => a.Code is AlertCode.StepFailed or AlertCode.SetAside).Select(a => $"{a.Code} {a.Reason}")
        );
        if (snapshot.IdleReason == AlertCode.StepFailed)
            _troubles.Add(snapshot.IdleReason);
        return snapshot is { IdleReason: "all_waiting", InFlight: 0 }
            && await Centre.Scalar<long>(
                "select count(distinct contact_id) from call_attempts where campaign_id = @Campaign and ended_at > @At and outcome is not null and contact_id = any(@called)",
                new
                {
                    Campaign,
                    Edge.At,
                    called = Called().Select(p => p.Contact).ToArray(),
                }
            ) == Called().Count();
    }

    public async Task AssertRight(SimCall[] carrier)
    {
        Assert.Empty(_troubles);
        var calls = carrier.Where(c => People.Any(p => p.Phone == c.To)).ToLookup(c => c.To);
        Assert.All(
            People.SelectMany(p => calls[p.Phone].Select(c => (Person: p, Call: c))),
            c =>
            {
                Assert.True(Edge.IsOpen(c.Call.DialledAt, c.Person.Zone), $"{c.Person} was called at {c.Call.DialledAt:O}");
                Assert.True(
                    !Edge.DayCap || c.Person.Zone != Edge.Zone || c.Call.DialledAt >= Edge.At,
                    $"{c.Person} was called again at {c.Call.DialledAt:O}"
                );
            }
        );
        Assert.All(
            People,
            p => Assert.True(calls[p.Phone].Count() == (Called().Contains(p) ? 1 : 0), $"{p} was called {calls[p.Phone].Count()} times")
        );

        // What rang at the edge has an end that is stored.
        Assert.Equal(
            "no_answer",
            Rings
                ? await Centre.Scalar<string>(
                    "select outcome from call_attempts where contact_id = @Contact and created_at < @At and ended_at > @At",
                    new { People[0].Contact, Edge.At }
                )
                : "no_answer"
        );
        Assert.Equal(0, await Centre.Scalar<long>("select count(*) from queue_entries where reason = 'fault'"));
        if (Edge.Elsewhere is not null)
            Assert.Equal(
                "removed cap_reached",
                await Centre.Scalar<string>(
                    "select status || ' ' || reason from queue_entries where contact_id = @Contact",
                    new { People.Single(p => p.Role == Role.Capped).Contact }
                )
            );
        if (!Edge.Closes)
            return;

        var waits = await Centre.Tenant.In(s =>
            s.Query(
                "select contact_id, status, reason, next_attempt_at from queue_entries",
                null,
                r =>
                    (
                        Contact: r.GetGuid(0),
                        Status: r.GetString(1),
                        Reason: r.IsDBNull(2) ? null : r.GetString(2),
                        Next: r.GetFieldValue<DateTimeOffset>(3)
                    )
            )
        );
        var opens = Edge.NextOpen();
        Assert.All(
            waits.Where(w => People.Any(p => p.Role == Role.Own && p.Contact == w.Contact)),
            w => Assert.Equal(("queued", "window_closed", opens), (w.Status, w.Reason, w.Next))
        );
        Assert.All(
            waits.Where(w => Waiting.Any(p => p.Role != Role.Own && p.Contact == w.Contact)),
            w => Assert.Equal(("queued", "callback"), (w.Status, w.Reason))
        );
    }

    public async Task<string> Tells(DialerWorld world)
    {
        var snapshot = await Centre.Queue(world).Snapshot();
        return $"{Edge}; idle: {snapshot.IdleReason}, in flight {snapshot.InFlight}; {string.Join(", ", _troubles)}\n{await Centre.Rows("queue_entries", "true")}\n{await Centre.Attempts("true")}";
    }

    public override string ToString() => Edge.ToString();

    /// <summary>Called once in all, before or after the edge.</summary>
    private IEnumerable<Person> Called() =>
        People.Where(p => p.Role is Role.Ringing or Role.Other || (!Edge.Closes && Waiting.Contains(p)));

    private static string Rules(Edge edge) =>
        JsonSerializer.Serialize(
            new Dictionary<string, object>
            {
                ["compliance"] = edge.Calendar is { } calendar
                    ? new { holidays = new[] { calendar } }
                    : new { closedDates = edge.ClosedDates.Select(d => d.ToString("O")).ToArray() },
                ["recycle"] = edge.DayCap ? new { caps = new { contact = new { perDay = 1 } } } : new { },
            }
        );

    /// <summary>The capped person's account has its one conversation; under a cap for the day the people of the clock have had their call.</summary>
    private async Task UseUpCaps(TenantSession s)
    {
        var (tenant, account) = (Centre.Tenant.Id, Ids.New());
        await s.Execute(
            "insert into accounts (tenant_id, id, name, name_normalized, name_lower) values (@tenant, @account, 'Full', 'full', 'full')",
            new { tenant, account }
        );
        await s.Execute(
            "update contacts set account_id = @account where id = @Contact",
            new { account, People.Single(p => p.Role == Role.Capped).Contact }
        );
        await s.Execute(
            "insert into cap_reservations (tenant_id, campaign_id, account_id, ref_id, state, updated_at) values (@tenant, @Campaign, @account, @id, 'committed', @At)",
            new
            {
                tenant,
                Campaign,
                account,
                id = Ids.New(),
                Edge.At,
            }
        );
        if (!Edge.DayCap)
            return;
        foreach (var person in Waiting)
            await s.Execute(
                """
                insert into call_attempts (tenant_id, id, campaign_id, contact_id, phone_e164, attempt_no, status, outcome, created_at, dialed_at, ended_at)
                values (@tenant, @id, @Campaign, @Contact, @Phone, 1, 'ended', 'busy', @at, @at, @at)
                """,
                new
                {
                    tenant,
                    id = Ids.New(),
                    Campaign,
                    person.Contact,
                    person.Phone,
                    at = Edge.At.AddHours(-3),
                }
            );
    }

    private Task Set(TenantSession s, string what, Role role, DateTimeOffset? promised = null, Guid? agent = null) =>
        s.Execute(
            $"update queue_entries set {what} where contact_id = any(@contacts)",
            new
            {
                contacts = People.Where(p => p.Role == role).Select(p => p.Contact).ToArray(),
                promised,
                agent,
            }
        );

    private sealed record Person(Guid Contact, Role Role, string Zone, string Phone);
}
