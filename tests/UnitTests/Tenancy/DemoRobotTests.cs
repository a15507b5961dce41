using System.Reflection;
using Pivotal.Api.Tenancy.Demo.Robots;
using Pivotal.Api.Tenancy.Demo.Story;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Agents;
using Pivotal.GrainInterfaces.Shared;
using Xunit;

namespace Pivotal.UnitTests.Tenancy;

/// <summary>What a robot does next, seen from its desk.</summary>
public sealed class DemoRobotTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 15, 14, 0, 0, TimeSpan.Zero);
    private static readonly RobotOrders Work = new(true, false),
        Leave = new(false, false),
        StandBack = new(true, true);

    [Fact]
    public async Task A_robot_with_a_seat_signs_on_and_without_one_goes()
    {
        var (desk, robot) = Robot();
        await robot.Look(Now, Leave);
        await robot.Look(Now, StandBack);
        Assert.Empty(desk.Done);
        await robot.Look(Now, Work);
        Assert.Equal(["signed in", "available"], desk.Done);
        await robot.Look(Now, Leave);
        Assert.Equal("offline", desk.Done[^1]);
    }

    [Fact]
    public async Task While_a_person_waits_no_robot_takes_the_next_call()
    {
        var (desk, robot) = Robot(AgentStatus.Available);
        await robot.Look(Now, StandBack);
        Assert.Equal(["break coffee"], desk.Done);
        await robot.Look(Now, StandBack);
        await robot.Look(Now, Work);
        Assert.Equal(["break coffee", "available"], desk.Done);
    }

    [Fact]
    public async Task A_call_in_hand_is_finished_and_disposed_of_before_the_robot_leaves()
    {
        var (desk, robot) = Robot(AgentStatus.OnCall, Card(CallStatus.Bridged));
        await robot.Look(Now, Leave);
        Assert.Empty(desk.Done);
        await robot.Look(Now.AddMinutes(10), Leave);
        Assert.Equal(["hung up"], desk.Done);
        desk.Is(AgentStatus.WrapUp, Now.AddMinutes(10), Card(CallStatus.Ended));
        await robot.Look(Now.AddMinutes(10), Leave);
        Assert.Single(desk.Done);
        await robot.Look(Now.AddMinutes(13), Leave);
        Assert.Equal(AgentStatus.Offline, Assert.Single(desk.Disposed).NextStatus);
    }

    [Fact]
    public async Task Every_disposition_is_one_that_the_product_takes_and_all_kinds_come()
    {
        var (desk, robot) = Robot();
        for (var i = 0; i < 600; i++)
        {
            desk.Is(AgentStatus.WrapUp, Now.AddMinutes(-5), Card(CallStatus.Ended));
            await robot.Look(Now, Work);
        }

        Assert.Equal(600, desk.Disposed.Count);
        var attempt = new DisposedAttempt(
            Guid.Empty,
            Guid.Empty,
            null,
            "+12125550101",
            null,
            true,
            null,
            Dialer.Some.Settings() with
            {
                Questions = StoryCampaign.Questions,
            }
        );
        Assert.All(desk.Disposed, d => Assert.Null(DispositionRules.Check(d, attempt, mine: true, running: false, Now)));
        Assert.All(desk.Disposed, d => Assert.Equal(AgentStatus.Available, d.NextStatus));
        Assert.Equal(8, desk.Disposed.Select(d => d.Disposition).Distinct().Count());
        Assert.InRange(desk.Disposed.Count(d => d.Disposition == Disposition.Qualified), 20, 100);
    }

    private static (Desk Desk, DemoRobot Robot) Robot(string status = AgentStatus.Offline, CallCard? call = null)
    {
        var grain = DispatchProxy.Create<IAgentGrain, Desk>();
        var desk = (Desk)grain;
        desk.Is(status, Now, call);
        return (
            desk,
            new DemoRobot(
                grain,
                new Guid(7, 0, 0, new byte[8]),
                _ =>
                {
                    desk.Done.Add("signed in");
                    return Task.CompletedTask;
                }
            )
        );
    }

    private static CallCard Card(string status) =>
        Dialer.Some.Card(Ids.New(), Now) with
        {
            Status = status,
            Questions = StoryCampaign.Questions,
        };

    /// <summary>The agent's grain as far as a robot uses it.</summary>
    public class Desk : DispatchProxy
    {
        private AgentView _view = null!;

        public List<string> Done { get; } = [];

        public List<DisposeCall> Disposed { get; } = [];

        public void Is(string status, DateTimeOffset since, CallCard? call = null) =>
            _view = new(Guid.Empty, status, null, since, null, null, null, null, call, new(0, 0, 0, 0));

        protected override object? Invoke(MethodInfo? method, object?[]? args)
        {
            switch (method!.Name)
            {
                case nameof(IAgentGrain.Get):
                    return Task.FromResult(_view);
                case nameof(IAgentGrain.SetStatus):
                    Done.Add($"{args![0]} {args[1]}".Trim());
                    Is((string)args[0]!, Now);
                    break;
                case nameof(IAgentGrain.HangUp):
                    Done.Add("hung up");
                    break;
                case nameof(IAgentGrain.Dispose):
                    Disposed.Add((DisposeCall)args![0]!);
                    Is(((DisposeCall)args[0]!).NextStatus, Now);
                    break;
                default:
                    throw new NotSupportedException(method.Name);
            }

            return Task.FromResult<Result<AgentView>>(_view);
        }
    }
}
