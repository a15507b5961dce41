using Pivotal.Domain.Dialer.Queue;

namespace Pivotal.Grains.Dialer;

/// <summary>A person who answered while everybody was busy waits a moment: somebody often finishes within it.</summary>
internal sealed partial class CampaignQueueGrain
{
    private readonly Dictionary<Guid, TaskCompletionSource<RouteDecision>> _patient = [];

    /// <summary>The decision as it is, or the one that comes when somebody is free in time.</summary>
    private async ValueTask<RouteDecision> OrSoon(Guid callId, PersonOnLine? person, RouteDecision now)
    {
        // Nobody finishes who has not begun: a team that is not there is not waited for, unless this activation is new (its silo left or was lost) and has not heard of everybody yet.
        if (now.AgentId is not null || (State.Pacing.Busy == 0 && TimeProvider.System.GetElapsedTime(_activated) >= Settling))
        {
            if (now.AgentId is null) await GiveUp(callId);
            return now;
        }

        if (!_patient.TryGetValue(callId, out var turn))
            _patient[callId] = turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            return await turn.Task.WaitAsync(State.Settings.Patience(person, Now), time);
        }
        catch (TimeoutException)
        {
            // An agent may have been given in the same instant. He is used: the queue holds him for this call and would not offer him to another.
            if (turn.Task.IsCompletedSuccessfully) return await turn.Task;
            _patient.Remove(callId);
            await GiveUp(callId);
            return now;
        }
    }

    private Task GiveUp(Guid callId)
    {
        State.OnWaitOver(callId);
        return TakeBackUnlawful();
    }

    private void MatchWaiting()
    {
        while (_state?.NextWaiting is { } callId)
        {
            var decision = State.Route(callId, Now);
            if (_patient.Remove(callId, out var turn)) turn.SetResult(decision);
        }
    }
}
