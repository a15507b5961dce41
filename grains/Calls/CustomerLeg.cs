using Microsoft.Extensions.Logging;
using Pivotal.Domain.Calls;
using Pivotal.Grains.Telephony;

namespace Pivotal.Grains.Calls;

/// <summary>What the state decided, for whoever carries it out; each command may lead to more.</summary>
internal delegate Task CarryOut(IReadOnlyList<CallCommand> commands);

/// <summary>The leg of the person called, from when it is known: how it ends, by our order or unreported.</summary>
internal sealed class CustomerLeg(
    ICarrier carrier,
    CallTerms terms,
    CallState state,
    CallWatchOptions watch,
    CarryOut carryOut,
    TimeProvider time,
    ILogger log
)
{
    private int _tries;
    private DateTimeOffset? _askedAt;
    private string? _why;

    /// <summary>The carrier has been asked to end it.</summary>
    public bool EndAsked => _askedAt is not null;

    private DateTimeOffset Now => time.GetUtcNow();

    public async Task HangUp(string why)
    {
        (_why, _askedAt) = (why, Now);
        if (await End(state.Facts.LegId!) is var reply and not CarrierReply.Accepted)
            CallsLog.CommandFailed(log, terms.CallId, "hangup", reply.GetType().Name);
    }

    /// <summary>A leg of which nothing more is expected.</summary>
    public Task<CarrierReply> End(string legId) =>
        carrier.HangUp(legId, CommandId.Of(terms.CallId, "hangup", _tries++), CancellationToken.None);

    /// <summary>Asks the carrier.</summary>
    /// <param name="cause">of its end, where the carrier does not say</param>
    public async Task<bool> IsOver(string cause)
    {
        var leg = state.Facts.LegId!;
        if (await carrier.Status(leg, CancellationToken.None) != LegStatus.Ended)
            return false;
        await OnLost(cause, await carrier.End(leg, CancellationToken.None));
        return true;
    }

    /// <param name="cause">where the carrier does not say</param>
    public Task OnLost(string cause, LegEnd? end = null)
    {
        CallsLog.HangUpLost(log, terms.CallId, end?.Cause ?? cause);
        return carryOut(state.OnLost(end?.At ?? Now, end?.Cause ?? cause, end?.Source ?? "unknown"));
    }

    /// <summary>By the clock: an order to hang up that nothing followed is looked after and repeated.</summary>
    /// <returns>true: it has been ordered, so that nothing else matters any more</returns>
    public async Task<bool> WatchEnd()
    {
        if (_askedAt is not { } asked)
            return false;
        if (Now >= asked + watch.HangUpLimit && !await IsOver(_why == CallState.RingTimeout ? "timeout" : HangupCause.Lost))
            await HangUp(_why!);
        return true;
    }
}
