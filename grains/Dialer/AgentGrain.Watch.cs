using Orleans;
using Orleans.Runtime;
using Pivotal.Data.Shared;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Gates;
using Pivotal.Domain.Shared;
using Pivotal.Domain.Telephony;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Telephony;

namespace Pivotal.Grains.Dialer;

/// <summary>What an agent's grain does by the clock: end wrap-up at its limit, keep the standing leg up, store what changed, begin a new day.</summary>
internal sealed partial class AgentGrain
{
    private static readonly TimeSpan LegRetryFirst = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LegRetryMost = TimeSpan.FromSeconds(30);

    /// <summary>A leg that nobody reported up by then is given up and dialled again.</summary>
    private static readonly TimeSpan LegLimit = TimeSpan.FromSeconds(20);

    /// <summary>A row is written a moment behind what happened: between these two, after the activation, it tells the truth about a call of before.</summary>
    private static readonly TimeSpan StrayFirst = TimeSpan.FromMilliseconds(500), StrayLimit = TimeSpan.FromSeconds(5);

    /// <summary>Calls that this activation has had in that time.</summary>
    private readonly HashSet<Guid> _met = [];

    /// <summary>How often an agent's grain asks of the call it has, in case nobody could tell it of its end.</summary>
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(10);

    private DateTimeOffset _activatedAt;
    private DateTimeOffset _nextAsk;
    private string? _legToEnd;
    private string? _legToCheck;
    private DateTimeOffset _nextLegDial;
    private DateTimeOffset _legDialledAt;
    private TimeSpan _legRetry = LegRetryFirst;
    private int _legTries;

    private void EnsureTicking() =>
        _timer ??= this.RegisterGrainTimer(_ => Tick(), new GrainTimerCreationOptions(TimeSpan.Zero, Second) { KeepAlive = true });

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
            DialerLog.AgentNotStored(log, _key.Id, e);
        }
    }

    private async Task Work()
    {
        await TakeStray();
        await KnowEnd();
        if (_owed != AgentDuty.None) await Carry(_owed);
        if (_state.OnWrapUpOver(Now) is var duty && duty != AgentDuty.None) await Changed(duty);
        if (_state.AutoPause(Now) is { } pause) await Changed(pause);
        await KnowPause();
        if (_state.PreviewForgotten(Now, PreviewPatience)) await Carry(AgentDuty.Announce);
        await NewDay();
        await KeepLeg();
        if (_unsaved) await Store();
        if (_state.Status == AgentStatus.Offline && !_unsaved && _owed == AgentDuty.None && _legToEnd is null)
        {
            _timer?.Dispose();
            _timer = null;
        }
    }

    /// <summary>
    /// While a silo leaves, an activation there may have accepted a call that neither the agent's row nor the call's named when this one read them: the call's row follows a moment later. Somebody talks
    /// with the agent then, so he is not free.
    /// </summary>
    private async Task TakeStray()
    {
        if (Now < _activatedAt + StrayFirst || Now > _activatedAt + StrayLimit || _state.Status != AgentStatus.Available) return;
        var found = await db.InTenant(_key.Tenant, async (s, ct) =>
            await AgentRow.Stray(s, _key.Id, _activatedAt, _met, ct) is { } stray ? (Card: await AgentRow.Card(s, stray.Call, ct), stray.Ended) : default);
        if (found.Card is not { } card || !_state.Offer(card, Now)) return;
        _met.Add(card.CallId);
        DialerLog.StrayTaken(log, _key.Id, card.CallId);
        var duty = found.Ended ? _state.OnCallEnded(card.CallId, Outcome.Connected, card.EndedAt ?? Now, _state.WrapUpSeconds, Now) ?? AgentDuty.None : AgentDuty.None;
        await Changed(duty == AgentDuty.None ? AgentDuty.Withdraw : duty);
    }

    /// <summary>A call tells its end to the activation that it finds; the one that counts may be another, and its agent would wait for ever.</summary>
    private async Task KnowEnd()
    {
        if (_state is not { Status: AgentStatus.OnCall, Call: { } call })
        {
            _nextAsk = Now + AskEvery;
            return;
        }

        if (Now < _nextAsk) return;
        _nextAsk = Now + AskEvery;
        if (await db.InTenant(_key.Tenant, (s, ct) => AgentRow.Ended(s, call.CallId, ct)) is not { } end) return;
        if (_state.OnCallEnded(call.CallId, end.Outcome, end.At, _state.WrapUpSeconds, Now) is { } duty) await Changed(duty);
    }

    private async Task KeepLeg()
    {
        // Back before the leg was ended: it stays.
        if (_legToEnd == _state.LegId && _state.Status != AgentStatus.Offline) _legToEnd = null;
        if (_legToEnd is { } ending)
        {
            // Gone or not, the carrier no longer holds it for us; a failed order is repeated.
            if (await carrier.HangUp(ending, CommandId.Of(_key.Id, $"leg-end-{ending}", _legTries++), CancellationToken.None) is CarrierReply.Accepted or CarrierReply.Gone or CarrierReply.Rejected)
            {
                _legToEnd = null;
                await Changed(_state.OnLegLost(ending));
            }
        }

        if (_legToCheck is { } known)
        {
            _legToCheck = null;
            if (await carrier.Status(known, CancellationToken.None) == LegStatus.Alive) await LegUp(known);
            else await Changed(_state.OnLegLost(known));
        }

        if (_state.Status == AgentStatus.Offline || _state.LegUp || Now < _nextLegDial) return;
        if (_state.LegId is { } silent)
        {
            if (Now < _legDialledAt + LegLimit) return;
            if (await carrier.Status(silent, CancellationToken.None) == LegStatus.Alive)
            {
                await LegUp(silent);
                return;
            }

            _state.OnLegLost(silent);
        }

        await DialLeg();
    }

    private async Task DialLeg()
    {
        // An agent has one leg, so only the owner of the row dials one.
        await StillOurs();
        (_legDialledAt, _nextLegDial) = (Now, Now + _legRetry);
        _legRetry = _legRetry * 2 < LegRetryMost ? _legRetry * 2 : LegRetryMost;
        var order = new DialOrder(
            $"sip:agent-{_key.Id:N}@sip.telnyx.com", _state.Campaign?.CallerId ?? "", CommandId.Of(_key.Id, $"leg-{Now.ToUnixTimeMilliseconds()}", _legTries++), LegKind.Agent, _key.Tenant, _key.Id, 30, false);
        switch (await carrier.Dial(order, CancellationToken.None))
        {
            case CarrierReply.Accepted accepted:
                _state.OnLegDialed(accepted.LegId);
                _unsaved = true;
                break;
            case CarrierReply.RateLimited limited:
                _nextLegDial = Now + limited.RetryAfter;
                break;
            case var refused:
                DialerLog.LegNotDialled(log, _key.Id, refused.GetType().Name);
                break;
        }
    }

    private async Task LegUp(string legId)
    {
        if (_state.LegUp && _state.LegId != legId)
        {
            // A second leg of the same agent, left over from an order whose answer was lost.
            _legToEnd ??= legId;
            return;
        }

        // Told again what is known: nothing to store, and a call that is bridged stays so.
        if (_state.LegUp) return;
        var duty = _state.OnLegUp(legId);
        if (!_state.LegUp) return;
        _legRetry = LegRetryFirst;
        await Changed(duty);
        if (_state is { Status: AgentStatus.OnCall, Call: { } call }) await GrainFactory.Call(_key.Tenant, call.CallId).Rebridge(legId);
    }

    private async Task NewDay()
    {
        if (LocalDay.Of(Now, _zone) == _day) return;
        var midnight = Midnight(_zone.Id);
        _state.OnNewDay(await db.InTenant(_key.Tenant, (s, ct) => AgentRow.Today(s, _key.Id, midnight, ct)));
    }

    private DateTimeOffset Midnight(string zone)
    {
        _zone = ContactZone.Find(zone) ?? TimeZoneInfo.Utc;
        _day = LocalDay.Of(Now, _zone);
        return DayStart();
    }

    private DateTimeOffset DayStart() => LocalDay.StartOf(Now, _zone);

    /// <summary>What the rows say, with the call's own row as the better witness of a call.</summary>
    private void Restore(AgentFound row, CallCard? card, AgentDay today)
    {
        var (status, since, idle) = (row.Status, row.Since, row.IdleSince);
        if (card is not null && !row.OpenCallEnded) (status, idle) = (AgentStatus.OnCall, null);
        else if (card is not null && status == AgentStatus.OnCall)
        {
            // It ended while nobody was looking; wrap-up begins now.
            (status, since) = (AgentStatus.WrapUp, Now);
            card = card with { Status = CallStatus.Ended, WrapUpUntil = Now.AddSeconds(row.Campaign?.WrapUpSeconds ?? _state.WrapUpSeconds) };
        }
        else if (card is not null && status == AgentStatus.WrapUp) card = card with { Status = CallStatus.Ended, WrapUpUntil = row.WrapUpUntil ?? Now };
        else if (status is AgentStatus.OnCall or AgentStatus.WrapUp) (status, since, idle, card) = (AgentStatus.Available, Now, Now, null);
        else card = null;
        _state.Restore(status, row.Reason, since, idle, row.LegId, row.Campaign, card, today, row.AtDesk);
        // Signed off, but the process died before the leg was ended.
        if (status == AgentStatus.Offline) _legToEnd = row.LegId;
        else _legToCheck = row.LegId;
    }
}
