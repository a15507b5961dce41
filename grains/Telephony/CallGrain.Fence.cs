using Orleans;
using Orleans.Runtime;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.GrainInterfaces.Telephony;

namespace Pivotal.Grains.Telephony;

/// <summary>Whose the call is when there are two activations of it, and what becomes of it when the one that had it last is gone.</summary>
internal sealed partial class CallGrain
{
    /// <summary>A call that has ended here has no watch left that would notice; asked about, it does, and ends.</summary>
    private AttemptFence FenceOf(long epoch)
    {
        var (self, tenant) = (GrainFactory.Call(_key.Tenant, CallId), _key.Tenant);
        return new(CallId, epoch, () =>
        {
            CallerTenant.Set(tenant);
            self.Reconcile().Ignore();
        });
    }

    /// <summary>Another activation owns the call: nothing of what this one knows counts any more, and the next one reads the row (<see cref="OnDeactivateAsync"/>).</summary>
    private bool Overtaken()
    {
        if (_state is null || !_fence.Lost) return false;
        StopWatch();
        this.DeactivateOnIdle();
        return true;
    }

    // The next activation reads the row: what this one knows must be in it first, the leg's id above all.
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_state is null) return;
        await writer.Stored(_key.Tenant, CallId, cancellationToken);
        if (_fence.Lost) LookAgain(GrainFactory.Call(_key.Tenant, CallId), _key.Tenant, watch.StatusEvery, time).Ignore();
    }

    /// <summary>
    /// Whoever stored over this activation may be gone by now, and nobody would ask the carrier about the call any more; so another activation reads the row. Later, because the other may live as well:
    /// two that took the call from each other at once would never come to an end with it.
    /// </summary>
    private static Task LookAgain(ICallGrain call, Guid tenant, TimeSpan later, TimeProvider time) => Task.Run(async () =>
    {
        await Task.Delay(later, time);
        CallerTenant.Set(tenant);
        await call.Reconcile();
    });
}
