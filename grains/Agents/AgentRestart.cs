using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Agents;

namespace Pivotal.Grains.Agents;

/// <summary>How an agent goes on after a restart.</summary>
internal static class AgentRestart
{
    /// <summary>What the rows say, with the call's own row as the better witness of a call.</summary>
    public static void Restore(this AgentState state, AgentFound row, CallCard? card, AgentDay today, DateTimeOffset now)
    {
        var (status, since, idle) = (row.Status, row.Since, row.IdleSince);
        if (card is not null && !row.OpenCallEnded)
            (status, idle) = (AgentStatus.OnCall, null);
        else if (card is not null && status == AgentStatus.OnCall)
        {
            // It ended while nobody was looking; wrap-up begins now.
            (status, since) = (AgentStatus.WrapUp, now);
            card = card with
            {
                Status = CallStatus.Ended,
                WrapUpUntil = now.AddSeconds(row.Campaign?.WrapUpSeconds ?? state.WrapUpSeconds),
            };
        }
        else if (card is not null && status == AgentStatus.WrapUp)
            card = card with { Status = CallStatus.Ended, WrapUpUntil = row.WrapUpUntil ?? now };
        else if (status is AgentStatus.OnCall or AgentStatus.WrapUp)
            (status, since, idle, card) = (AgentStatus.Available, now, now, null);
        else
            card = null;
        state.Restore(status, row.Reason, since, idle, row.LegId, row.Campaign, card, today, row.AtDesk);
    }
}
