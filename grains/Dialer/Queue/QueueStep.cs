using Pivotal.Data.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>A part of the step, with the name under which its failures are told.</summary>
internal readonly record struct StepPart(string Name, Func<Task> Work);

/// <summary>The dialling step: on a timer and whenever something happened, one at a time. It goes round again as long as something happened meanwhile and nothing failed.</summary>
/// <param name="round">what is done, in this order</param>
/// <param name="after">what is told when it is known whether the round failed</param>
/// <param name="last">once, when there is nothing to go round for</param>
internal sealed class QueueStep(
    QueueContext queue,
    QueueFaults faults,
    IReadOnlyList<StepPart> round,
    IReadOnlyList<StepPart> after,
    StepPart last
)
{
    private static readonly TimeSpan StorageAway = TimeSpan.FromSeconds(1);

    public async Task Run()
    {
        if (queue.Pulse.IsStepping || queue.Fence.IsLost)
            return;
        queue.Pulse.IsStepping = true;
        try
        {
            do
            {
                queue.Pulse.Again = false;
                faults.RoundBegins();
                queue.State.ReleaseHold(queue.Now);
                queue.State.ExpirePreviews(queue.Now);
                foreach (var part in round)
                    await faults.Part(part.Name, part.Work);
                faults.RoundEnds();
                foreach (var part in after)
                    await faults.Part(part.Name, part.Work);
            } while (queue.Pulse.Again && !faults.InThisRound);

            await faults.Part(last.Name, last.Work);
        }
        catch (FenceLostException)
        {
            // Noted where it was lost; this activation is ending.
        }
        catch (DatabaseUnavailableException e)
        {
            DialerLog.StorageAway(queue.Log, queue.Key.Id, e);
            queue.State.Hold(queue.Now + StorageAway, "storage_unavailable");
        }
        catch (Exception e)
        {
            faults.OnFailed("step", e);
        }
        finally
        {
            queue.Pulse.IsStepping = false;
        }
    }
}
