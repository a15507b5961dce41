using System.Diagnostics;
using Pivotal.Bench.Harness;

namespace Pivotal.Bench.Push;

/// <summary>Sends events at an even pace and measures from each request to the frame that tells of it.</summary>
internal sealed class PushRun(PushClient client)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="sends">one per event: its subject, and what sends it and answers when that was</param>
    /// <param name="subjectOf">the subject that a frame tells of; null for a frame that is none of ours</param>
    /// <returns>Milliseconds per event, in the order of sending.</returns>
    public async Task<double[]> Measure(
        IReadOnlyList<(Guid Subject, Func<Task<long>> Send)> sends, double perSecond, Func<SeenFrame, Guid?> subjectOf, CancellationToken cancel)
    {
        var waiting = sends.Select(s => s.Subject).ToHashSet();
        Dictionary<Guid, long> seenAt = [];
        var seeing = See();
        var sentAt = await SendAll(sends, perSecond, cancel);
        await seeing;
        return [.. sends.Select((s, i) => Stopwatch.GetElapsedTime(sentAt[i], seenAt[s.Subject]).TotalMilliseconds)];

        async Task See()
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(TimeSpan.FromSeconds(sends.Count / perSecond) + Patience);
            try
            {
                while (waiting.Count > 0)
                {
                    var frame = await client.Frames.ReadAsync(limit.Token);
                    if (subjectOf(frame) is { } subject && waiting.Remove(subject))
                        seenAt[subject] = frame.At;
                }
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                throw new BenchException($"{waiting.Count} of {sends.Count} events never became a frame");
            }
        }
    }

    private static async Task<long[]> SendAll(IReadOnlyList<(Guid Subject, Func<Task<long>> Send)> sends, double perSecond, CancellationToken cancel)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1 / perSecond));
        var sent = new Task<long>[sends.Count];
        for (var i = 0; i < sends.Count; i++)
        {
            await pace.WaitForNextTickAsync(cancel);
            sent[i] = sends[i].Send();
        }

        return await Task.WhenAll(sent);
    }
}
