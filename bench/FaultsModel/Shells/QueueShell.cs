using Pivotal.Bench.FaultsModel.Tables;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Queue;

namespace Pivotal.Bench.FaultsModel.Shells;

/// <summary>What CampaignQueueGrain does around the product's <see cref="QueueState"/>: reentrant, one dialling step at a time.</summary>
internal sealed partial class QueueShell(Centre centre, CampaignSettings settings, Entries entries)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1800);

    private readonly World _world = centre.World;
    private readonly Dictionary<Guid, TaskCompletionSource<RouteDecision>> _patient = [];

    public QueueState State { get; } = new(settings, CampaignStatus.Active);

    public Entries Entries => entries;

    private DateTimeOffset Now => _world.Now;

    public async Task AgentAvailable(IdleAgent agent)
    {
        await Reach();
        State.OnAgentAvailable(agent);
        MatchWaiting();
        Kick();
        await _world.Hop();
    }

    public async Task AgentUnavailable(Guid agent)
    {
        await Reach();
        State.OnAgentUnavailable(agent);
        Kick();
        await _world.Hop();
    }

    public async Task<RouteDecision> Route(Guid callId)
    {
        await Reach();
        var decision = await OrSoon(callId, State.Route(callId, Now));
        await _world.Hop();
        return decision;
    }

    public async Task<RouteDecision> RouteFailed(Guid callId, Guid agent)
    {
        await _world.Hop();
        var next = await OrSoon(callId, State.OnRouteFailed(callId, agent, Now));
        centre.Agent(agent).Announce();
        await _world.Hop();
        return next;
    }

    public async Task CallEnded(CallEnded ended)
    {
        await Reach();
        if (State.OnCallEnded(ended) is { } closed)
        {
            _fates.Add((closed.Call.ContactId, ended.CallId, closed.Fate));
            if (closed.Call.AccountId is { } account)
                _caps.Enqueue((account, ended.CallId, ended.Outcome == Outcome.Connected));
        }

        Kick();
        await _world.Hop();
    }

    public async Task DialRefused(DialRefused refused)
    {
        await _world.Hop();
        if (State.OnDialRefused(refused, Now) is { } closed)
        {
            _fates.Add((closed.Call.ContactId, refused.CallId, closed.Fate));
            if (closed.Call.AccountId is { } account)
                _caps.Enqueue((account, refused.CallId, false));
            if (refused.Reason is not (Domain.Calls.DialRefused.CarrierRejected or Domain.Calls.DialRefused.TooLate))
                centre.Tokens.BackOff(Now + refused.RetryAfter);
            Kick();
        }

        await _world.Hop();
    }

    public async Task Suppressed(string phone, Guid contact)
    {
        await _world.Hop();
        var (_, hangUp) = State.OnSuppressed([phone]);
        foreach (var call in hangUp)
            centre.Call(call).HangUp("suppressed");
        await _world.Stored();
        entries.Remove(contact);
        Kick();
    }

    /// <summary>Everything claimed goes back and nothing new is dialled, until <see cref="Resume"/>.</summary>
    public async Task Stop(string status)
    {
        State.Status = status;
        var back = State.EmptyHopper();
        await _world.Stored();
        foreach (var entry in back)
            entries.Return(entry.ContactId, null, null, false);
        Kick();
    }

    public void Resume()
    {
        State.Status = CampaignStatus.Active;
        Kick();
    }

    private async ValueTask<RouteDecision> OrSoon(Guid callId, RouteDecision now)
    {
        if (now.AgentId is not null || State.Pacing.Busy == 0)
        {
            if (now.AgentId is null)
                State.OnWaitOver(callId);
            return now;
        }

        if (!_patient.TryGetValue(callId, out var turn))
            _patient[callId] = turn = new();
        await Task.WhenAny(turn.Task, _world.Wait(Patience));
        if (turn.Task.IsCompletedSuccessfully)
            return await turn.Task;
        _patient.Remove(callId);
        State.OnWaitOver(callId);
        return now;
    }

    private void MatchWaiting()
    {
        while (State.NextWaiting is { } callId)
        {
            var decision = State.Route(callId, Now);
            if (_patient.Remove(callId, out var turn))
                turn.SetResult(decision);
        }
    }

    /// <summary>One message in a thousand finds the queue between two places.</summary>
    private async Task Reach()
    {
        await _world.Hop();
        if (_world.Chance(0.001))
            throw new QueueAwayException();
    }
}
