using System.Diagnostics;
using Pivotal.Domain.Shared;

namespace Pivotal.ScaleWorker;

/// <summary>Drives queues that live in this very process: each has four calls at a time, which are routed and end at once.</summary>
internal sealed class Decisions(TestGrains grains)
{
    private const int CallersPerQueue = 4;

    /// <summary>
    /// Routed calls per second, or per second that this process had the processor: the same where nobody else wants it. Each routed
    /// call also costs the call that gives the agent back.
    /// </summary>
    public async Task<double> Rate(int queues, TimeSpan during, bool perProcessorSecond)
    {
        IDecisionGrain[] own = [.. Enumerable.Range(0, queues).Select(i => grains.Decision(100_000_000 + Environment.ProcessId * 100 + i))];
        foreach (var queue in own)
            if (await queue.Process() != Environment.ProcessId)
                throw new InvalidOperationException("A queue lives in another silo.");

        var used = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        var routed = await Task.WhenAll(
            own.SelectMany(queue => Enumerable.Range(0, CallersPerQueue).Select(_ => Task.Run(() => Drive(queue, started, during))))
        );
        var time = perProcessorSecond ? Environment.CpuUsage.TotalTime - used : Stopwatch.GetElapsedTime(started);
        return routed.Sum() / time.TotalSeconds;
    }

    private static async Task<double> Drive(IDecisionGrain queue, long started, TimeSpan during)
    {
        var routed = 0;
        var call = Ids.New();
        while (Stopwatch.GetElapsedTime(started) < during)
        {
            var decision = await queue.Route(call);
            await queue.Free(decision.AgentId ?? throw new InvalidOperationException("A queue with idle agents found none."));
            routed++;
        }

        return routed;
    }
}
