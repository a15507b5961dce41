using Pivotal.Domain.Calls;
using Pivotal.Domain.Shared;
using Pivotal.Domain.Telephony;
using Pivotal.GrainInterfaces.Calls;
using Pivotal.Grains.Calls;

namespace Pivotal.FaultTests.Model.Activations;

/// <summary>A call, from another grain or from outside.</summary>
internal sealed class CallReference(Centre centre, Guid id) : ICallGrain
{
    public Task Dial(DialIntent intent)
    {
        // Somebody dies between the stored intent and the carrier's answer: the order is given again under the same id.
        if (centre.World.Chance(0.01))
            centre.World.After(centre.World.Between(0, centre.World.Chance(0.7) ? 0.15 : 2), () => centre.LoseCall(id));
        return OneWay(c => c.Dial(intent));
    }

    public Task Handle(CarrierEvent carrierEvent) => centre.Messages.Send(centre.Calls, id, c => c.Handle(carrierEvent));

    public Task HangUp(string reason) => OneWay(c => c.HangUp(reason));

    public Task Rebridge(string agentLegId) => OneWay(c => c.Rebridge(agentLegId));

    public Task Reconcile() => OneWay(c => c.Reconcile());

    public Task<Result<SupervisionView>> Supervise(Guid by, string role) => throw new NotSupportedException();

    public Task<Result<SupervisionView>> StopSupervising(Guid by) => throw new NotSupportedException();

    private Task OneWay(Func<ActiveCall, Task> request) => centre.Messages.OneWay(centre.Calls, id, request);
}
