using Pivotal.Domain.Dialer.Agents;

namespace Pivotal.Grains.Agents;

/// <summary>What the API hears from the browsers. Stored before it is answered, so that the API need not say it twice.</summary>
internal sealed class PresenceWatch(
    IAgentRows rows,
    AgentState state,
    AgentStore store,
    AgentMoves moves,
    DateTimeOffset activatedAt,
    TimeProvider time
)
{
    /// <returns>true: that somebody came is news for the row, and for nobody else</returns>
    public async Task<bool> Seen(DateTimeOffset at)
    {
        var news = !state.AtDesk;
        if (news)
        {
            var next = state.Copy();
            next.OnPresenceSeen(at);
            await store.Store(next);
        }

        state.OnPresenceSeen(at);
        return news;
    }

    public async Task SignedOut()
    {
        var now = time.GetUtcNow();
        if (await rows.MayWork(now))
            return;
        await moves.Ask(s => (null, s.OnSignedOut(now)));
    }

    /// <returns>false: the activation is too young to know who else has seen the agent</returns>
    public async Task<bool> Lost(DateTimeOffset since, TimeSpan told)
    {
        var now = time.GetUtcNow();
        if (now < activatedAt + told && !state.SeenAfter(since))
            return false;
        await moves.Ask(s => (null, s.OnPresenceLost(since, now)));
        return true;
    }
}
