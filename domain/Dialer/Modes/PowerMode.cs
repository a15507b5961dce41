using Pivotal.Domain.Campaigns;

namespace Pivotal.Domain.Dialer.Modes;

/// <summary>A fixed number of lines per free agent, whatever the answer rate, as far as the abandon budget has room for it; without, it is one line per agent.</summary>
internal sealed class PowerMode : Mode
{
    public override string Name => DialMode.Power;

    public override bool Paces => true;

    public override bool DialsAhead => true;

    public override int Dials(ModeView queue) => Math.Max(0, Math.Min(Lines(queue) - queue.AwaitingAgent, queue.LinesLeft));

    public override int LinesWithAgent(ModeView queue) => Math.Max(0, queue.FreeForOutbound - queue.AwaitingAgent);

    public override int Surplus(ModeView queue) => Math.Max(0, queue.AwaitingAgent - Lines(queue));

    /// <summary>How many lines so many free agents may have: the ratio is rounded up over all of them, and while the budget knows nothing there is one line beyond the agents at a time.</summary>
    private static int Lines(ModeView queue)
    {
        var (free, budget) = (queue.FreeForOutbound, queue.Pacer.Budget);
        var ahead = free * Math.Max(0, queue.Settings.PowerRatio - 1);
        return free + (budget.KnowsNothing ? Math.Min(1, (int)Math.Ceiling(ahead)) : (int)Math.Ceiling(ahead * budget.Room()));
    }
}
