using Pivotal.Domain.Calls;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Dialer;

/// <summary>Lines that would not be dialled any more are cut before somebody answers them.</summary>
internal sealed partial class CampaignQueueGrain
{
    /// <summary>An agent has gone.</summary>
    private Task TakeBack() => _state is null ? Task.CompletedTask : Cut(_state.TakeBack(Now));

    /// <summary>Somebody was abandoned.</summary>
    private Task TakeBackUnlawful() => _state is null ? Task.CompletedTask : Cut(_state.TakeBackUnlawful(Now));

    private Task Cut(IReadOnlyList<Guid> calls) => Task.WhenAll(calls.Select(call => GrainFactory.Call(_key.Tenant, call).HangUp(CallState.TakenBack)));
}
