using Orleans;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Telephony;

/// <summary>A person is on the line: the queue names an agent, the agent takes the call or the next one is asked.</summary>
internal sealed partial class CallGrain
{
    private PersonOnLine? _person;

    private async Task Route()
    {
        try
        {
            var queue = GrainFactory.Queue(_key.Tenant, _campaign);
            _person ??= new(_state!.Facts.AnsweredAt ?? Now, Now);
            var choice = await queue.Route(CallId, _person);
            while (choice.AgentId is { } agent)
            {
                if (await Offer(agent))
                {
                    (_unrouted, _agentLeg) = (false, choice.AgentLegId);
                    _state!.OnAgentTook(agent);
                    await Bridge();
                    return;
                }

                choice = await queue.RouteFailed(CallId, agent, _person);
            }

            _unrouted = false;
            await Do(_state!.OnNobodyFree());
        }
        catch (Exception e) when (_state is { AgentId: null, Ended: false })
        {
            // The queue is on its way to another place. Somebody is on the line, so the watch asks again soon.
            TelephonyLog.NotRouted(log, CallId, e);
            _unrouted = true;
            _timer?.Change(RouteAgain, Second);
        }
    }

    private async Task<bool> Offer(Guid agent)
    {
        try
        {
            var card = _card! with { Status = CallStatus.Answered, AnsweredAt = _state!.Facts.AnsweredAt ?? Now, CarrierLegId = _state.Facts.LegId };
            return await GrainFactory.Agent(_key.Tenant, agent).Offer(card);
        }
        catch (Exception e)
        {
            TelephonyLog.OfferFailed(log, CallId, agent, e);
            return false;
        }
    }
}
