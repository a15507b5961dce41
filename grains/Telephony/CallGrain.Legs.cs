using Orleans;
using Orleans.Runtime;
using Pivotal.Domain.Calls;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Telephony;

/// <summary>Orders to the carrier, and the watch over what it does not report.</summary>
internal sealed partial class CallGrain
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RouteAgain = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan CarrierPause = TimeSpan.FromSeconds(5);
    private const string CarrierAway = "carrier_unavailable";
    private const int MostBridgeTries = 8;

    private IGrainTimer? _timer;
    private string? _agentLeg;
    private bool _unrouted;
    private string? _untold;
    private int _bridgeTries;
    private bool _bridging;
    private int _hangUpTries;
    private DateTimeOffset? _hangUpAskedAt;
    private string? _hangUpWhy;
    private DateTimeOffset _lastNews;

    private async Task Bridge()
    {
        if (_state!.Facts.LegId is not { } leg || _agentLeg is not { } agentLeg) return;
        _bridging = true;
        var reply = await carrier.Bridge(leg, agentLeg, CommandId.Of(CallId, "bridge-" + agentLeg, _bridgeTries++), CancellationToken.None);
        if (reply is CarrierReply.Accepted)
        {
            _bridging = false;
            await Do(_state.OnBridgeAccepted(Now));
            return;
        }

        TelephonyLog.CommandFailed(log, CallId, "bridge", reply.GetType().Name);
        if (reply is CarrierReply.Gone)
        {
            // One of the two legs has ended unreported. If it is the agent's, his grain brings it back and asks again.
            _bridging = false;
            if (!await LegIsOver(HangupCause.Lost) && _state.AgentId is { } agent) await GrainFactory.Agent(_key.Tenant, agent).LegGone(agentLeg);
            return;
        }

        // Everything else the watch repeats.
        _timer?.Change(TimeSpan.FromMilliseconds(200), Second);
    }

    private async Task HangUpLeg(string why)
    {
        (_hangUpWhy, _hangUpAskedAt) = (why, Now);
        var reply = await carrier.HangUp(_state!.Facts.LegId!, CommandId.Of(CallId, "hangup", _hangUpTries++), CancellationToken.None);
        if (reply is not CarrierReply.Accepted) TelephonyLog.CommandFailed(log, CallId, "hangup", reply.GetType().Name);
    }

    private void StartWatch()
    {
        if (_lastNews == default) _lastNews = Now;
        _timer ??= this.RegisterGrainTimer(_ => Watch(), new GrainTimerCreationOptions(Second, Second) { KeepAlive = true });
    }

    /// <summary>The end is told; late events find the row.</summary>
    private void StopWatch()
    {
        _timer?.Dispose();
        _timer = null;
    }

    private async Task Watch()
    {
        if (Overtaken() || _state is not { } state) return;
        if (_optOutOpen)
        {
            await OptOut();
            if (!_optOutOpen) Save();
        }

        if (_untold is not null) await TellEnd();
        if (state.Ended || _refused is not null) return;
        var facts = state.Facts;
        if (_unrouted)
        {
            await Route();
            Save();
            return;
        }

        if (_bridging)
        {
            if (_bridgeTries < MostBridgeTries)
            {
                await Bridge();
                return;
            }

            _bridging = false;
            await Do(state.OnCancel("bridge_failed"));
            return;
        }

        if (_hangUpAskedAt is null && await WatchMessage()) return;
        if (_hangUpAskedAt is { } asked)
        {
            if (Now < asked + watch.HangUpLimit) return;
            if (!await LegIsOver(HangupCauseOf(_hangUpWhy))) await HangUpLeg(_hangUpWhy!);
            return;
        }

        if (facts.AnsweredAt is null)
        {
            await WatchRinging(facts);
            return;
        }

        if (!state.Human && facts.Amd is null && Now > Later(facts.AnsweredAt.Value, _lastNews) + watch.AmdLimit) await Do(state.OnAmdOverdue());
        else if (Now > _lastNews + watch.StatusEvery)
        {
            _lastNews = Now;
            await LegIsOver(HangupCause.Lost);
        }
    }

    /// <summary>When the law's least ring time is over. Counted from the dial, which is before the ringing by less than the watch is slow.</summary>
    private DateTimeOffset RangEnoughAt => (_state!.Facts.InitiatedAt ?? _state.Facts.DialedAt ?? _createdAt) + _leastRing;

    private async Task WatchRinging(CallFacts facts)
    {
        if (_state!.RingsOn && Now >= RangEnoughAt)
        {
            await Do(_state.OnRangEnough());
            return;
        }

        var limit = (facts.DialedAt ?? _createdAt).AddSeconds(_ringTimeout) + watch.RingGrace;
        if (Now <= limit) return;
        if (facts.LegId is not null)
        {
            if (!await LegIsOver("timeout")) await Do(_state!.OnCancel(CallState.RingTimeout));
        }
        else if (Now > limit + watch.RingGrace)
        {
            // Nothing was ever heard of this dial: it never rang, or the carrier lost it. Where the carrier was away when it was asked, it never took it.
            if (_unanswered) await Refused(CarrierAway, CarrierPause);
            else await Lost(HangupCause.Lost);
        }
    }

    private async Task<bool> LegIsOver(string cause)
    {
        var leg = _state!.Facts.LegId!;
        if (await carrier.Status(leg, CancellationToken.None) != LegStatus.Ended) return false;
        await Lost(cause, await carrier.End(leg, CancellationToken.None));
        return true;
    }

    /// <param name="cause">where the carrier does not say</param>
    private Task Lost(string cause, LegEnd? end = null)
    {
        TelephonyLog.HangUpLost(log, CallId, end?.Cause ?? cause);
        return Do(_state!.OnLost(end?.At ?? Now, end?.Cause ?? cause, end?.Source ?? "unknown"));
    }

    private static string HangupCauseOf(string? why) => why == CallState.RingTimeout ? "timeout" : HangupCause.Lost;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
