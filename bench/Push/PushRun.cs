using System.Diagnostics;
using Pivotal.Bench.Harness;
using Pivotal.Simulator.Control;

namespace Pivotal.Bench.Push;

/// <summary>Lets ringing calls be answered at an even pace and measures from the carrier's event to the frame that tells of it.</summary>
internal sealed class PushRun(PushClient client, SimControl carrier)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="subjectOf">the call that a frame tells of; null for a frame about something else</param>
    /// <returns>Milliseconds per call.</returns>
    public async Task<IReadOnlyList<double>> Answer(
        IReadOnlyList<RingingCall> calls,
        double perSecond,
        Func<SeenFrame, Guid?> subjectOf,
        CancellationToken cancel
    )
    {
        var answeredAt = new Dictionary<Guid, long>();
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1 / perSecond));
        foreach (var call in calls)
        {
            await pace.WaitForNextTickAsync(cancel);
            answeredAt[call.Subject] = Stopwatch.GetTimestamp();
            if (!carrier.AnswerByCallee(call.LegId))
                throw new BenchException("a call ended before it could be answered");
        }

        return await Seen(answeredAt, subjectOf, cancel);
    }

    private async Task<IReadOnlyList<double>> Seen(
        Dictionary<Guid, long> answeredAt,
        Func<SeenFrame, Guid?> subjectOf,
        CancellationToken cancel
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        List<double> waits = [];
        try
        {
            while (answeredAt.Count > 0)
            {
                var frame = await client.Frames.ReadAsync(limit.Token);
                // A frame from before the answer (the call rings) is not the one that is waited for.
                if (subjectOf(frame) is not { } subject || !answeredAt.TryGetValue(subject, out var from) || frame.At < from)
                    continue;
                answeredAt.Remove(subject);
                waits.Add(Stopwatch.GetElapsedTime(from, frame.At).TotalMilliseconds);
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new BenchException($"{answeredAt.Count} answered calls never became a frame");
        }

        return waits;
    }
}
