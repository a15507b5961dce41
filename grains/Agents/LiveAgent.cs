using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Pivotal.Data.Shared;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.Domain.Telephony;
using Pivotal.GrainInterfaces.Agents;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Agents;

/// <summary>One agent as an activation has him: <see cref="AgentState"/> and what keeps it, and how that hangs together. In which order it moves says <see cref="AgentMoves"/>.</summary>
internal sealed class LiveAgent
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly AgentStore _store;
    private readonly Desk _desk;
    private readonly Availability _availability;
    private readonly AgentMoves _moves;
    private readonly Assignment _assignment;
    private readonly WorkingDay _day;
    private readonly Breaks _breaks;
    private readonly AgentRequests _requests;
    private readonly StandingLeg _leg;
    private readonly Dispositions _dispositions;
    private readonly UnheardCalls _unheard;
    private readonly RegisterTimer _register;
    private readonly Action _end;
    private readonly GrainKey _key;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private IGrainTimer? _timer;

    private LiveAgent(
        GrainKey key,
        AgentTools tools,
        WorkingDay day,
        (AgentFound Row, CallCard? Card, AgentDay Today) found,
        IGrainFactory grains,
        RegisterTimer timer,
        Action end,
        ILogger log
    )
    {
        var (row, card, today) = found;
        var (rows, carrier, time) = tools;
        (_key, _time, _log, _register, _end, _day) = (key, time, log, timer, end, day);
        var activatedAt = Now;
        State = new AgentState(key.Id);
        State.Restore(row, card, today, activatedAt);
        _store = new(rows, key, State, row.Epoch, row.Status, time, log, End);
        _desk = new(key, State, grains, log);
        _availability = new(key, State, row.Name, grains, log);
        _moves = new(State, _store, _desk, _availability, WorkNow);
        _assignment = new(rows, key, State, _moves, grains, time);
        _breaks = new(rows, State, day, _desk, time);
        _requests = new(rows, key, State, _assignment, _breaks, _moves, grains, time);
        _leg = new(carrier, key, State, _store, _moves, grains, time, log);
        Presence = new(rows, State, _store, _moves, activatedAt, time);
        Previews = new(rows, key, State, _desk, _availability, grains, time);
        _dispositions = new(rows, key, State, _store, _moves, _breaks, grains, time, log);
        _unheard = new(rows, key, State, _moves, activatedAt, time, log);
        if (card is not null)
            _unheard.OnOffered(card.CallId);
        _leg.OnRestored();
        if (State.Status != AgentStatus.Offline || _leg.Ending)
            EnsureTicking();
    }

    /// <summary>What he does, and may do.</summary>
    public AgentState State { get; }

    /// <summary>What the API hears from the browsers.</summary>
    public PresenceWatch Presence { get; }

    public Previews Previews { get; }

    private DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>As the rows tell, under a fence of its own. Null: there is no such user.</summary>
    /// <param name="end">this activation is not needed any more</param>
    public static async Task<LiveAgent?> Load(
        GrainKey key,
        AgentTools tools,
        IGrainFactory grains,
        RegisterTimer timer,
        Action end,
        ILogger log,
        CancellationToken ct
    )
    {
        var day = new WorkingDay(tools.Rows, tools.Time);
        return await tools.Rows.Take(day.BeginIn, tools.Time.GetUtcNow(), ct) is { } found
            ? new(key, tools, day, found, grains, timer, end, log)
            : null;
    }

    public AgentView View() => _desk.View();

    public async Task<Result<AgentView>> SetStatus(string status, string? reason, Guid by) =>
        Answer(await _requests.SetStatus(status, reason, by));

    public async Task<Result<AgentView>> ExtendWrapUp() => Answer(await _requests.ExtendWrapUp());

    public async Task<Result<AgentView>> HangUp(Guid callId) => Answer(await _requests.HangUp(callId));

    public async Task<Result<AgentView>> Dispose(DisposeCall request) => Answer(await _dispositions.Dispose(request));

    public async Task<bool> Offer(CallCard card)
    {
        _unheard.OnOffered(card.CallId);
        if (!State.Offer(card, Now))
        {
            // Perhaps one too many: the tick sees to it.
            EnsureTicking();
            return false;
        }

        await _moves.Happened(AgentDuty.None);
        return true;
    }

    public async Task CallChanged(Guid callId, string status, DateTimeOffset at, string? outcome)
    {
        AgentDuty? duty =
            status == CallStatus.Ended ? State.OnCallEnded(callId, outcome ?? Outcome.Failed, at, State.WrapUpSeconds, Now)
            : State.OnBridged(callId) ? AgentDuty.None
            : null;
        if (duty is { } due)
            await _moves.Happened(due);
    }

    public Task Handle(CarrierEvent carrierEvent) =>
        carrierEvent.Kind switch
        {
            CarrierEventKind.Answered => _leg.OnUp(carrierEvent.LegId),
            CarrierEventKind.HungUp => _leg.OnLost(carrierEvent.LegId),
            _ => Task.CompletedTask,
        };

    public Task LegGone(string legId) => State.LegId == legId ? _leg.OnLost(legId) : Task.CompletedTask;

    public async Task CampaignChanged()
    {
        await _assignment.Load();
        await _desk.Tell();
        // Nothing of his runs yet: in a cluster he begins again where his new campaign lives.
        if (State.Status == AgentStatus.Offline && !_leg.Ending)
            _end();
    }

    public async Task Announce()
    {
        await _assignment.Load();
        if (State.CanTakeCall)
            await _availability.Say(AgentDuty.Announce);
    }

    public async Task PresenceSeen(DateTimeOffset at)
    {
        if (await Presence.Seen(at))
            EnsureTicking();
    }

    /// <summary>What the timer had not stored yet. Another activation may have the fence by now; then it knows better.</summary>
    public async Task Leave(CancellationToken ct)
    {
        if (_store.Behind)
            await _store
                .Store()
                .WaitAsync(ct)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    private void EnsureTicking() => _timer ??= _register(Tick, new(TimeSpan.Zero, Second) { KeepAlive = true });

    private void WorkNow()
    {
        EnsureTicking();
        _timer?.Change(TimeSpan.Zero, Second);
    }

    private async Task Tick()
    {
        try
        {
            await Work();
        }
        catch (FenceLostException)
        {
            // Noted where it was lost; this activation is ending.
        }
        catch (DatabaseUnavailableException e)
        {
            AgentsLog.AgentNotStored(_log, _key.Id, e);
        }
    }

    private async Task Work()
    {
        await _unheard.TakeStray();
        await _unheard.KnowEnd();
        await _availability.SayOwed();
        if (State.OnWrapUpOver(Now) is var duty && duty != AgentDuty.None)
            await _moves.Happened(duty);
        if (State.AutoPause(Now) is { } pause)
            await _moves.Happened(pause);
        await _breaks.Watch();
        await Previews.Watch();
        await _day.Turn(State);
        await _leg.Keep();
        if (_store.Behind)
            await _store.Store();
        if (State.Status != AgentStatus.Offline || _store.Behind || _availability.Owes || _leg.Ending)
            return;
        _timer?.Dispose();
        _timer = null;
    }

    private void End()
    {
        _timer?.Dispose();
        _end();
    }

    private Result<AgentView> Answer(Refusal? refused) => refused is null ? View() : refused;
}
