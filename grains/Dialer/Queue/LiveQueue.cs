using Orleans;
using Pivotal.Data.Shared;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Compliance.Law;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>One campaign's queue as it lives in memory: its parts, and how they hang together.</summary>
internal sealed class LiveQueue
{
    private readonly QueueContext _queue;
    private readonly QueueOutcomes _outcomes;
    private readonly QueueDialling _dialling;
    private readonly WaitingCallers _callers;
    private readonly QueueLines _lines;
    private readonly QueueIdle _idle;
    private readonly QueueLessons _lessons;
    private readonly LegalWindows _law;
    private readonly LeadPlaces _leads;

    public LiveQueue(QueueContext queue, QueueTools tools, RegisterTimer timer)
    {
        _queue = queue;
        var news = new NewsTurn();
        var faults = new QueueFaults(queue);
        var clocks = new QueueClocks(queue);
        _lines = new(queue);
        _callers = new(queue, _lines);
        _law = new(queue);
        _lessons = new(queue, tools.Pace);
        Team = new(queue);
        Counter = new(queue, clocks, faults, _lessons);
        _idle = new(queue, clocks, Counter, faults);
        QueueChores? chores = null;
        Board = new(queue, clocks, faults, Counter, _idle, () => chores?.Progress());
        Chores = chores = new(queue, tools.Db, clocks, faults, tools.Work, timer, now => now ? Board.PushNow() : Board.PushWhenDue());
        Accounts = new(queue, faults, new(queue));
        _leads = new(queue, faults, Chores);
        Places = new(queue, Accounts, _leads);
        _outcomes = new(queue, faults, Places, Accounts);
        var claims = new QueueClaims(queue, faults, clocks, Chores, _outcomes);
        Callbacks = new(queue, faults, clocks, claims, _outcomes);
        Previews = new(queue, faults, _outcomes);
        _dialling = new(queue, faults, Places, _outcomes, _law, news, tools.Carriers);
        News = new(queue, news, faults, clocks, Chores, claims, Accounts, _leads, _law, Team, _lines);
        Moves = new(queue, tools.Work, _outcomes, News, Chores, clocks, Counter, Board, Team);
        Contacts = new(queue, tools.Work, Accounts, clocks, Board, _lines);
        var step = new QueueStep(
            queue,
            faults,
            [
                new("news", News.Read),
                new("orders", Previews.CarryOut),
                // First what is at hand: an agent who is free need not wait until the last calls' outcomes are stored and the next contacts claimed.
                new("callbacks", Callbacks.Claim),
                new("dial", _dialling.Dial),
                new("calls", _dialling.AskUntold),
                new("outcomes", _outcomes.Store),
                new("caps", Places.Settle),
                new(
                    "claim",
                    async () =>
                    {
                        await claims.Claim();
                        await Previews.Offer();
                        await Previews.CarryOut();
                    }
                ),
                new("dial", _dialling.Dial),
                new("orders", Previews.CarryOut),
            ],
            [new("idle", _idle.Look), new("push", Board.PushWhenDue)],
            new("complete", CompleteWhenQuiet)
        );
        queue.Pulse.Beats(step.Run, Counter.Tick);
    }

    public QueueTeam Team { get; }

    public QueueCounter Counter { get; }

    public QueueBoard Board { get; }

    public QueueChores Chores { get; }

    public AccountPlaces Accounts { get; }

    public QueuePlaces Places { get; }

    public QueueCallbacks Callbacks { get; }

    public QueuePreviews Previews { get; }

    public NewsReader News { get; }

    public QueueMoves Moves { get; }

    public QueueContacts Contacts { get; }

    public void Kick() => _queue.Pulse.Kick();

    /// <summary>What an earlier activation left: calls that run, calls that ended without their contact's row knowing it, places nobody settled, chores half done.</summary>
    public async Task Recover(QueueFound found)
    {
        _lessons.Recover();
        foreach (var call in found.Running)
        {
            _queue.State.OnRecovered(call);
            await _dialling.Reconcile(call.CallId);
        }

        foreach (var e in found.Ended)
            _outcomes.Ended(new(e.ContactId, e.CallId, Recycle.AfterCall(e.Outcome, e.Attempts, _queue.Settings, e.At, e.Rang), e.Outcome));
        foreach (var held in found.HeldCaps)
            Places.OnHeld(held);
        await Team.Announce(found.Agents);
        if (_outcomes.HasFates || !Places.AreSettled)
            _queue.Pulse.Start();
        await _law.Recover();
        await _leads.Recover();
        _callers.Begin();
        if (CampaignStatus.Runs(_queue.State.Status))
            _queue.Pulse.Start();
        await Chores.Read();
    }

    /// <summary>Handed over in order the next activation has less to find out; what cannot be stored now it finds out.</summary>
    public async Task HandOver(CancellationToken ct)
    {
        await ((Task)StoreRest().WaitAsync(ct)).ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext
        );
        await _lessons.Store();
    }

    /// <summary>Who announced himself here is known to nobody else, and would wait for calls until the next sweep.</summary>
    public Task SendAgentsElsewhere() => Team.Announce([.. _queue.State.Free.Concat(_queue.State.Held).Select(a => a.AgentId)]);

    public async Task<QueueSnapshot> Snapshot()
    {
        await Counter.Fresh(TimeSpan.FromSeconds(1));
        // No step looks while the campaign rests, yet agents may wait in it.
        if (!CampaignStatus.Runs(_queue.State.Status))
            await _idle.Look();
        return Board.View();
    }

    public async Task Refresh()
    {
        await News.Reload();
        await Chores.WorkForAMoment();
        await News.Announcing;
        Kick();
    }

    public void OnAgentAvailable(IdleAgent agent)
    {
        _queue.State.OnAgentAvailable(agent);
        _callers.Match();
        _idle.Came(agent);
        Kick();
    }

    public Task OnAgentUnavailable(Guid agentId)
    {
        _queue.State.OnAgentUnavailable(agentId);
        _idle.Left(agentId);
        Kick();
        return _lines.TakeBack();
    }

    public async Task<RouteDecision> Route(Guid callId, PersonOnLine? person) =>
        Routed(callId, await _callers.OrSoon(callId, person, _queue.State.Route(callId, _queue.Now)));

    public async Task<RouteDecision> RouteAgain(Guid callId, Guid agentId, PersonOnLine? person)
    {
        var next = Routed(callId, await _callers.OrSoon(callId, person, _queue.State.OnRouteFailed(callId, agentId, _queue.Now)));
        await _lines.TakeBack();
        // If it only seemed that he had left, he says so himself.
        await Team.Announce([agentId]);
        return next;
    }

    public Task OnConnectedLate(Guid callId)
    {
        _queue.State.OnConnectedLate(callId);
        (_queue.Pulse.ViewChanged, _queue.Pulse.CountsChanged) = (true, true);
        return _lines.TakeBackUnlawful();
    }

    public void OnCallEnded(CallEnded ended)
    {
        if (_queue.State.OnCallEnded(ended) is { } closed)
            Closed(closed.Call, closed.Fate, ended.Outcome, ended.Outcome);
        Kick();
    }

    public async Task OnDialRefused(DialRefused refused)
    {
        if (_queue.State.OnDialRefused(refused, _queue.Now) is not { } closed)
            return;
        Closed(closed.Call, closed.Fate, null, Outcome.Cancelled);
        await _dialling.OnRefused(refused);
        Kick();
    }

    public void OnDisposed(CallDisposed disposed)
    {
        Places.OnDisposed(disposed);
        _queue.Pulse.CountsChanged = true;
        Kick();
    }

    public void OnLeadRejected(Guid callId) => _leads.OnLeadRejected(callId);

    private void Closed(InFlightCall call, EntryFate fate, string? lastOutcome, string outcome)
    {
        _outcomes.Ended(new(call.ContactId, call.CallId, fate, lastOutcome));
        Places.OnCallEnded(call, outcome);
    }

    private RouteDecision Routed(Guid callId, RouteDecision decision)
    {
        DialerLog.Routed(_queue.Log, callId, decision.AgentId);
        if (decision.AgentId is { } agent)
            _idle.Left(agent);
        _queue.Pulse.ViewChanged = true;
        return decision;
    }

    private async Task StoreRest()
    {
        await _outcomes.Store();
        await _idle.End();
    }

    private async Task CompleteWhenQuiet()
    {
        if (_queue.State is { Status: CampaignStatus.Draining, Quiet: true } && !_outcomes.HasFates)
            await Moves.Move(CampaignStatus.Completed, null, CampaignStatus.Draining);
        if (
            !CampaignStatus.Runs(_queue.State.Status)
            && _queue.State.Quiet
            && _outcomes.AreStored
            && Places.AreSettled
            && !_dialling.HasUntold
        )
            _queue.Pulse.Stop();
    }
}
