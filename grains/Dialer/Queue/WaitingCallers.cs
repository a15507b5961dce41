using Pivotal.Domain.Compliance.Law;
using Pivotal.Domain.Dialer.Queue;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>A person who answered while everybody was busy waits a moment: somebody often finishes within it.</summary>
internal sealed class WaitingCallers(QueueContext queue, QueueLines lines)
{
    /// <summary>Within two seconds of picking up somebody has to speak; agents announce themselves in well under one.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1.5);

    private readonly Dictionary<Guid, TaskCompletionSource<RouteDecision>> _patient = [];
    private long _activated;

    /// <summary>From here on agents announce themselves.</summary>
    public void Begin() => _activated = queue.Time.GetTimestamp();

    /// <summary>The decision as it is, or the one that comes when somebody is free in time.</summary>
    public async ValueTask<RouteDecision> OrSoon(Guid callId, PersonOnLine? person, RouteDecision now)
    {
        // Nobody finishes who has not begun: a team that is not there is not waited for, unless this activation is new (its silo left or was lost) and has not heard of everybody yet.
        if (now.AgentId is not null || (queue.State.Pacing.Busy == 0 && queue.Time.GetElapsedTime(_activated) >= Settling))
        {
            if (now.AgentId is null)
                await GiveUp(callId);
            return now;
        }

        if (!_patient.TryGetValue(callId, out var turn))
            _patient[callId] = turn = new();
        try
        {
            return await turn.Task.WaitAsync(queue.Settings.Patience(person, queue.Now), queue.Time);
        }
        catch (TimeoutException)
        {
            // An agent may have been given in the same instant. He is used: the queue holds him for this call and would not offer him to another.
            if (turn.Task.IsCompletedSuccessfully)
                return await turn.Task;
            _patient.Remove(callId);
            await GiveUp(callId);
            return now;
        }
    }

    /// <summary>Somebody is free.</summary>
    public void Match()
    {
        List<(TaskCompletionSource<RouteDecision> Turn, RouteDecision Decision)> found = [];
        while (queue.State.NextWaiting is { } callId)
        {
            var decision = queue.State.Route(callId, queue.Now);
            if (_patient.Remove(callId, out var turn))
                found.Add((turn, decision));
        }

        // Whoever waits may go on in this very instant, so everybody is matched before.
        foreach (var (turn, decision) in found)
            turn.SetResult(decision);
    }

    private Task GiveUp(Guid callId)
    {
        queue.State.OnWaitOver(callId);
        return lines.TakeBackUnlawful();
    }
}
