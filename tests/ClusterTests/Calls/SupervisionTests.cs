using Pivotal.ClusterTests.Dialer;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Calls;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Simulator.Control;
using Pivotal.Simulator.Hosting;
using Pivotal.Simulator.Telnyx;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Calls;

public sealed class SupervisionTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task A_supervisor_listens_whispers_barges_and_goes_with_the_call()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("290", 1));
        var (agent, maya, noah) = (centre.Agents[0], Ids.New(), Ids.New());
        await centre.SignOn(world);
        await centre.Start(world);
        await Eventually.Holds(async () => (await centre.Agent(world, agent).Get()).Call?.Status == CallStatus.Bridged, "the agent talks");
        var id = (await centre.Agent(world, agent).Get()).Call!.CallId;

        Assert.Equal("supervision.not_on", (await Call(centre, world, id).StopSupervising(maya)).Refusals.Single().Code);
        var view = (await Call(centre, world, id).Supervise(maya, SupervisorRole.Monitor)).Value!;
        Assert.Equal((maya, SupervisorRole.Monitor), (view.SupervisorId, view.Role));
        await Eventually.Holds(() => Task.FromResult(Listening(carrier) is { Phase: LegPhase.Answered }), "the supervisor's leg is up");
        Assert.Equal(carrier.Control.Calls().Single(c => c.To.Contains($"{agent:N}")).CallControlId, Listening(carrier)!.Supervises);
        Assert.Equal("supervision.taken", (await Call(centre, world, id).Supervise(noah, SupervisorRole.Barge)).Refusals.Single().Code);

        foreach (var role in new[] { SupervisorRole.Whisper, SupervisorRole.Barge })
        {
            await Eventually.Holds(
                async () => (await Call(centre, world, id).Supervise(maya, role)).Value!.Status == SupervisionView.On,
                "the supervisor is on"
            );
            await Eventually.Holds(() => Task.FromResult(Listening(carrier)?.SupervisorRole == role), $"the role is {role}");
        }

        Assert.Empty((await Call(centre, world, id).StopSupervising(maya)).Refusals);
        await Eventually.Holds(() => Task.FromResult(Listening(carrier) is null), "the leg is gone");
        Assert.Equal(CallStatus.Bridged, (await centre.Agent(world, agent).Get()).Call?.Status);

        Assert.Empty((await Call(centre, world, id).Supervise(noah, SupervisorRole.Monitor)).Refusals);
        await Eventually.Holds(() => Task.FromResult(Listening(carrier) is { Phase: LegPhase.Answered }), "another one listens");
        await centre.Agent(world, agent).HangUp(id);
        await Eventually.Holds(() => Task.FromResult(Listening(carrier) is null), "he goes with the call");
        await Eventually.Holds(
            async () => (await centre.Agent(world, agent).Get()).Status == AgentStatus.WrapUp,
            "the agent is in wrap-up"
        );
        Assert.Equal(
            "supervision.not_live",
            (await Call(centre, world, id).Supervise(noah, SupervisorRole.Monitor)).Refusals.Single().Code
        );
    }

    [Fact]
    public async Task A_call_that_nobody_talks_on_and_one_that_does_not_exist_cannot_be_listened_to()
    {
        await using var carrier = await DialerWorld.Carrier();
        await using var world = await DialerWorld.Start(postgres.Database, carrier);
        var centre = await CallCentre.Open(postgres.Database, agents: 1, CallCentre.Numbers("293", 1), ringTimeout: 120);
        await centre.SignOn(world);
        await centre.Start(world);
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from call_attempts where ended_at is null") == 1,
            "it rings"
        );
        var ringing = await centre.Scalar<Guid>("select id from call_attempts");
        Assert.Equal(
            "supervision.not_live",
            (await Call(centre, world, ringing).Supervise(Ids.New(), SupervisorRole.Monitor)).Refusals.Single().Code
        );
        Assert.Equal(
            "not_found",
            (await Call(centre, world, Ids.New()).Supervise(Ids.New(), SupervisorRole.Monitor)).Refusals.Single().Code
        );
        var elsewhere = await CallCentre.Open(postgres.Database, agents: 1, []);
        Assert.Equal(
            "not_found",
            (await Call(elsewhere, world, ringing).Supervise(Ids.New(), SupervisorRole.Monitor)).Refusals.Single().Code
        );
    }

    private static ICallGrain Call(CallCentre centre, DialerWorld world, Guid call)
    {
        CallerTenant.Set(centre.Tenant.Id);
        return world.Grains.Call(centre.Tenant.Id, call);
    }

    private static SimCall? Listening(RunningSimulator carrier) =>
        carrier.Control.Calls().SingleOrDefault(c => c.Supervises is not null && c.Phase != LegPhase.Ended);
}
