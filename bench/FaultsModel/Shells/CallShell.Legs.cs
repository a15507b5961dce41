using Pivotal.Domain.Calls;
using Pivotal.Grains.Calls;
using Pivotal.Grains.Telephony;

namespace Pivotal.Bench.FaultsModel.Shells;

/// <summary>Orders, and the watch over what the carrier does not report; after CallGrain.Legs.</summary>
internal sealed partial class CallShell
{
    private const int MostBridgeTries = 8;
    private static readonly CallWatchOptions Limits = new();
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1),
        RouteAgain = TimeSpan.FromMilliseconds(200),
        OrderKnown = TimeSpan.FromSeconds(40);

    private bool _dead;
    private int _watch,
        _hangUpTries,
        _bridgeTries;
    private bool _watching;
    private string? _agentLeg;
    private bool _unrouted;
    private string? _untold;
    private bool _bridging;
    private DateTimeOffset? _hangUpAskedAt;
    private string? _hangUpWhy;
    private DateTimeOffset _lastNews;

    /// <summary>The activation is gone with all it knew; what it was doing goes no further.</summary>
    public void Lose() => _dead = true;

    private async Task Bridge()
    {
        if (_state!.Facts.LegId is not { } leg || _agentLeg is not { } agentLeg)
            return;
        _bridging = true;
        var reply = await Alive(centre.Carrier.Bridge(leg, agentLeg, CommandId.Of(callId, "bridge-" + agentLeg, _bridgeTries++), default));
        if (reply is CarrierReply.Accepted)
        {
            _bridging = false;
            await Do(_state.OnBridgeAccepted(Now));
            return;
        }

        if (reply is CarrierReply.Gone)
        {
            _bridging = false;
            if (!await LegIsOver(HangupCause.Lost) && _state.AgentId is { } agent)
                await Alive(centre.Agent(agent).LegGone(agentLeg));
            return;
        }

        Sooner(RouteAgain);
    }

    private async Task HangUpLeg(string why)
    {
        (_hangUpWhy, _hangUpAskedAt) = (why, Now);
        await Alive(centre.Carrier.HangUp(_state!.Facts.LegId!, CommandId.Of(callId, "hangup", _hangUpTries++), default));
    }

    private void StartWatch()
    {
        if (_lastNews == default)
            _lastNews = Now;
        if (_watching)
            return;
        _watching = true;
        Sooner(Second);
    }

    private void StopWatch()
    {
        _watching = false;
        _watch++;
        centre.Idle(callId, this);
    }

    /// <summary>The next tick of the watch, and every second from then on.</summary>
    private void Sooner(TimeSpan wait)
    {
        if (!_watching)
            return;
        var mine = ++_watch;
        _world.After(wait, () => Tick(mine));
    }

    private void Tick(int mine)
    {
        if (_dead || mine != _watch)
            return;
        _world.After(Second, () => Tick(mine));
        // A tick that finds the one before still at work is left out, as the engine's timers do.
        if (_ticking)
            return;
        _ticking = true;
        _world.Begin(async () =>
        {
            try
            {
                await _turns.Take(Watch);
            }
            catch (ActivationLostException)
            {
                // Another one goes on.
            }
            finally
            {
                _ticking = false;
            }
        });
    }

    private bool _ticking;

    private async Task Watch()
    {
        if (_state is not { } state)
            return;
        if (_untold is not null)
            await TellEnd();
        if (state.Ended || _refused is not null)
            return;
        var facts = state.Facts;
        if (_unrouted)
        {
            await Route();
            Save();
        }
        else if (_bridging)
        {
            if (_bridgeTries < MostBridgeTries)
            {
                await Bridge();
                return;
            }

            _bridging = false;
            await Do(state.OnCancel("bridge_failed"));
        }
        else if (_hangUpAskedAt is { } asked)
        {
            if (Now < asked + Limits.HangUpLimit)
                return;
            if (!await LegIsOver(_hangUpWhy == CallState.RingTimeout ? "timeout" : HangupCause.Lost))
                await HangUpLeg(_hangUpWhy!);
        }
        else if (facts.AnsweredAt is not { } answered)
        {
            await WatchRinging(facts);
        }
        else if (!state.Human && facts.Amd is null && Now > (answered > _lastNews ? answered : _lastNews) + Limits.AmdLimit)
        {
            await Do(state.OnAmdOverdue());
        }
        else if (Now > _lastNews + Limits.StatusEvery)
        {
            _lastNews = Now;
            await LegIsOver(HangupCause.Lost);
        }
    }

    private async Task WatchRinging(CallFacts facts)
    {
        var limit = (facts.DialedAt ?? _createdAt).AddSeconds(_intent.RingTimeoutSeconds) + Limits.RingGrace;
        if (Now <= limit)
            return;
        if (facts.LegId is not null)
        {
            if (!await LegIsOver("timeout"))
                await Do(_state!.OnCancel(CallState.RingTimeout));
        }
        else if (Now > limit + Limits.RingGrace)
        {
            await Do(_state!.OnLost(Now, HangupCause.Lost));
        }
    }

    private async Task<bool> LegIsOver(string cause)
    {
        if (await Alive(centre.Carrier.Status(_state!.Facts.LegId!, default)) != LegStatus.Ended)
            return false;
        await Do(_state.OnLost(Now, cause));
        return true;
    }

    private void OneWay(Func<Task> work) =>
        _world.Begin(async () =>
        {
            try
            {
                await Hop();
                await _turns.Take(work);
            }
            catch (ActivationLostException)
            {
                // Nobody waits for it.
            }
        });

    private Task Hop() => Alive(_world.Hop());

    private async Task Alive(Task work)
    {
        await work;
        if (_dead)
            throw new ActivationLostException();
    }

    private async Task<T> Alive<T>(Task<T> work)
    {
        var answer = await work;
        return _dead ? throw new ActivationLostException() : answer;
    }
}
