using Orleans;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;

namespace Pivotal.Hosting.Cluster;

/// <summary>
/// Marks what a grain let out. The engine answers a call that it could not deliver with an exception of the same kind that a grain meets when a call of its own is not delivered; the mark tells the
/// caller's <see cref="CallRetry"/> that this one came out of the grain, which therefore has run. It travels with the exception (<see cref="Exception.Data"/>).
/// </summary>
internal sealed class GrainsOwn : IIncomingGrainCallFilter
{
    private const string Mark = "pivotal.out-of-grain";

    public static bool Is(Exception e) => e.Data.Contains(Mark);

    public Task Invoke(IIncomingGrainCallContext context)
    {
        var running = context.Invoke();
        if (!running.IsCompletedSuccessfully)
            return Finish(running, context);
        Sign(context);
        return Task.CompletedTask;
    }

    private static async Task Finish(Task running, IIncomingGrainCallContext context)
    {
        try
        {
            await running;
        }
        catch (Exception e) when (Doubtful(e))
        {
            e.Data[Mark] = true;
            throw;
        }

        Sign(context);
    }

    private static void Sign(IIncomingGrainCallContext context)
    {
        if (context.Response?.Exception is { } e && Doubtful(e))
            e.Data[Mark] = true;
    }

    /// <summary>The kinds that the engine uses, too.</summary>
    private static bool Doubtful(Exception e) =>
        e
            is TimeoutException
                or SiloUnavailableException
                or OrleansMessageRejectionException
                or GatewayTooBusyException
                or ConnectionFailedException
                or ClientNotAvailableException;
}
