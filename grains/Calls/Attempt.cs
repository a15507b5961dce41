using Microsoft.Extensions.Logging;
using Orleans;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Shared;
using Pivotal.Domain.Telephony;

namespace Pivotal.Grains.Calls;

/// <summary>
/// One attempt to reach a person, in memory: its <see cref="CallState"/> decides, its parts act. Nothing here waits for storage once the call is dialled.
/// </summary>
internal sealed class Attempt
{
    private readonly CallState _state;
    private readonly AttemptStore _store;
    private readonly WatchTimer _timer;
    private readonly CallWatchOptions _watch;
    private readonly TimeProvider _time;
    private readonly CustomerLeg _leg;
    private readonly Dialling _dialling;
    private readonly Bridging _bridging;
    private readonly Routing _routing;
    private readonly Speech _speech;
    private readonly OptOutByKey _optOut;
    private readonly CallNews _news;
    private readonly Supervisor _supervisor;
    private DateTimeOffset _lastNews;

    public Attempt(CallTerms terms, AttemptFence fence, WatchTimer timer, CallTools tools, IGrainFactory grains, ILogger log)
    {
        var (rows, writer, carrier, accounts, watch, time) = tools;
        (_state, _timer, _watch, _time) = (terms.NewState(), timer, watch, time);
        _lastNews = time.GetUtcNow();
        _store = new(terms, _state, fence, writer, time);
        _leg = new(carrier, terms, _state, watch, Do, time, log);
        _news = new(terms, _state, timer, grains, time, log);
        _dialling = new(carrier, accounts, terms, _state, _store, _leg, _news, timer, watch, grains, Do, time);
        _bridging = new(carrier, terms, _state, _leg, timer, grains, Do, time, log);
        _routing = new(terms, _state, _bridging, timer, grains, Do, time, log);
        _speech = new(carrier, terms, _state, _leg, timer, watch, Do, time, log);
        _optOut = new(rows, terms, _state, _store, timer, grains, time, log);
        _supervisor = new(rows, carrier, terms, _state, _store, _bridging, grains, time, log);
    }

    private bool Over => _state.Ended || _store.Refused is not null;

    private DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>As the row and its inbox tell after a restart.</summary>
    public async Task Restore(AttemptFound row)
    {
        _state.Restore(row.Facts, row.AgentId);
        if (row.Supervisor is { } supervisor)
            _supervisor.Restore(supervisor);
        List<CallCommand> decided = [];
        foreach (var e in row.Events)
        {
            decided.AddRange(_state.Apply(e));
            _store.OnHeard(e.EventId);
        }

        decided.AddRange(_state.Review());
        // What led to something that has since been overtaken is not done again.
        await Do([.. decided.Where(c => c is CallCommand.OptOut || c is CallCommand.Finished == _state.Ended)]);
        if (!_state.Ended)
            _timer.Start();
    }

    public Task Dial(string to, string from) => _dialling.Order(to, from);

    public Task Refuse(string reason) => _dialling.Refuse(reason, TimeSpan.Zero);

    public async Task Handle(CarrierEvent e)
    {
        if (e.Leg == LegKind.Supervisor)
        {
            await _supervisor.Handle(e);
            return;
        }

        _store.OnHeard(e.EventId);
        if (!_state.IsNew(e))
        {
            _store.Save();
            return;
        }

        if (_store.Refused is not null)
        {
            // Given up long ago, and it rings after all: the contact is in the queue again, so this leg must end.
            if (e.Kind != CarrierEventKind.HungUp)
                await _leg.End(e.LegId);
            _store.Save();
            return;
        }

        _lastNews = Now;
        await Do(_state.Apply(e));
    }

    public async Task HangUp(string reason)
    {
        // A line that was not needed any more has been answered meanwhile: whoever is there may still get an agent, and cut off would be abandoned for certain.
        if (reason == CallState.TakenBack && _state.Facts.AnsweredAt is not null)
            return;
        // A number that must not be called stops ringing at once; everything else lets the law's least ring time pass.
        await Do(_state.OnCancel(reason, ringsOn: reason != "suppressed" && Now < _dialling.RangEnoughAt));
    }

    public Task Rebridge(string agentLegId) => _state.Ended || _state.AgentId is null ? Task.CompletedTask : _bridging.Anew(agentLegId);

    /// <summary>Nobody has watched it until now: how does it stand at the carrier?</summary>
    public async Task Reconcile(AttemptFound row)
    {
        if (Over)
            return;
        _timer.Start();
        if (_state.Facts.LegId is not null)
            await _leg.IsOver(HangupCause.Lost);
        else
            await _dialling.OrderAgain(row);
    }

    /// <summary>
    /// Asked by somebody who takes it for running: a queue that began anew and read the row before its end was in it. The one before it had heard of the end, and died with it.
    /// </summary>
    public Task TellAgain() => Over ? _news.TellAgain() : Task.CompletedTask;

    public Task<Result<SupervisionView>> Supervise(Guid by, string role) => _supervisor.Ask(by, role);

    public Task<Result<SupervisionView>> StopSupervising(Guid by) => _supervisor.Stop(by);

    /// <summary>By the clock: what is owed to somebody, then what the call waits for, and nothing else before that has come.</summary>
    public async Task Watch()
    {
        if (_optOut.Open)
        {
            await OptOut();
            if (!_optOut.Open)
                _store.Save();
        }

        await _news.TellOwed();
        Rest();
        if (Over)
            return;
        if (_routing.Open)
        {
            await _routing.Route();
            _store.Save();
            return;
        }

        if (await _bridging.Watch() || (!_leg.EndAsked && await _speech.Watch()) || await _leg.WatchEnd())
            return;
        if (_state.Facts.AnsweredAt is not { } answered)
            await _dialling.Watch();
        else if (!_state.Human && _state.Facts.Amd is null && Now > Later(answered, _lastNews) + _watch.AmdLimit)
            await Do(_state.OnAmdOverdue());
        else if (Now > _lastNews + _watch.StatusEvery)
        {
            _lastNews = Now;
            await _leg.IsOver(HangupCause.Lost);
        }
    }

    private async Task Do(IReadOnlyList<CallCommand> commands)
    {
        foreach (var command in commands)
        {
            await (
                command switch
                {
                    CallCommand.Route => _routing.Route(),
                    CallCommand.Speak => _speech.Speak(),
                    CallCommand.HangUp hangUp => _leg.HangUp(hangUp.Why),
                    CallCommand.OptOut => OptOut(),
                    CallCommand.Bridged => _news.Bridged(),
                    CallCommand.ConnectedLate => _news.ConnectedLate(),
                    CallCommand.Finished finished => Finish(finished.Outcome),
                    _ => Task.CompletedTask,
                }
            );
        }

        _store.Save();
    }

    private async Task Finish(string outcome)
    {
        await _news.End(outcome);
        Rest();
        await _supervisor.Leave();
    }

    private async Task OptOut()
    {
        await _optOut.Store();
        Rest();
    }

    /// <summary>It is over and nothing of it is owed to anybody.</summary>
    private void Rest()
    {
        if (Over && !_news.Owes && !_optOut.Open)
            _timer.Stop();
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
