using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Pivotal.Data.Shared;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Compliance.Law;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Telephony;
using Pivotal.Domain.Telephony.Telnyx;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.GrainInterfaces.Telephony;
using Pivotal.Grains.Agents;
using Pivotal.Grains.Shared;

namespace Pivotal.Grains.Telephony;

/// <summary>
/// Shell around <see cref="CallState"/> for one attempt: dials, hears the carrier, finds the agent, connects. Its row is written behind it by <see cref="AttemptWriter"/>;
/// nothing here waits for storage once the call is dialled.
/// </summary>
internal sealed partial class CallGrain(
    TenantDb db, ICarrier carrier, AttemptWriter writer, CallWatchOptions watch, CarrierAccounts carriers, TimeProvider time, ILogger<CallGrain> log) : Grain, ICallGrain
{
    /// <summary>From the stored intent. The carrier recognises a repeated order for 60 s, counted from the order itself, which came later than the intent.</summary>
    private static readonly TimeSpan OrderKnown = TimeSpan.FromSeconds(40);

    private readonly List<string> _handled = [];
    private GrainKey _key;
    private CallState? _state;
    private CallCard? _card;
    private Guid _campaign;
    private Guid _contact;
    private AttemptFence _fence = null!;
    private AttemptFound? _unasked;
    private int _ringTimeout;
    private TimeSpan _leastRing;
    private DateTimeOffset _createdAt;
    private string? _refused;

    /// <summary>The carrier's answer to the dial said nothing about it (5xx, no answer in time).</summary>
    private bool _unanswered;

    private Guid CallId => _key.Id;

    private DateTimeOffset Now => time.GetUtcNow();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = GrainKey.Parse(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    public async Task Dial(DialIntent intent)
    {
        if (_state is not null) return;
        // The queue stored the row just now, with the first epoch; whoever loads the row later takes the next one.
        (_state, _card, _campaign, _contact, _fence) = (StateOf(intent.DetectMachine, intent.Message, intent.WhenAbandoned, new(intent.ConnectSeconds, intent.ConnectFromPickUp)), intent.Card, intent.CampaignId, intent.ContactId, FenceOf(1));
        (_ringTimeout, _leastRing, _createdAt) = (intent.RingTimeoutSeconds, TimeSpan.FromSeconds(intent.LeastRingSeconds), Now);
        if (intent.NotAfter != default && Now > intent.NotAfter)
        {
            await Refused(QueueState.TooLate, TimeSpan.Zero);
            return;
        }

        await Order(intent.To, intent.From, intent.DetectMachine, again: false);
    }

    /// <param name="again">The carrier may have the order already and then finds it by its id. Whatever else it answers says nothing about the first one.</param>
    private async Task Order(string to, string from, bool detectMachine, bool again)
    {
        StartWatch();
        var order = new DialOrder(to, from, CommandId.Of(CallId, "dial"), LegKind.Customer, _key.Tenant, CallId, _ringTimeout, detectMachine);
        switch (await carrier.Dial(order, CancellationToken.None))
        {
            case CarrierReply.Accepted accepted:
                ProductMeter.OnDialled();
                await Do(_state!.OnDialed(accepted.LegId, Now));
                break;
            case not CarrierReply.Accepted when again:
                _state!.OnDialUncertain(Now);
                Save();
                break;
            case CarrierReply.RateLimited limited:
                await Refused("rate_limited", limited.RetryAfter);
                break;
            case CarrierReply.Rejected:
                await Refused(QueueState.CarrierRejected, TimeSpan.FromMinutes(15));
                break;
            case CarrierReply.Unavailable { MayHaveStarted: true }:
                // It may be ringing somewhere: events or the watch will tell. Meanwhile nobody else is dialled into the same trouble.
                _unanswered = true;
                _state!.OnDialUncertain(Now);
                Save();
                await GrainFactory.Carrier(carriers.Of(_key.Tenant)).BackOff(CarrierPause, CarrierAway);
                break;
            default:
                await Refused(CarrierAway, CarrierPause);
                break;
        }
    }

    public async Task Handle(CarrierEvent carrierEvent)
    {
        // Unanswered, so that the carrier or the sweep brings the event to the activation that owns the call.
        if (Overtaken()) throw new FenceLostException();
        if (!await Known())
        {
            writer.Post(_key.Tenant, null, [carrierEvent.EventId]);
            this.DeactivateOnIdle();
            return;
        }

        if (carrierEvent.Leg == LegKind.Supervisor)
        {
            await HandleSupervisor(carrierEvent);
            return;
        }

        _handled.Add(carrierEvent.EventId);
        if (!_state!.IsNew(carrierEvent))
        {
            Save();
            return;
        }

        if (_refused is not null)
        {
            // Given up long ago, and it rings after all: the contact is in the queue again, so this leg must end.
            if (carrierEvent.Kind != CarrierEventKind.HungUp) await carrier.HangUp(carrierEvent.LegId, CommandId.Of(CallId, "hangup", _hangUpTries++), CancellationToken.None);
            Save();
            return;
        }

        _lastNews = Now;
        await Do(_state.Apply(carrierEvent));
    }

    public async Task HangUp(string reason)
    {
        if (Overtaken() || !await Known()) return;
        // A line that was not needed any more has been answered meanwhile: whoever is there may still get an agent, and cut off would be abandoned for certain.
        if (reason == CallState.TakenBack && _state!.Facts.AnsweredAt is not null) return;
        // A number that must not be called stops ringing at once; everything else lets the law's least ring time pass.
        await Do(_state!.OnCancel(reason, ringsOn: reason != "suppressed" && Now < RangEnoughAt));
    }

    public async Task Rebridge(string agentLegId)
    {
        if (Overtaken() || !await Known() || _state!.Ended || _state.AgentId is null) return;
        _agentLeg = agentLegId;
        _bridgeTries = 0;
        await Bridge();
    }

    public async Task Reconcile()
    {
        // Whoever remembers the call watches it already; asking the carrier about every live call would only cost its goodwill.
        if (Overtaken() || _state is not null || !await Known() || _state!.Ended || _refused is not null) return;
        StartWatch();
        if (_state.Facts.LegId is not null) await LegIsOver(HangupCause.Lost);
        else if (_unasked is { } row && Now < _createdAt + OrderKnown) await Order(row.To, row.From!, row.DetectMachine, again: true);
    }

    /// <summary>Carries out what the state decided. Each step may lead to more.</summary>
    private async Task Do(IReadOnlyList<CallCommand> commands)
    {
        foreach (var command in commands)
        {
            switch (command)
            {
                case CallCommand.Route:
                    await Route();
                    break;
                case CallCommand.Speak:
                    await Speak();
                    break;
                case CallCommand.HangUp hangUp:
                    await HangUpLeg(hangUp.Why);
                    break;
                case CallCommand.OptOut:
                    await OptOut();
                    break;
                case CallCommand.Bridged when _state!.AgentId is { } agent:
                    await TellBridged(agent);
                    break;
                case CallCommand.ConnectedLate:
                    await TellLate();
                    break;
                case CallCommand.Finished finished:
                    await Finish(finished.Outcome);
                    break;
            }
        }

        Save();
    }

    private async Task Finish(string outcome)
    {
        _untold = outcome;
        ProductMeter.OnEnded(outcome);
        await TellEnd();
        await SupervisorLeaves();
    }

    /// <summary>Repeats until both have heard it: an agent that never hears of the end takes no further call, and neither does the contact.</summary>
    private async Task TellEnd()
    {
        try
        {
            var at = _state!.Facts.HungUpAt ?? Now;
            await GrainFactory.Queue(_key.Tenant, _campaign).CallEnded(new CallEnded(CallId, _contact, _untold!, _state.AgentId, at) { Rang = _state.Rang });
            if (_state.AgentId is { } agent) await GrainFactory.Agent(_key.Tenant, agent).CallChanged(CallId, CallStatus.Ended, at, _untold);
            _untold = null;
            if (!_optOutOpen) StopWatch();
        }
        catch (Exception e)
        {
            TelephonyLog.EndNotTold(log, CallId, e);
            StartWatch();
        }
    }

    private async Task TellBridged(Guid agent)
    {
        try
        {
            await GrainFactory.Agent(_key.Tenant, agent).CallChanged(CallId, CallStatus.Bridged, _state!.Facts.BridgedAt ?? Now, null);
        }
        catch (Exception e)
        {
            // Where the agent's grain starts anew it reads of the bridge in the call's row.
            TelephonyLog.BridgeNotTold(log, CallId, e);
        }
    }

    private async Task TellLate()
    {
        try
        {
            await GrainFactory.Queue(_key.Tenant, _campaign).ConnectedLate(CallId);
        }
        catch (Exception e)
        {
            // Where the queue's grain starts anew it reads of it in the call's row.
            TelephonyLog.BridgeNotTold(log, CallId, e);
        }
    }

    private async Task Refused(string reason, TimeSpan retryAfter)
    {
        _refused = reason;
        StopWatch();
        Save();
        await GrainFactory.Queue(_key.Tenant, _campaign).DialRefused(new DialRefused(CallId, _contact, reason, retryAfter));
    }

    private void Save()
    {
        var (state, facts) = (_state!, _state!.Facts);
        // A dial nobody took is over before it began.
        var snapshot = _refused is null
            ? new AttemptSnapshot(
                _fence, state.Status, facts.LegId, facts.Amd, state.Outcome, state.AgentId, facts.DialedAt ?? facts.InitiatedAt, facts.AnsweredAt, facts.BridgedAt,
                facts.HungUpAt, facts.Cause, facts.Source, facts.RecordingId, facts.MessageAt, state.ConnectBy)
            : new AttemptSnapshot(_fence, CallStatus.Ended, null, null, Outcome.Cancelled, null, null, null, null, Now, _refused, null, null);
        writer.Post(_key.Tenant, snapshot, _optOutOpen ? [] : _handled);
        if (!_optOutOpen) _handled.Clear();
    }

    private CallState StateOf(bool detectMachine, SpokenMessage? message, SpokenMessage? whenAbandoned, ConnectLimit connect)
    {
        _message = message ?? whenAbandoned;
        return new(detectMachine, message is not null, message?.ToMachines == true, whenAbandoned is not null, _message?.OptOutKey, connect);
    }

    /// <summary>Without memory of the call: the row and its inbox tell. False: there is no such call.</summary>
    private async Task<bool> Known()
    {
        if (_state is not null) return true;
        var (row, card) = await db.InTenant(_key.Tenant, async (s, ct) => (await AttemptRow.Take(s, CallId, ct), await AgentRow.Card(s, CallId, ct)));
        if (row is null) return false;
        (_state, _card, _campaign, _contact, _fence) = (StateOf(row.DetectMachine, row.Message, row.WhenAbandoned, row.Connect), card, row.CampaignId, row.ContactId, FenceOf(row.Epoch));
        (_ringTimeout, _leastRing, _createdAt, _lastNews) = (row.RingTimeoutSeconds, TimeSpan.FromSeconds(row.LeastRingSeconds), row.CreatedAt, Now);
        // Somebody died between the stored intent and the carrier's answer: nobody knows whether it was dialled, except the carrier.
        _unasked = row is { From: not null, Facts.DialedAt: null, Events.Count: 0 } ? row : null;
        _state.Restore(row.Facts, row.AgentId);
        if (row.Supervisor is var (by, role, leg)) Supervising.Restore(by, role, leg, Now);
        List<CallCommand> decided = [];
        foreach (var body in row.Events)
        {
            if (TelnyxEventParser.Parse(System.Text.Encoding.UTF8.GetBytes(body)) is not { } e) continue;
            decided.AddRange(_state.Apply(e));
            _handled.Add(e.EventId);
        }

        decided.AddRange(_state.Review());
        // What led to something that has since been overtaken is not done again.
        await Do([.. decided.Where(c => c is CallCommand.OptOut || c is CallCommand.Finished == _state.Ended)]);
        if (!_state.Ended) StartWatch();
        return true;
    }
}
