using Orleans;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Agents;

/// <summary>What an agent asks for at his desk, or a supervisor for him.</summary>
internal sealed class AgentRequests(
    IAgentRows rows,
    GrainKey key,
    AgentState state,
    Assignment assignment,
    Breaks breaks,
    AgentMoves moves,
    IGrainFactory grains,
    TimeProvider time
)
{
    /// <param name="by">himself, or the supervisor who forces it and of whom he is told</param>
    public async Task<Refusal?> SetStatus(string status, string? reason, Guid by)
    {
        await assignment.Load();
        var own = by == key.Id;
        if (own && status == AgentStatus.Break && !await breaks.Allows(reason))
            return AgentRefusals.PauseCodeRequired();
        var now = time.GetUtcNow();
        var notice = own ? null : new AgentNotice(AgentNotice.Forced, reason ?? "", status, await rows.NameOf(by), now);
        return await moves.Ask(
            asked =>
            {
                var (refusal, duty) = asked.SetStatus(status, reason, now);
                if (refusal is not null)
                    return (refusal, null);
                if (notice is null)
                    asked.OnNoticeRead();
                else
                    asked.OnForced(notice);
                return (null, duty);
            },
            supervisor: own ? null : by
        );
    }

    public Task<Refusal?> ExtendWrapUp() => moves.Ask(asked => (asked.ExtendWrapUp(), AgentDuty.None), note: AgentReason.Extended);

    public async Task<Refusal?> HangUp(Guid callId)
    {
        var ringing = state.Preview is { Status: PreviewCard.Dialing } preview && preview.Card.CallId == callId;
        if (!ringing && state.Call?.CallId != callId)
            return CallRefusals.NotYours();
        if (!ringing && state.Status != AgentStatus.OnCall)
            return CallRefusals.AlreadyEnded();
        await grains.Call(key.Tenant, callId).HangUp("agent");
        return null;
    }
}
