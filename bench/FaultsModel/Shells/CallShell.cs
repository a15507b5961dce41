using Pivotal.Bench.FaultsModel.Tables;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Telephony;
using Pivotal.GrainInterfaces.Calls;
using Pivotal.Grains.Telephony;

namespace Pivotal.Bench.FaultsModel.Shells;

/// <summary>
/// What CallGrain does around the product's <see cref="CallState"/>, without Orleans and without a database: carries its commands out, one request at a time.
/// The state is the product's; this shell follows CallGrain line by line and has to be kept in step with it.
/// </summary>
internal sealed partial class CallShell(Centre centre, Guid callId)
{
    private readonly Turns _turns = new();
    private readonly World _world = centre.World;
    private CallState? _state;
    private DialIntent _intent = null!;
    private string? _refused;
    private DateTimeOffset _createdAt;
    private bool _unasked;

    private DateTimeOffset Now => _world.Now;

    public bool Ended => _state is { Ended: true } || _refused is not null;

    public bool ToldAll => Ended && _untold is null;

    public void Dial(DialIntent intent) =>
        OneWay(async () =>
        {
            if (_state is not null)
                return;
            (_state, _intent, _createdAt) = (new CallState(intent.DetectMachine), intent, Now);
            if (Now > intent.NotAfter)
                await Refused(DialRefused.TooLate, TimeSpan.Zero);
            else
                await Order(again: false);
        });

    public async Task Handle(CarrierEvent e)
    {
        await Hop();
        await _turns.Take(async () =>
        {
            if (!await Known() || !_state!.IsNew(e))
                return;
            _lastNews = Now;
            await Do(_state.Apply(e));
        });
    }

    public void HangUp(string reason) =>
        OneWay(async () =>
        {
            if (await Known())
                await Do(_state!.OnCancel(reason));
        });

    public void Rebridge(string agentLegId) =>
        OneWay(async () =>
        {
            if (!await Known() || _state!.Ended || _state.AgentId is null)
                return;
            (_agentLeg, _bridgeTries) = (agentLegId, 0);
            await Bridge();
        });

    /// <summary>After the activation before this one was lost.</summary>
    public void Reconcile() =>
        OneWay(async () =>
        {
            if (_state is not null || !await Known() || _state!.Ended || _refused is not null)
                return;
            StartWatch();
            if (_state.Facts.LegId is not null)
                await LegIsOver(HangupCause.Lost);
            else if (_unasked && Now < _createdAt + OrderKnown)
                await Order(again: true);
        });

    private async Task Order(bool again)
    {
        StartWatch();
        var order = new DialOrder(
            _intent.To,
            _intent.From,
            CommandId.Of(callId, "dial"),
            LegKind.Customer,
            Names.Tenant,
            callId,
            _intent.RingTimeoutSeconds,
            _intent.DetectMachine
        );
        switch (await Alive(centre.Carrier.Dial(order, default)))
        {
            case CarrierReply.Accepted accepted:
                await Do(_state!.OnDialed(accepted.LegId, Now));
                break;
            case not CarrierReply.Accepted when again:
            case CarrierReply.Unavailable { MayHaveStarted: true }:
                _state!.OnDialUncertain(Now);
                Save();
                break;
            case CarrierReply.RateLimited limited:
                await Refused("rate_limited", limited.RetryAfter);
                break;
            case CarrierReply.Rejected:
                await Refused(DialRefused.CarrierRejected, TimeSpan.FromMinutes(15));
                break;
            default:
                await Refused("carrier_unavailable", TimeSpan.FromSeconds(5));
                break;
        }
    }

    private async Task Do(IReadOnlyList<CallCommand> commands)
    {
        foreach (var command in commands)
        {
            switch (command)
            {
                case CallCommand.Route:
                    await Route();
                    break;
                case CallCommand.HangUp hangUp:
                    await HangUpLeg(hangUp.Why);
                    break;
                case CallCommand.Bridged when _state!.AgentId is { } agent:
                    await TellBridged(agent);
                    break;
                case CallCommand.Finished finished:
                    _untold = finished.Outcome;
                    await TellEnd();
                    break;
            }
        }

        Save();
    }

    private async Task Route()
    {
        try
        {
            var queue = centre.Queue(_intent.CampaignId);
            var choice = await Alive(queue.Route(callId));
            while (choice.AgentId is { } agent)
            {
                var card = _intent.Card with
                {
                    Status = CallStatus.Answered,
                    AnsweredAt = _state!.Facts.AnsweredAt ?? Now,
                    CarrierLegId = _state.Facts.LegId,
                };
                if (await Alive(centre.Agent(agent).Offer(card)))
                {
                    (_unrouted, _agentLeg) = (false, choice.AgentLegId);
                    _state!.OnAgentTook(agent);
                    await Bridge();
                    return;
                }

                choice = await Alive(queue.RouteFailed(callId, agent));
            }

            _unrouted = false;
            await Do(_state!.OnNobodyFree());
        }
        catch (QueueAwayException) when (_state is { AgentId: null, Ended: false })
        {
            _unrouted = true;
            Sooner(RouteAgain);
        }
    }

    private async Task TellEnd()
    {
        try
        {
            var at = _state!.Facts.HungUpAt ?? Now;
            await Alive(
                centre
                    .Queue(_intent.CampaignId)
                    .CallEnded(new CallEnded(callId, _intent.ContactId, _untold!, _state.AgentId, at) { Rang = _state.Rang })
            );
            if (_state.AgentId is { } agent)
                await Alive(centre.Agent(agent).CallChanged(callId, CallStatus.Ended, at, _untold));
            _untold = null;
            StopWatch();
        }
        catch (QueueAwayException)
        {
            StartWatch();
        }
    }

    private Task TellBridged(Guid agent) =>
        Alive(centre.Agent(agent).CallChanged(callId, CallStatus.Bridged, _state!.Facts.BridgedAt ?? Now, null));

    private async Task Refused(string reason, TimeSpan retryAfter)
    {
        _refused = reason;
        StopWatch();
        Save();
        await Alive(centre.Queue(_intent.CampaignId).DialRefused(new DialRefused(callId, _intent.ContactId, reason, retryAfter)));
    }

    private void Save()
    {
        var (facts, agent, outcome) = (_state!.Facts, _state.AgentId, _refused is null ? _state.Outcome : Outcome.Cancelled);
        _world.Begin(() => centre.Attempts.Store(callId, facts, agent, outcome));
    }

    private async Task<bool> Known()
    {
        if (_state is not null)
            return true;
        await Alive(_world.Stored());
        if (centre.Attempts.Find(callId) is not { Intent: { } intent } row)
            return false;
        (_state, _intent, _createdAt, _lastNews) = (new CallState(intent.DetectMachine), intent, intent.Card.AnsweredAt, Now);
        if (row is { Outcome: Outcome.Cancelled, Facts.HungUpAt: null })
            _refused = "before";
        _unasked = row is { Facts.DialedAt: null, Inbox.Count: 0 };
        _state.Restore(row.Facts, row.AgentId ?? centre.AgentWith(callId));
        List<CallCommand> decided = [];
        foreach (var e in row.Inbox.Values.OrderBy(e => e.OccurredAt).ThenBy(e => e.EventId, StringComparer.Ordinal))
            decided.AddRange(_state.Apply(e));
        decided.AddRange(_state.Review());
        await Do([.. decided.Where(c => c is CallCommand.Finished == _state.Ended)]);
        if (!_state.Ended)
            StartWatch();
        return true;
    }
}
