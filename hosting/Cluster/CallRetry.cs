using System.Collections.Concurrent;
using System.Reflection;
using Orleans;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Hosting.Cluster;

/// <summary>
/// Calls that a lost or leaving silo got in the way of. What was certainly not executed is sent again, because the grain is about to live elsewhere; what may have been is sent again only where that
/// is the same as once (<see cref="RepeatableAttribute"/>). Used by the API's processes and, from grain to grain, by the silos.
/// </summary>
/// <param name="here">the silo this runs in; none in a client</param>
/// <param name="contracts">whose interfaces' calls these are; the product's unless given</param>
/// <param name="patience">how long a call is sent again; longer than it takes to notice a loss and shorter than a person's patience unless given</param>
internal sealed class CallRetry(TimeProvider time, ILocalSiloDetails? here = null, Assembly? contracts = null, TimeSpan? patience = null)
    : IOutgoingGrainCallFilter
{
    private readonly TimeSpan _patience = patience ?? TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly Assembly _contracts = contracts ?? typeof(RepeatableAttribute).Assembly;
    private readonly ConcurrentDictionary<MethodInfo, bool> _repeatable = new();

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        // The engine's own calls have their own rules, and an observer that is gone is gone.
        if (
            context.InterfaceMethod?.DeclaringType is not { } contract
            || contract.Assembly != _contracts
            || typeof(IGrainObserver).IsAssignableFrom(contract)
        )
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
            if (failure is null || Fate(failure) is not { } executed)
                return;
            started = started == 0 ? time.GetTimestamp() : started;
            if ((executed && !(repeatable && Over(failure))) || time.GetElapsedTime(started) > _patience)
                throw new GrainUnreachableException(
                    $"{context.InterfaceName}.{context.MethodName} got no answer: {failure.GetType().Name}, {failure.Message.Split('\n')[0]}"
                );
            await Task.Delay(pause, time);
            for (var i = 0; i < arguments?.Length; i++)
                context.Request.SetArgument(i, arguments[i]!);
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

    /// <summary>
    /// Null: not the cluster's fault. False: it was certainly not executed. True: perhaps. Told from the kind of the exception and from whether a grain let it out (<see cref="GrainsOwn"/>), never from
    /// its text. Which kind stands for what is in the engine's sources (CallbackData, MessageCenter, SiloConnection) and pinned on real silos by the tests.
    /// </summary>
    internal static bool? Fate(Exception e) =>
        e switch
        {
            GrainUnreachableException => true,
            // The grain ran: what it met in calls of its own to the engine's grains and to observers says nothing about the call to it. What it let run out of time is its own matter.
            TimeoutException => GrainsOwn.Is(e) ? null : true,
            // Its answer was lost with its silo, or it was never sent: the engine does not say which. Where a connection breaks it says of the last messages it had written the same as of those it never
            // wrote, and some of them arrive and are executed. (It is also a kind of rejection, so it comes before that.)
            SiloUnavailableException or ClientNotAvailableException => true,
            // Sent back by a silo that does not have the grain (any more), or never sent.
            OrleansMessageRejectionException or GatewayTooBusyException or ConnectionFailedException => GrainsOwn.Is(e),
            _ => null,
        };

    /// <summary>Within a silo the grain is given the request itself, not a copy of it, and the engine empties it afterwards.</summary>
    private static object?[] Arguments(IOutgoingGrainCallContext context) =>
        [.. Enumerable.Range(0, context.Request.GetArgumentCount()).Select(context.Request.GetArgument)];

    /// <summary>A grain of this very silo that was too slow may still hold the request: sent again it would be emptied while it waits.</summary>
    private bool Over(Exception failure) => here is null || failure is not TimeoutException;

    private bool Repeatable(MethodInfo method) => _repeatable.GetOrAdd(method, static m => m.IsDefined(typeof(RepeatableAttribute), false));
}
