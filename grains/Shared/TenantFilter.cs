using System.Buffers;
using System.Text;
using Orleans;
using Orleans.Runtime;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Shared;

/// <summary>
/// Refuses a call whose tenant is missing or differs from the key's. Grains without a tenant in their key (the carrier) take calls of every tenant. What a tenant's grain calls, it calls for the
/// tenant in its own key, also from timers and reminders, where no context comes along. Every call to every grain passes here, so nothing is allocated on the usual way.
/// </summary>
public sealed class TenantFilter : IIncomingGrainCallFilter
{
    private const int Digits = 32;
    private const string Cancellation = "Orleans.Runtime.IGrainCallCancellationExtension";
    private static readonly SearchValues<byte> Hex = SearchValues.Create("0123456789abcdefABCDEF"u8);

    public Task Invoke(IIncomingGrainCallContext context)
    {
        // A grain's own timer is a call too, from itself and without a context.
        if (context.SourceId == context.TargetId)
            return context.Invoke();
        var owner = TenantOf(context.TargetId);
        // Who called is said by the engine and not by the caller: of a grain it is the authority, whatever the context says.
        if (context.SourceId is { } source && TenantOf(source) is { IsEmpty: false } caller)
        {
            if (!owner.IsEmpty && !Ascii.EqualsIgnoreCase(owner, caller))
                throw Foreign(context);
            CallerTenant.Become(caller);
        }
        else if (!owner.IsEmpty && !CallerTenant.Is(owner) && !IsEngine(context))
        {
            throw Foreign(context);
        }

        return context.Invoke();
    }

    /// <summary>
    /// The digits of the tenant that a key begins with, whatever comes behind them; none for the keys of the carrier, of system grains and of observers. Wider than <see cref="GrainKey"/>, so that a
    /// key somebody builds another way is a tenant's all the same.
    /// </summary>
    private static ReadOnlySpan<byte> TenantOf(GrainId id)
    {
        var key = id.Key.AsSpan();
        return key.Length > Digits && key[Digits] == '/' && !key[..Digits].ContainsAnyExcept(Hex) ? key[..Digits] : default;
    }

    /// <summary>
    /// The engine about something of its own: a reminder is due, says a silo; a call is cancelled, says the client that made it. A cancellation comes from whoever gave up, a closed connection for
    /// instance, who has no context; it stops nothing but the call whose number it names.
    /// </summary>
    private static bool IsEngine(IIncomingGrainCallContext context) =>
        context.InterfaceMethod.DeclaringType is { } contract
        && (
            contract.FullName == Cancellation
            || (context.SourceId is { } source && source.IsSystemTarget() && contract.Namespace?.Split('.')[0] == nameof(Orleans))
        );

    private static ForeignTenantCallException Foreign(IIncomingGrainCallContext context) =>
        new($"{context.InterfaceName}.{context.MethodName} was called for another tenant than its own.");
}
