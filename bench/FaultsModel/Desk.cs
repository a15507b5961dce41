using Pivotal.Bench.FaultsModel.Shells;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Agents;

namespace Pivotal.Bench.FaultsModel;

/// <summary>The person at the desk: talks, hangs up, disposes, forgets to dispose, takes a break in the wrong moment, loses the connection.</summary>
internal sealed class Desk(Centre centre, AgentShell agent)
{
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

    public void Begin()
    {
        agent.Told += Look;
        _world.After(_world.Between(0, 5), () => Ask(AgentStatus.Available));
        Unrest();
    }

    private void Look()
    {
        var state = agent.State;
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
            _world.After(_world.Between(0, 10), () => centre.Lose(call));
    }

    private void HangUp(Guid call)
    {
        if (agent.State.Call?.CallId != call)
            return;
        _world.Begin(agent.HangUp);
        // The button is pressed twice now and then.
        if (_world.Chance(0.05))
            _world.Begin(agent.HangUp);
    }

    private void Dispose(Guid call)
    {
        var next = !Calm && _world.Chance(0.03) ? AgentStatus.Break : AgentStatus.Available;
        var disposition = Dispositions[_world.Pick(Dispositions.Length)];
        _world.Begin(() => agent.Dispose(call, disposition, next));
        if (_world.Chance(0.05))
            _world.Begin(() => agent.Dispose(call, disposition, next));
        if (next == AgentStatus.Break)
            Away();
    }

    private void DropLeg()
    {
        if (agent.State.LegId is { } id && centre.Carrier.Find(id) is { Alive: true } leg)
            centre.Carrier.Drop(leg);
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

    private void Ask(string status) => _world.Begin(() => agent.SetStatus(status));
}
