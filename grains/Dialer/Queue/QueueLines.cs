using Pivotal.Domain.Calls;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>Lines that would not be dialled any more are cut before somebody answers them.</summary>
internal sealed class QueueLines(QueueContext queue)
{
    /// <summary>An agent has gone.</summary>
    public Task TakeBack() => Cut(queue.State.TakeBack(queue.Now), CallState.TakenBack);

    /// <summary>Somebody was abandoned.</summary>
    public Task TakeBackUnlawful() => Cut(queue.State.TakeBackUnlawful(queue.Now), CallState.TakenBack);

    /// <summary>They may not be called any more.</summary>
    public Task Suppressed(IReadOnlyList<Guid> calls) => Cut(calls, "suppressed");

    private Task Cut(IReadOnlyList<Guid> calls, string why) =>
        Task.WhenAll(calls.Select(call => queue.Grains.Call(queue.Key.Tenant, call).HangUp(why)));
}
