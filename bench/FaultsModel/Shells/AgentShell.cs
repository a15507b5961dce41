using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Telephony;
using Pivotal.Grains.Telephony;

namespace Pivotal.Bench.FaultsModel.Shells;

/// <summary>
/// What AgentGrain does around the product's <see cref="AgentState"/>. Requests come one at a time, except those AgentGrain lets in between: offers, news of the call and of the leg.
/// </summary>
internal sealed class AgentShell
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1),
        LegRetryFirst = TimeSpan.FromSeconds(1),
        LegRetryMost = TimeSpan.FromSeconds(30),
        LegLimit = TimeSpan.FromSeconds(20);

    private readonly Centre _centre;
    private readonly World _world;
    private readonly Turns _turns = new();
    private AgentDuty _owed;
    private string? _legToEnd;
    private DateTimeOffset _nextLegDial;
    private DateTimeOffset _legDialledAt;
    private TimeSpan _legRetry = LegRetryFirst;
    private int _legTries;
    private int _timer;
    private bool _running;
    private bool _ticking;

    public AgentShell(Centre centre, Guid id, AgentCampaign campaign)
    {
        (_centre, _world, State) = (centre, centre.World, new AgentState(id));
        State.OnCampaign(campaign, Now);
    }

    public AgentState State { get; }

    /// <summary>The desk hears of every change.</summary>
    public event Action? Told;

    private DateTimeOffset Now => _world.Now;

    private QueueShell Queue => _centre.Queue(State.Campaign!.Id);

    public async Task SetStatus(string status)
    {
        await _world.Hop();
        await _turns.Take(async () =>
        {
            await _world.Stored();
            var (refusal, duty) = State.SetStatus(status, null, Now);
            if (refusal is not null)
                return;
            await Changed(duty);
            await _world.Stored();
        });
    }

    public async Task HangUp()
    {
        await _world.Hop();
        await _turns.Take(() =>
        {
            if (State is { Status: AgentStatus.OnCall, Call: { } call })
                _centre.Call(call.CallId).HangUp("agent");
            return Task.CompletedTask;
        });
    }

    public async Task Dispose(Guid callId, string disposition, string next)
    {
        await _world.Hop();
        await _turns.Take(async () =>
        {
            await _world.Stored();
            if (State.Status == AgentStatus.OnCall && State.Call?.CallId == callId)
                return;
            await Changed(State.OnDisposed(callId, disposition, next, Now));
        });
    }

    public async Task<bool> Offer(CallCard card)
    {
        await _world.Hop();
        var taken = State.Offer(card, Now);
        if (taken)
            await Changed(AgentDuty.None);
        else if (!_running)
            Run();
        await _world.Hop();
        return taken;
    }

    public async Task CallChanged(Guid callId, string status, DateTimeOffset at, string? outcome)
    {
        await _world.Hop();
        if (status == CallStatus.Ended)
        {
            if (State.OnCallEnded(callId, outcome ?? Outcome.Failed, at, State.Campaign?.WrapUpSeconds ?? 0, Now) is { } duty)
                await Changed(duty);
        }
        else if (State.OnBridged(callId))
        {
            await Changed(AgentDuty.None);
        }

        await _world.Hop();
    }

    public async Task Handle(CarrierEvent e)
    {
        await _world.Hop();
        if (e.Kind == CarrierEventKind.Answered)
            await LegUp(e.LegId);
        else if (e.Kind == CarrierEventKind.HungUp)
            await Changed(State.OnLegLost(e.LegId));
        await _world.Hop();
    }

    public async Task LegGone(string legId)
    {
        await _world.Hop();
        if (State.LegId == legId)
            await Changed(State.OnLegLost(legId));
    }

    public void Announce() =>
        _world.Begin(async () =>
        {
            await _world.Hop();
            await _turns.Take(async () =>
            {
                await _world.Stored();
                if (State.CanTakeCall)
                    await Carry(AgentDuty.Announce);
            });
        });

    private async Task Changed(AgentDuty duty)
    {
        await _world.Hop();
        await Carry(duty);
        Told?.Invoke();
        Run();
    }

    private void Run()
    {
        _running = true;
        Sooner(TimeSpan.Zero);
    }

    private async Task Carry(AgentDuty duty)
    {
        if (duty.HasFlag(AgentDuty.HangUpLeg))
            _legToEnd = State.LegId;
        (duty, _owed) = (State.WithOwed(duty, _owed != AgentDuty.None), AgentDuty.None);
        try
        {
            if (duty.HasFlag(AgentDuty.Withdraw))
                await Queue.AgentUnavailable(State.AgentId);
            if (duty.HasFlag(AgentDuty.Announce) && State.IdleSince is { } idle)
                await Queue.AgentAvailable(new IdleAgent(State.AgentId, "", idle, State.LegId));
        }
        catch (QueueAwayException)
        {
            _owed = State.CanTakeCall ? AgentDuty.Announce : AgentDuty.Withdraw;
        }
    }

    private void Sooner(TimeSpan wait)
    {
        var mine = ++_timer;
        _world.After(wait, () => Tick(mine));
    }

    private void Tick(int mine)
    {
        if (mine != _timer || !_running)
            return;
        _world.After(Second, () => Tick(mine));
        if (_ticking)
            return;
        _ticking = true;
        _world.Begin(async () =>
        {
            await _turns.Take(Work);
            _ticking = false;
        });
    }

    private async Task Work()
    {
        if (_owed != AgentDuty.None)
            await Carry(_owed);
        if (State.OnWrapUpOver(Now) is var duty && duty != AgentDuty.None)
            await Changed(duty);
        if (State.AutoPause(Now) is { } pause)
            await Changed(pause);
        await KeepLeg();
        if (State.Status == AgentStatus.Offline && _owed == AgentDuty.None && _legToEnd is null)
            _running = false;
    }

    private async Task KeepLeg()
    {
        if (_legToEnd == State.LegId && State.Status != AgentStatus.Offline)
            _legToEnd = null;
        if (
            _legToEnd is { } ending
            && await _centre.Carrier.HangUp(ending, CommandId.Of(State.AgentId, $"leg-end-{ending}", _legTries++), default)
                is CarrierReply.Accepted
                    or CarrierReply.Gone
                    or CarrierReply.Rejected
        )
        {
            _legToEnd = null;
            await Changed(State.OnLegLost(ending));
        }

        if (State.Status == AgentStatus.Offline || State.LegUp || Now < _nextLegDial)
            return;
        if (State.LegId is { } silent)
        {
            if (Now < _legDialledAt + LegLimit)
                return;
            if (await _centre.Carrier.Status(silent, default) == LegStatus.Alive)
            {
                await LegUp(silent);
                return;
            }

            State.OnLegLost(silent);
        }

        await DialLeg();
    }

    private async Task DialLeg()
    {
        await _world.Stored();
        (_legDialledAt, _nextLegDial) = (Now, Now + _legRetry);
        _legRetry = _legRetry * 2 < LegRetryMost ? _legRetry * 2 : LegRetryMost;
        var order = new DialOrder(
            $"sip:agent-{State.AgentId:N}",
            "",
            CommandId.Of(State.AgentId, $"leg-{Now.ToUnixTimeMilliseconds()}", _legTries++),
            LegKind.Agent,
            Names.Tenant,
            State.AgentId,
            30,
            false
        );
        switch (await _centre.Carrier.Dial(order, default))
        {
            case CarrierReply.Accepted accepted:
                State.OnLegDialed(accepted.LegId);
                break;
            case CarrierReply.RateLimited limited:
                _nextLegDial = Now + limited.RetryAfter;
                break;
        }
    }

    private async Task LegUp(string legId)
    {
        if (State.LegUp && State.LegId != legId)
        {
            _legToEnd ??= legId;
            return;
        }

        var duty = State.OnLegUp(legId);
        if (!State.LegUp)
            return;
        _legRetry = LegRetryFirst;
        await Changed(duty);
        if (State is { Status: AgentStatus.OnCall, Call: { } call })
            _centre.Call(call.CallId).Rebridge(legId);
    }
}
