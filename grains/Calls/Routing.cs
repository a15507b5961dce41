using Microsoft.Extensions.Logging;
using Orleans;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Compliance.Law;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Calls;

/// <summary>A person is on the line: the queue names an agent, the agent takes the call or the next one is asked.</summary>
internal sealed class Routing(
    CallTerms terms,
    CallState state,
    Bridging bridging,
    WatchTimer timer,
    IGrainFactory grains,
    CarryOut carryOut,
    TimeProvider time,
    ILogger log
)
{
    private PersonOnLine? _person;

    /// <summary>The queue could not be asked. It is on its way to another place, so the watch asks again.</summary>
    public bool Open { get; private set; }

    public async Task Route()
    {
        try
        {
            var queue = grains.Queue(terms.Tenant, terms.CampaignId);
            _person ??= new(state.Facts.AnsweredAt ?? time.GetUtcNow(), time.GetUtcNow());
            var choice = await queue.Route(terms.CallId, _person);
            while (choice.AgentId is { } agent)
            {
                if (await Offer(agent))
                {
                    Open = false;
                    state.OnAgentTook(agent);
                    await bridging.To(choice.AgentLegId);
                    return;
                }

                choice = await queue.RouteFailed(terms.CallId, agent, _person);
            }

            Open = false;
            await carryOut(state.OnNobodyFree());
        }
        catch (Exception e) when (state is { AgentId: null, Ended: false })
        {
            CallsLog.NotRouted(log, terms.CallId, e);
            Open = true;
            timer.Soon();
        }
    }

    private async Task<bool> Offer(Guid agent)
    {
        try
        {
            var card = terms.Card! with
            {
                Status = CallStatus.Answered,
                AnsweredAt = state.Facts.AnsweredAt ?? time.GetUtcNow(),
                CarrierLegId = state.Facts.LegId,
            };
            return await grains.Agent(terms.Tenant, agent).Offer(card);
        }
        catch (Exception e)
        {
            CallsLog.OfferFailed(log, terms.CallId, agent, e);
            return false;
        }
    }
}
