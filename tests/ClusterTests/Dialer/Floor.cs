using System.Collections.Concurrent;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Dialer;

/// <summary>A campaign that dials live and agents at work on it, who take a lost silo as people do: what got no answer they do again. Notes what they were told.</summary>
internal sealed class Floor : IAsyncDisposable
{
    private const int PerAccount = 3,
        Cap = 2;

    private static int _people;

    private readonly ProductCluster _cluster;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _numbers;
    private readonly ConcurrentQueue<Guid> _acknowledged = new();
    private readonly ConcurrentQueue<Exception> _surprises = new();
    private int _unanswered;
    private Task _work = Task.CompletedTask;

    private Floor(ProductCluster cluster, CallCentre centre, List<string> numbers) =>
        (_cluster, Centre, _numbers) = (cluster, centre, numbers);

    public CallCentre Centre { get; }

    /// <summary>Calls whose disposition the product said is stored.</summary>
    public List<Guid> Acknowledged => [.. _acknowledged];

    /// <summary>Calls to a grain that ended with "try again".</summary>
    public int Unanswered => _unanswered;

    /// <summary>An agent who has a break and does nothing.</summary>
    public Guid Resting => Centre.Agents[^1];

    public int Dials => _cluster.Carrier.Control.Numbers().Where(n => _numbers.Contains(n.Number)).Sum(n => n.Dials);

    /// <param name="agents">at work, beside the one who has a break</param>
    public static async Task<Floor> Open(ProductCluster cluster, int people, int agents, Guid? campaign = null)
    {
        var numbers = CallCentre.AnyNumbers(people, Interlocked.Add(ref _people, people) - people);
        var floor = new Floor(
            cluster,
            await CallCentre.Open(cluster.Database, agents + 1, numbers, PerAccount, (CapMode.ConnectedCalls, Cap), campaign: campaign),
            numbers
        );
        var centre = floor.Centre;
        await centre.SignOn(cluster);
        Assert.Empty((await centre.Agent(cluster, floor.Resting).SetStatus(AgentStatus.Break, "tea", floor.Resting)).Refusals);
        await centre.Start(cluster);
        floor._work = Task.WhenAll(centre.Agents.SkipLast(1).Select(a => Task.Run(() => floor.Work(a))));
        return floor;
    }

    public ICampaignQueueGrain Queue => Centre.Queue(_cluster);

    /// <summary>It has dialled and agents have disposed of more since.</summary>
    public async Task GoesOn(string what, int calls = 4)
    {
        var (dials, acknowledged) = (Dials, _acknowledged.Count);
        await Eventually.Holds(
            () => Task.FromResult(Dials > dials && _acknowledged.Count >= acknowledged + calls),
            $"dialling goes on {what}",
            60,
            Tells
        );
    }

    public Task InFullSwing() =>
        Eventually.Holds(
            () =>
                Task.FromResult(
                    _acknowledged.Count >= 6
                        && _cluster.Carrier.Control.Calls().Count(c => c.EndedAt is null && _numbers.Contains(c.To)) >= 2
                ),
            "the campaign is in full swing",
            60,
            Tells
        );

    /// <summary>Lets the calls of now end, and sends the agents home.</summary>
    public async Task Close()
    {
        await Eventually.Holds(
            async () =>
            {
                try
                {
                    return await Queue.Pause(Centre.Agents[0]) is { Ok: true } || (await Queue.Snapshot()).Status == CampaignStatus.Paused;
                }
                catch (GrainUnreachableException)
                {
                    return false;
                }
            },
            "the campaign pauses"
        );
        await Eventually.Holds(
            async () =>
                await Count("select count(*) from call_attempts where ended_at is null or (outcome = 'connected' and disposed_at is null)")
                == 0,
            "every call ends and is disposed of",
            60,
            Tells
        );
        await Eventually.Holds(
            async () => await Count("select count(*) from queue_entries where status in ('claimed', 'in_progress')") == 0,
            "no entry hangs"
        );
        await Eventually.Holds(
            async () => await Count("select count(*) from carrier_inbox where handled_at is null") == 0,
            "every event has its effect"
        );
        await Eventually.Holds(
            async () =>
                await Count("select count(*) from cap_reservations where state = 'reserved' and ref_id in (select id from call_attempts)")
                == 0,
            "every place is settled"
        );
        await _stop.CancelAsync();
        await _work;
    }

    /// <summary>After <see cref="Close"/>: what the carrier saw, what the agents were told and what the rows say are one story.</summary>
    public async Task AssertNothingLostAndNobodyTwice()
    {
        Assert.Empty(_surprises.Select(e => e.ToString()));
        var dialled = _cluster.Carrier.Control.Numbers().Where(n => _numbers.Contains(n.Number)).ToList();
        Assert.NotEmpty(dialled);
        // The retry time is two hours: who was dialled twice would have been dialled because a silo ended.
        Assert.All(dialled, n => Assert.True(n.Dials == 1 && n.MostAtOnce == 1, $"{n}"));

        var rows = (
            await Centre.Tenant.In(s =>
                s.Query(
                    "select phone_e164, outcome, disposition, ended_at is not null from call_attempts",
                    null,
                    r =>
                        (
                            Phone: r.GetString(0),
                            Outcome: r.IsDBNull(1) ? null : r.GetString(1),
                            Disposition: r.IsDBNull(2) ? null : r.GetString(2),
                            Ended: r.GetBoolean(3)
                        )
                )
            )
        ).ToLookup(r => r.Phone);
        Assert.All(
            _cluster.Carrier.Control.Calls().Where(c => _numbers.Contains(c.To)),
            call =>
            {
                var row = Assert.Single(rows[call.To]);
                Assert.True(
                    row is { Ended: true, Outcome: not null } && (call.BridgedAt is null || row.Disposition is not null),
                    $"{call}\n{row}"
                );
            }
        );

        var acknowledged = Acknowledged.ToArray();
        Assert.Equal(acknowledged.Length, acknowledged.Distinct().Count());
        Assert.Equal(
            acknowledged.Length,
            await Count(
                "select count(*) from call_attempts where id = any(@acknowledged) and disposition = 'qualified'",
                new { acknowledged }
            )
        );
        Assert.Equal(
            await Count("select count(*) from call_attempts where disposition = 'qualified'"),
            await Count("select count(*) from leads")
        );
        Assert.Equal(0, await Count("select count(*) from (select 1 from leads group by attempt_id having count(*) > 1) twice"));

        Assert.Equal(
            await Count("select count(*) from call_attempts where outcome = 'connected'"),
            await Count("select count(*) from cap_reservations where state = 'committed' and account_id <> campaign_id")
        );
        Assert.Equal(
            0,
            await Count(
                "select count(*) from (select 1 from cap_reservations where state = 'committed' and account_id <> campaign_id group by account_id having count(*) > @cap) over",
                new { cap = Cap }
            )
        );
    }

    private async Task<long> Count(string sql, object? parameters = null) => await Centre.Scalar<long>(sql, parameters);

    private async Task Work(Guid agent)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var view = await Centre.Agent(_cluster, agent).Get();
                if (view is { Status: AgentStatus.OnCall, Call: { Status: CallStatus.Bridged } talking })
                    await Centre.Agent(_cluster, agent).HangUp(talking.CallId);
                if (view is not { Status: AgentStatus.WrapUp, Call: { } call })
                    continue;
                var disposed = await Centre.Dispose(_cluster, agent, call.CallId, Disposition.Qualified);
                if (disposed.Ok)
                    _acknowledged.Enqueue(call.CallId);
                else
                    _surprises.Enqueue(new InvalidOperationException(disposed.Refusals[0].Code));
            }
            // The API answers 503, try again.
            catch (Exception e) when (e is GrainUnreachableException or FenceLostException)
            {
                Interlocked.Increment(ref _unanswered);
            }
            catch (Exception e)
            {
                // The API answers 500.
                _surprises.Enqueue(e);
            }
            finally
            {
                await Task.Delay(20, CancellationToken.None);
            }
        }
    }

    private async Task<string> Tells()
    {
        List<string> agents = [];
        foreach (var agent in Centre.Agents)
        {
            var row = await Centre.Scalar<string>("select row_to_json(s)::text from agent_states s where agent_id = @agent", new { agent });
            var log = await Centre.Scalar<string>(
                "select json_agg(l.at::time || ' ' || l.status || ' ' || coalesce(l.call_id::text, '') order by l.at desc)::text from (select * from agent_state_log where agent_id = @agent order by at desc limit 6) l",
                new { agent }
            );
            agents.Add($"{await Centre.Agent(_cluster, agent).Get()}\n  {row}\n  {log}");
        }

        return $"{_acknowledged.Count} acknowledged, {Dials} dialled, {_unanswered} without an answer; {string.Join('\n', _surprises.Take(3))}\n{string.Join('\n', agents)}\n"
            + await Centre.Attempts("ended_at is null or (outcome = 'connected' and disposed_at is null)");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _stop.Dispose();
    }
}
