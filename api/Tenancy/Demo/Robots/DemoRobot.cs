using Pivotal.Api.Tenancy.Demo.Story;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Agents;

namespace Pivotal.Api.Tenancy.Demo.Robots;

/// <param name="AtWork">has a seat</param>
/// <param name="StandBack">a person waits for a call, so that no robot takes the next one</param>
internal readonly record struct RobotOrders(bool AtWork, bool StandBack);

/// <summary>
/// One robot agent. It looks at its own state, as a person looks at the desk, and does the next thing; it remembers only how long the call in hand and the break are to be.
/// </summary>
/// <param name="signIn">makes a session for it</param>
internal sealed class DemoRobot(IAgentGrain agent, Guid id, Func<Guid, Task> signIn)
{
    private const double Breaks = 1 / 700.0;

    private readonly StoryDice _dice = new(id.GetHashCode());
    private (Guid Call, StoryTalk Talk)? _inHand;
    private DateTimeOffset? _breakUntil;

    public async Task Look(DateTimeOffset now, RobotOrders orders)
    {
        var me = await agent.Get();
        switch (me.Status)
        {
            case AgentStatus.Offline when orders is { AtWork: true, StandBack: false }:
                await signIn(id);
                await agent.SetStatus(AgentStatus.Available, null, id);
                break;
            case AgentStatus.Available when !orders.AtWork:
                await agent.SetStatus(AgentStatus.Offline, null, id);
                break;
            case AgentStatus.Available when orders.StandBack:
                await agent.SetStatus(AgentStatus.Break, StoryDays.Coffee, id);
                break;
            case AgentStatus.Available when _dice.Chance(Breaks):
                _breakUntil = now + _dice.About(240, 60, 600);
                await agent.SetStatus(AgentStatus.Break, StoryDays.Coffee, id);
                break;
            case AgentStatus.Break when !orders.AtWork:
                await agent.SetStatus(AgentStatus.Offline, null, id);
                break;
            case AgentStatus.Break when !orders.StandBack && !(now < _breakUntil):
                _breakUntil = null;
                await agent.SetStatus(AgentStatus.Available, null, id);
                break;
            case AgentStatus.OnCall when me.Call is { Status: CallStatus.Bridged } call:
                if (now - me.Since > TalkOf(call.CallId).Talk)
                    await agent.HangUp(call.CallId);
                break;
            case AgentStatus.WrapUp when me.Call is { } call:
                if (now - me.Since > TalkOf(call.CallId).WrapUp)
                    await Dispose(call, now, orders);
                break;
        }
    }

    private StoryTalk TalkOf(Guid call)
    {
        if (_inHand?.Call != call)
            _inHand = (call, StoryTalk.Draw(_dice, 1));
        return _inHand.Value.Talk;
    }

    private async Task Dispose(CallCard call, DateTimeOffset now, RobotOrders orders)
    {
        var talk = TalkOf(call.CallId);
        var next = orders is { AtWork: true, StandBack: false } ? AgentStatus.Available : AgentStatus.Offline;
        await agent.Dispose(
            new DisposeCall(
                call.CallId,
                talk.Disposition,
                talk.Notes,
                talk.Disposition == Disposition.Qualified
                    ? call.Questions.ToDictionary(q => q.Id, q => StoryTalk.Answer(_dice, q))
                    : new Dictionary<string, string>(),
                talk.Disposition == Disposition.CallbackRequested ? Quarter(now.AddHours(_dice.Between(2.0, 50))) : null,
                next
            )
        );
    }

    private static DateTimeOffset Quarter(DateTimeOffset at) =>
        new(at.UtcTicks - (at.UtcTicks % TimeSpan.FromMinutes(15).Ticks) + TimeSpan.FromMinutes(15).Ticks, TimeSpan.Zero);
}
