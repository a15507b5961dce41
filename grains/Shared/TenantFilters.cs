using Orleans;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Shared;

/// <summary>A grain was called for another tenant than the one in its key. Always a bug or an attack, never a refusal to show.</summary>
public sealed class ForeignTenantCallException(string message) : InvalidOperationException(message);

/// <summary>Refuses a call whose tenant is missing or differs from the key's. Grains without a tenant in their key (the carrier) take calls of every tenant.</summary>
public sealed class IncomingTenantFilter : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context)
    {
        // System grains and observers have keys of other forms and belong to nobody. A grain's own timer is on the official engine a call too, from itself and without a context.
        if (context.SourceId != context.TargetId && GrainKey.TryParse(context.TargetId.Key.ToString(), out var key) && CallerTenant.Get() != key.Tenant)
            throw new ForeignTenantCallException($"{context.InterfaceName}.{context.MethodName} was called for another tenant than its own.");
        return context.Invoke();
    }
}

/// <summary>What a grain calls, it calls for the tenant in its own key, also from timers and reminders, where no context comes along.</summary>
public sealed class OutgoingTenantFilter : IOutgoingGrainCallFilter
{
    public Task Invoke(IOutgoingGrainCallContext context)
    {
        if (context.SourceId is { } source && GrainKey.TryParse(source.Key.ToString(), out var key))
            CallerTenant.Set(key.Tenant);
        return context.Invoke();
    }
}
