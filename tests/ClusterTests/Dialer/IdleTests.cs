using Pivotal.Domain.Dialer.Idle;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Dialer;

[Collection(nameof(Alone))]
public sealed class IdleTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task An_agents_waiting_time_has_its_reasons_an_alert_and_survives_a_restart()
    {
        await using var carrier = await DialerWorld.Carrier();
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("292", 2));
        var agent = centre.Agents[0];
        IReadOnlyDictionary<string, int> before;
        int port;
        await using (var first = await DialerWorld.Start(postgres.Database, carrier))
        {
            port = first.Port;
            await centre.SignOn(first);
            await centre.Start(first);
            // Both are busy and come back in two hours: nobody is left, and the agent waits.
            await Eventually.Holds(
                async () => Of(await centre.Queue(first).Snapshot(), agent).GetValueOrDefault(IdleReason.NoLead) >= 2,
                "the agent waits for want of a lead"
            );
            var snapshot = await centre.Queue(first).Snapshot();
            before = Of(snapshot, agent);
            Assert.Contains(snapshot.Alerts, a => a is { Code: AlertCode.AllGated, Count: 2, Reason: EntryReason.Retry });
        }

        await Eventually.Holds(
            async () =>
                await centre.Scalar<long>("select coalesce(sum(milliseconds), 0)::bigint from agent_idle where reason = 'no_lead'")
                >= before[IdleReason.NoLead] * 1000L,
            "the ending process stored it",
            20,
            async () =>
                $"{before[IdleReason.NoLead]} s shown; {await centre.Scalar<string>("select string_agg(reason || milliseconds, chr(32)) from agent_idle")}"
        );
        await using var second = await DialerWorld.Start(postgres.Database, carrier, port);
        await Eventually.Holds(
            async () => Of(await centre.Queue(second).Snapshot(), agent).GetValueOrDefault(IdleReason.NoLead) > before[IdleReason.NoLead],
            "the count goes on where it stood"
        );
        var after = await centre.Queue(second).Snapshot();
        Assert.All(before, part => Assert.True(Of(after, agent)[part.Key] >= part.Value, part.Key));

        // Everything that was counted is idle time: never more than the log of the agent's states has.
        var available = await centre.Scalar<double>(
            "select extract(epoch from clock_timestamp() - min(at))::float8 from agent_state_log where status = 'available'"
        );
        Assert.InRange(Of(after, agent).Values.Sum(), 1, available + 2);
    }

    private static IReadOnlyDictionary<string, int> Of(QueueSnapshot snapshot, Guid agent) =>
        snapshot.Idle.SingleOrDefault(i => i.AgentId == agent)?.Seconds ?? new Dictionary<string, int>();
}
