using Pivotal.Data.Shared;
using Pivotal.Domain.Accounts;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Gates;
using Pivotal.Domain.Shared;

namespace Pivotal.Grains.Agents;

/// <summary>The day on the tenant's clock that an agent's figures are counted on.</summary>
internal sealed class WorkingDay(IAgentRows rows, TimeProvider time)
{
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private DateOnly _day;

    /// <summary>Midnight.</summary>
    public DateTimeOffset Start => LocalDay.StartOf(time.GetUtcNow(), _zone);

    /// <returns>when it began</returns>
    public DateTimeOffset BeginIn(string zone)
    {
        _zone = ContactZone.Find(zone) ?? TimeZoneInfo.Utc;
        return Begin();
    }

    /// <summary>After midnight the figures begin again.</summary>
    public async Task Turn(AgentState state)
    {
        if (LocalDay.Of(time.GetUtcNow(), _zone) == _day)
            return;
        var midnight = Begin();
        state.OnNewDay(await rows.Today(midnight));
    }

    private DateTimeOffset Begin()
    {
        _day = LocalDay.Of(time.GetUtcNow(), _zone);
        return Start;
    }
}
