using Microsoft.Extensions.Logging;
using Orleans;
using Pivotal.Domain.Calls;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Telephony;

namespace Pivotal.Grains.Calls;

/// <summary>The person's leg and the agent's are connected.</summary>
internal sealed class Bridging(
    ICarrier carrier,
    CallTerms terms,
    CallState state,
    CustomerLeg leg,
    WatchTimer timer,
    IGrainFactory grains,
    CarryOut carryOut,
    TimeProvider time,
    ILogger log
)
{
    private const int MostTries = 8;

    private bool _open;
    private int _tries;

    /// <summary>As it was named last; null: nobody has named it to this activation.</summary>
    public string? AgentLeg { get; private set; }

    /// <summary>From the queue with the agent, or from the agent when his leg was lost and is up again.</summary>
    public Task To(string? agentLeg)
    {
        AgentLeg = agentLeg;
        return Bridge();
    }

    public Task Anew(string agentLeg)
    {
        _tries = 0;
        return To(agentLeg);
    }

    /// <summary>By the clock: what the carrier did not take is ordered again, a few times.</summary>
    /// <returns>true: it is not done yet</returns>
    public async Task<bool> Watch()
    {
        if (!_open)
            return false;
        if (_tries < MostTries)
        {
            await Bridge();
            return true;
        }

        _open = false;
        await carryOut(state.OnCancel("bridge_failed"));
        return true;
    }

    private async Task Bridge()
    {
        if (state.Facts.LegId is not { } person || AgentLeg is not { } agentLeg)
            return;
        _open = true;
        var reply = await carrier.Bridge(
            person,
            agentLeg,
            CommandId.Of(terms.CallId, "bridge-" + agentLeg, _tries++),
            CancellationToken.None
        );
        if (reply is CarrierReply.Accepted)
        {
            _open = false;
            await carryOut(state.OnBridgeAccepted(time.GetUtcNow()));
            return;
        }

        CallsLog.CommandFailed(log, terms.CallId, "bridge", reply.GetType().Name);
        if (reply is CarrierReply.Gone)
        {
            // One of the two legs has ended unreported. If it is the agent's, his grain brings it back and asks again.
            _open = false;
            if (!await leg.IsOver(HangupCause.Lost) && state.AgentId is { } agent)
                await grains.Agent(terms.Tenant, agent).LegGone(agentLeg);
            return;
        }

        // Everything else the watch repeats.
        timer.Soon();
    }
}
