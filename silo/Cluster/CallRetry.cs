using System.Collections.Concurrent;
using System.Reflection;
using Orleans;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Silo.Cluster;

/// <summary>
/// Calls that a lost or leaving silo got in the way of. What was certainly not executed is sent again, because the grain is about to live elsewhere; what may have been is sent again only where that
/// is the same as once (<see cref="RepeatableAttribute"/>). Used by the API's processes and, from grain to grain, by the silos.
/// </summary>
/// <param name="here">the silo this runs in; none in a client</param>
internal sealed class CallRetry(TimeProvider time, ILocalSiloDetails? here = null) : IOutgoingGrainCallFilter
{
    /// <summary>Longer than it takes to notice a loss, and shorter than a person's patience.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>What the engine says of a message it could not hand to a silo. Of one it had handed over it says more.</summary>
    private static readonly string Unsent = new SiloUnavailableException().Message;

    private readonly ConcurrentDictionary<MethodInfo, bool> _repeatable = new();

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        // The engine's own calls have their own rules, and an observer that is gone is gone.
        if (context.InterfaceMethod?.DeclaringType is not { } contract || contract.Assembly != typeof(RepeatableAttribute).Assembly || typeof(IGrainObserver).IsAssignableFrom(contract))
        {
            await context.Invoke();
            return;
        }

        var repeatable = Repeatable(context.InterfaceMethod);
        var arguments = repeatable && here is not null ? Arguments(context) : null;
        var (started, pause) = (0L, FirstPause);
        while (true)
        {
            var failure = await Once(context);
            if (failure is null || Fate(failure) is not { } executed) return;
            started = started == 0 ? time.GetTimestamp() : started;
            if ((executed && !(repeatable && Over(failure))) || time.GetElapsedTime(started) > Patience)
                throw new GrainUnreachableException($"{context.InterfaceName}.{context.MethodName} got no answer: {failure.GetType().Name}, {failure.Message.Split('\n')[0]}");
            await Task.Delay(pause, time);
            for (var i = 0; i < arguments?.Length; i++) context.Request.SetArgument(i, arguments[i]!);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    /// <summary>An exception of the grain's own is in the response and stays there.</summary>
    private static async Task<Exception?> Once(IOutgoingGrainCallContext context)
    {
        context.Response = null;
        try
        {
            await context.Invoke();
            return context.Response?.Exception;
        }
        catch (Exception e) when (Fate(e) is not null)
        {
            return e;
        }
    }

    /// <summary>Null: not the cluster's fault. False: it was certainly not executed. True: perhaps.</summary>
    private static bool? Fate(Exception e) => e switch
    {
        // Sent back by a silo that does not have the grain (any more), or never sent. What a grain meets in its own calls comes out of it as GrainUnreachableException.
        SiloUnavailableException => e.Message != Unsent,
        OrleansMessageRejectionException or GatewayTooBusyException or ConnectionFailedException => false,
        GrainUnreachableException or ClientNotAvailableException => true,
        TimeoutException when e.Message.StartsWith("Response did not arrive", StringComparison.Ordinal) => true,
        _ => null,
    };

    /// <summary>Within a silo the grain is given the request itself, not a copy of it, and the engine empties it afterwards.</summary>
    private static object?[] Arguments(IOutgoingGrainCallContext context) => [.. Enumerable.Range(0, context.Request.GetArgumentCount()).Select(context.Request.GetArgument)];

    /// <summary>A grain of this very silo that was too slow may still hold the request: sent again it would be emptied while it waits.</summary>
    private bool Over(Exception failure) => here is null || failure is not TimeoutException;

    private bool Repeatable(MethodInfo method) => _repeatable.GetOrAdd(method, static m => m.IsDefined(typeof(RepeatableAttribute), false));
}
