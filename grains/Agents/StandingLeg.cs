using Microsoft.Extensions.Logging;
using Orleans;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Telephony;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Telephony;

namespace Pivotal.Grains.Agents;

/// <summary>The agent's own line to the carrier: up while he is signed on, so that a person who answers waits for no ringing. Which it is says <see cref="AgentState.LegId"/>.</summary>
internal sealed class StandingLeg(
    ICarrier carrier,
    GrainKey key,
    AgentState state,
    AgentStore store,
    AgentMoves moves,
    IGrainFactory grains,
    TimeProvider time,
    ILogger log
)
{
    private static readonly TimeSpan RetryFirst = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryMost = TimeSpan.FromSeconds(30);

    /// <summary>A leg that nobody reported up by then is given up and dialled again.</summary>
    private static readonly TimeSpan UpLimit = TimeSpan.FromSeconds(20);

    /// <summary>A second leg of the same agent, left over from an order whose answer was lost.</summary>
    private string? _second;

    private string? _toCheck;
    private DateTimeOffset _nextDial;
    private DateTimeOffset _dialledAt;
    private TimeSpan _retry = RetryFirst;
    private int _tries;

    /// <summary>A leg is up, or may be, that nobody needs: signed off, perhaps by a process that died before it was ended. Back before that, it stays.</summary>
    public bool Ending => ToEnd is not null;

    private string? ToEnd => _second ?? (state.Status == AgentStatus.Offline ? state.LegId : null);

    private DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The leg that the row names may have ended while nobody was looking.</summary>
    public void OnRestored() => _toCheck = Ending ? null : state.LegId;

    /// <summary>By the clock: ends what is not needed, and brings back what is.</summary>
    public async Task Keep()
    {
        if (_second == state.LegId)
            _second = null;
        if (ToEnd is { } ending)
            await End(ending);
        if (_toCheck is { } known)
        {
            _toCheck = null;
            if (await carrier.Status(known, CancellationToken.None) == LegStatus.Alive)
                await OnUp(known);
            else
                await OnLost(known);
        }

        if (state.Status == AgentStatus.Offline || state.LegUp || Now < _nextDial)
            return;
        if (state.LegId is { } silent)
        {
            if (Now < _dialledAt + UpLimit)
                return;
            if (await carrier.Status(silent, CancellationToken.None) == LegStatus.Alive)
            {
                await OnUp(silent);
                return;
            }

            state.OnLegLost(silent);
        }

        await Dial();
    }

    public async Task OnUp(string legId)
    {
        if (state.LegUp && state.LegId != legId)
        {
            _second ??= legId;
            return;
        }

        // Told again what is known: nothing to store, and a call that is bridged stays so.
        if (state.LegUp)
            return;
        var duty = state.OnLegUp(legId);
        if (!state.LegUp)
            return;
        _retry = RetryFirst;
        await moves.Happened(duty);
        if (state is { Status: AgentStatus.OnCall, Call: { } call })
            await grains.Call(key.Tenant, call.CallId).Rebridge(legId);
    }

    public Task OnLost(string legId) => moves.Happened(state.OnLegLost(legId));

    private async Task End(string legId)
    {
        var reply = await carrier.HangUp(legId, CommandId.Of(key.Id, $"leg-end-{legId}", _tries++), CancellationToken.None);
        // Gone or not, the carrier no longer holds it for us; a failed order is repeated.
        if (reply is not (CarrierReply.Accepted or CarrierReply.Gone or CarrierReply.Rejected))
            return;
        if (_second == legId)
            _second = null;
        if (_toCheck == legId)
            _toCheck = null;
        await OnLost(legId);
    }

    private async Task Dial()
    {
        // An agent has one leg, so only the owner of the row dials one.
        await store.StillOurs();
        (_dialledAt, _nextDial) = (Now, Now + _retry);
        _retry = _retry * 2 < RetryMost ? _retry * 2 : RetryMost;
        var command = CommandId.Of(key.Id, $"leg-{Now.ToUnixTimeMilliseconds()}", _tries++);
        var order = new DialOrder(
            $"sip:agent-{key.Id:N}@sip.telnyx.com",
            state.Campaign?.CallerId ?? "",
            command,
            LegKind.Agent,
            key.Tenant,
            key.Id,
            30,
            false
        );
        switch (await carrier.Dial(order, CancellationToken.None))
        {
            case CarrierReply.Accepted accepted:
                state.OnLegDialed(accepted.LegId);
                store.OnNews();
                break;
            case CarrierReply.RateLimited limited:
                _nextDial = Now + limited.RetryAfter;
                break;
            case var refused:
                AgentsLog.LegNotDialled(log, key.Id, refused.GetType().Name);
                break;
        }
    }
}
