using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Agents;

namespace Pivotal.FaultTests.Model;

/// <summary>The person at the desk: talks, hangs up, disposes, forgets to dispose, takes a break in the wrong moment, loses the connection.</summary>
internal sealed class Desk(Centre centre, Guid id)
{
    /// <summary>A push may be lost; the page asks by itself.</summary>
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(5);

    private static readonly string[] Dispositions =
    [
        Disposition.Connected,
        Disposition.Qualified,
        Disposition.NotInterested,
        Disposition.CallbackRequested,
        Disposition.NoAnswer,
    ];

    private readonly World _world = centre.World;
    private (Guid Call, string Status)? _seen;
    private bool _away;

    /// <summary>Nobody leaves any more, so that everything comes to its end.</summary>
    public bool Calm { get; set; }

    private IAgentGrain Agent => centre.Agent(id);

    /// <summary>As his grain has it now; null while nobody has him in memory.</summary>
    private AgentState? State => centre.Agents.Find(id)?.State;

    public void Begin()
    {
        centre.Feed.Listen(id, Look);
        _world.After(_world.Between(0, 5), () => Ask(AgentStatus.Available));
        Unrest();
        LookAgain();
        if (centre.Options.ActivationsLost > 0)
            LoseActivation();
    }

    private void LookAgain() =>
        _world.After(
            AskEvery,
            () =>
            {
                Look();
                LookAgain();
            }
        );

    private void Look()
    {
        if (State is not { } state)
            return;
        // Paused by the rule about missed calls: back after a moment, like everybody.
        if (state.Status == AgentStatus.Break && !_away)
            Away();
        if (state.Call is not { } call || _seen == (call.CallId, state.Status))
            return;
        _seen = (call.CallId, state.Status);
        if (state.Status == AgentStatus.OnCall)
            Talk(call.CallId);
        else if (state.Status == AgentStatus.WrapUp && !_world.Chance(0.08))
            _world.After(_world.Between(0.2, 6), () => Dispose(call.CallId));
    }

    private void Talk(Guid call)
    {
        if (_world.Chance(0.4))
            _world.After(_world.About(12), () => HangUp(call));
        if (_world.Chance(0.01))
            _world.After(_world.Between(0, 10), DropLeg);
        if (_world.Chance(0.003))
            _world.After(_world.Between(0, 10), () => centre.LoseCall(call));
    }

    private void HangUp(Guid call)
    {
        if (State?.Call?.CallId != call)
            return;
        Press(() => Agent.HangUp(call));
        // The button is pressed twice now and then.
        if (_world.Chance(0.05))
            Press(() => Agent.HangUp(call));
    }

    private void Dispose(Guid call)
    {
        var next = !Calm && _world.Chance(0.03) ? AgentStatus.Break : AgentStatus.Available;
        var disposition = Dispositions[_world.Pick(Dispositions.Length)];
        DateTimeOffset? callback = disposition == Disposition.CallbackRequested ? _world.Now + TimeSpan.FromHours(1) : null;
        var request = new DisposeCall(call, disposition, "", new Dictionary<string, string>(), callback, next);
        Press(() => Agent.Dispose(request));
        if (_world.Chance(0.05))
            Press(() => Agent.Dispose(request));
        if (next == AgentStatus.Break)
            Away();
    }

    private void DropLeg()
    {
        if (State?.LegId is { } leg && centre.Carrier.Find(leg) is { Alive: true } alive)
            centre.Carrier.Drop(alive);
    }

    /// <summary>In the middle of anything: a break, the end of the shift, a lost connection, and back again.</summary>
    private void Unrest() =>
        _world.After(
            _world.About(90),
            () =>
            {
                if (Calm)
                    return;
                switch (_world.Pick(10))
                {
                    case < 4:
                        Leave(AgentStatus.Break);
                        break;
                    case < 8:
                        Leave(AgentStatus.Offline);
                        break;
                    case < 9:
                        DropLeg();
                        break;
                    default:
                        // Gone and back before anybody noticed.
                        Leave(AgentStatus.Offline);
                        Ask(AgentStatus.Available);
                        break;
                }

                Unrest();
            }
        );

    /// <summary>His grain's activation, with all that was not stored yet.</summary>
    private void LoseActivation() =>
        _world.After(
            _world.About(600 / centre.Options.ActivationsLost),
            () =>
            {
                if (Calm)
                    return;
                centre.LoseAgent(id);
                LoseActivation();
            }
        );

    private void Leave(string status)
    {
        Ask(status);
        Away();
    }

    private void Away()
    {
        _away = true;
        _world.After(_world.Between(2, 40), Return);
    }

    private void Return()
    {
        _away = false;
        Ask(AgentStatus.Available);
    }

    private void Ask(string status) => Press(() => Agent.SetStatus(status, null, id));

    /// <summary>Where the answer is "try again", he does. A refusal is an answer.</summary>
    private void Press(Func<Task<Result<AgentView>>> button) => _world.Begin(() => centre.Woken(button));
}
