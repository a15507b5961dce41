using Pivotal.Domain.Dialer.Agents;

namespace Pivotal.Grains.Agents;

/// <summary>Breaks with a purpose and a limit.</summary>
internal sealed class Breaks(IAgentRows rows, AgentState state, WorkingDay day, Desk desk, TimeProvider time)
{
    /// <summary>Of the break whose limit is known, when it began.</summary>
    private DateTimeOffset _known;

    private bool _overTold;

    /// <returns>true: a break may be taken for this reason, because the tenant has no codes or this is one</returns>
    public Task<bool> Allows(string? code) => rows.AllowsPause(code);

    /// <summary>What limits the break that has begun; managers hear of it once when it is over the limit, and nobody is sent back.</summary>
    public async Task Watch()
    {
        if (state.Status != AgentStatus.Break)
            return;
        if (_known != state.Since)
        {
            var (since, reason) = (state.Since, state.Reason);
            var pause = reason is null ? null : await rows.Pause(reason, since, day.Start);
            if (state.Since != since)
                return;
            (_known, _overTold) = (since, false);
            state.OnPause(pause);
            if (pause is not null)
                await desk.Tell();
        }

        if (_overTold || state.Pause?.Until is not { } until || until > time.GetUtcNow())
            return;
        _overTold = true;
        await desk.Tell();
    }
}
