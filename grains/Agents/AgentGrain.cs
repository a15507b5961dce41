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
using Pivotal.Grains.Calls;
using Pivotal.Grains.Telephony;

namespace Pivotal.Grains.Agents;

/// <summary>Shell around <see cref="AgentState"/> and what keeps it: its row, its desk, its place in the queue, its standing leg. In which order that goes says <see cref="AgentMoves"/>.</summary>
[GrainType("agent")]
internal sealed class AgentGrain(TenantDb db, ICarrier carrier, TimeProvider time, ILogger<AgentGrain> log) : Grain, IAgentGrain
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private GrainKey _key;
    private bool _exists;
    private IGrainTimer? _timer;
    private AgentState _state = null!;
    private AgentStore _store = null!;
    private Desk _desk = null!;
    private Availability _availability = null!;
    private AgentMoves _moves = null!;
    private Assignment _assignment = null!;
    private WorkingDay _day = null!;
    private Breaks _breaks = null!;
    private AgentRequests _requests = null!;
    private StandingLeg _leg = null!;
    private PresenceWatch _presence = null!;
    private Previews _previews = null!;
    private Dispositions _dispositions = null!;
    private UnheardCalls _unheard = null!;

    private DateTimeOffset Now => time.GetUtcNow();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = GrainKey.Parse(this.GetPrimaryKeyString());
        _state = new AgentState(_key.Id);
        _day = new WorkingDay(db, _key, time);
        var (row, card, today) = await db.InTenant(
            _key.Tenant,
            async (s, ct) =>
            {
                if (await AgentRow.Take(s, _key.Id, Now, ct) is not { } found)
                    return default;
                var call = found.OpenCall is { } open ? await CardRow.Of(s, open, ct) : null;
                return (Row: found, Card: call, Today: await AgentRow.Today(s, _key.Id, _day.BeginIn(found.Zone), ct));
            },
            cancellationToken
        );
        _exists = row is not null;
        if (row is not null)
            _state.Restore(row, card, today, Now);
        Furnish(row?.Name ?? "", row?.Epoch ?? 0, row?.Status ?? _state.Status, Now);
        if (card is not null)
            _unheard.OnOffered(card.CallId);
        _leg.OnRestored();
        if (_state.Status != AgentStatus.Offline || _leg.Ending)
            EnsureTicking();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // What the timer had not stored yet. Another activation may have the fence by now; then it knows better.
        if (_exists && _store.Behind)
            await _store
                .Store()
                .WaitAsync(cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    public Task<AgentView> Get() => Task.FromResult(_desk.View());

    public async Task<Result<AgentView>> SetStatus(string status, string? reason, Guid by) =>
        _exists ? Answer(await _requests.SetStatus(status, reason, by)) : Gone();

    public async Task<Result<AgentView>> ExtendWrapUp() => _exists ? Answer(await _requests.ExtendWrapUp()) : Gone();

    public async Task<Result<AgentView>> HangUp(Guid callId) => Answer(await _requests.HangUp(callId));

    public async Task<Result<AgentView>> Dispose(DisposeCall request) => _exists ? Answer(await _dispositions.Dispose(request)) : Gone();

    public async Task<bool> Offer(CallCard card)
    {
        if (!_exists)
            return false;
        _unheard.OnOffered(card.CallId);
        if (!_state.Offer(card, Now))
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
            status == CallStatus.Ended ? _state.OnCallEnded(callId, outcome ?? Outcome.Failed, at, _state.WrapUpSeconds, Now)
            : _state.OnBridged(callId) ? AgentDuty.None
            : null;
        if (duty is { } due)
            await _moves.Happened(due);
    }

    public Task Handle(CarrierEvent carrierEvent) =>
        (_exists, carrierEvent.Kind) switch
        {
            (true, CarrierEventKind.Answered) => _leg.OnUp(carrierEvent.LegId),
            (true, CarrierEventKind.HungUp) => _leg.OnLost(carrierEvent.LegId),
            _ => Task.CompletedTask,
        };

    public Task LegGone(string legId) => _exists && _state.LegId == legId ? _leg.OnLost(legId) : Task.CompletedTask;

    public Task ShowPreview(PreviewCard preview) => _exists ? _previews.Show(preview) : Task.CompletedTask;

    public Task PreviewOver(Guid callId, string why, DateTimeOffset? nextAt) =>
        _exists ? _previews.Over(callId, why, nextAt) : Task.CompletedTask;

    public async Task<Result<AgentView>> DialPreview(Guid callId) => _exists ? await _previews.Dial(callId) : Gone();

    public async Task<Result<AgentView>> SkipPreview(Guid callId, string reason) => _exists ? await _previews.Skip(callId, reason) : Gone();

    public async Task<Result<AgentView>> DialByHand(DialTarget target, Guid callId) =>
        _exists ? await _previews.DialByHand(target, callId) : Gone();

    public Task<Result<DialVerdict>> CheckDial(DialTarget target) => _previews.Check(target);

    public async Task CampaignChanged()
    {
        if (!_exists)
            return;
        await _assignment.Load();
        await _desk.Tell();
        // Nothing of his runs yet: in a cluster he begins again where his new campaign lives.
        if (_state.Status == AgentStatus.Offline && !_leg.Ending)
            this.DeactivateOnIdle();
    }

    public async Task Announce()
    {
        if (!_exists)
            return;
        await _assignment.Load();
        if (_state.CanTakeCall)
            await _availability.Say(AgentDuty.Announce);
    }

    public async Task PresenceSeen(DateTimeOffset at)
    {
        if (_exists && await _presence.Seen(at))
            EnsureTicking();
    }

    public Task SignedOut() => _exists ? _presence.SignedOut() : Task.CompletedTask;

    public async Task<bool> BrowserLost(DateTimeOffset since, TimeSpan told) => !_exists || await _presence.Lost(since, told);

    public Task PresenceLost(DateTimeOffset since) => BrowserLost(since, TimeSpan.Zero);

    /// <summary>What this activation is made of, once its row is read.</summary>
    private void Furnish(string name, long epoch, string stored, DateTimeOffset activatedAt)
    {
        _store = new(db, _key, _state, epoch, stored, time, log, End);
        _desk = new(_key, _state, GrainFactory, log);
        _availability = new(_key, _state, name, GrainFactory, log);
        _moves = new(_state, _store, _desk, _availability, WorkNow);
        _assignment = new(db, _key, _state, _moves, GrainFactory, time);
        _breaks = new(db, _key, _state, _day, _desk, time);
        _requests = new(db, _key, _state, _assignment, _breaks, _moves, GrainFactory, time);
        _leg = new(carrier, _key, _state, _store, _moves, GrainFactory, time, log);
        _presence = new(db, _key, _state, _store, _moves, activatedAt, time);
        _previews = new(db, _key, _state, _desk, _availability, GrainFactory, time);
        _dispositions = new(db, _key, _state, _store, _moves, _breaks, GrainFactory, time, log);
        _unheard = new(db, _key, _state, _moves, activatedAt, time, log);
    }

    private void EnsureTicking() =>
        _timer ??= this.RegisterGrainTimer(_ => Tick(), new GrainTimerCreationOptions(TimeSpan.Zero, Second) { KeepAlive = true });

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
            AgentsLog.AgentNotStored(log, _key.Id, e);
        }
    }

    private async Task Work()
    {
        await _unheard.TakeStray();
        await _unheard.KnowEnd();
        await _availability.SayOwed();
        if (_state.OnWrapUpOver(Now) is var duty && duty != AgentDuty.None)
            await _moves.Happened(duty);
        if (_state.AutoPause(Now) is { } pause)
            await _moves.Happened(pause);
        await _breaks.Watch();
        await _previews.Watch();
        await _day.Turn(_state);
        await _leg.Keep();
        if (_store.Behind)
            await _store.Store();
        if (_state.Status != AgentStatus.Offline || _store.Behind || _availability.Owes || _leg.Ending)
            return;
        _timer?.Dispose();
        _timer = null;
    }

    private void End()
    {
        _timer?.Dispose();
        this.DeactivateOnIdle();
    }

    private Result<AgentView> Answer(Refusal? refused) => refused is null ? _desk.View() : refused;

    private Result<AgentView> Gone()
    {
        this.DeactivateOnIdle();
        return new Refusal(RefusalKind.NotFound, "not_found", "There is no such agent.");
    }
}
