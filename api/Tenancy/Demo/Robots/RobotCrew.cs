using Orleans;
using Pivotal.Api.Tenancy.Demo.Rows;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Tenancy.Demo.Robots;

/// <summary>The robots of one tenant.</summary>
internal sealed class RobotCrew(Guid tenant, IGrainFactory grains, TimeProvider time, ILogger log)
{
    private readonly Dictionary<Guid, DemoRobot> _robots = [];

    /// <param name="signIn">makes a session for a robot</param>
    public async Task Work(RobotFloor floor, Func<Guid, Task> signIn)
    {
        // Who is at work and not wanted finishes what he has in hand; those at the front of the list stay.
        for (var i = 0; i < floor.Robots.Count; i++)
        {
            var id = floor.Robots[i];
            if (!_robots.TryGetValue(id, out var robot))
                _robots[id] = robot = new DemoRobot(grains.Agent(tenant, id), id, signIn);
            try
            {
                await robot.Look(time.GetUtcNow(), new(i < floor.Wanted, floor.PersonWaits));
            }
            catch (Exception e)
            {
                // What went wrong with one is looked at again at the next turn; the others go on.
                DemoLog.RobotFailed(log, id, e);
            }
        }
    }
}
