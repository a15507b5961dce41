using Pivotal.Domain.Dialer.Pacing;

namespace Pivotal.Domain.Dialer.Modes;

/// <summary>A fixed number of lines per free agent, whatever the answer rate, as far as the abandon budget has room for it; without, it is one line per agent.</summary>
public static class PowerPacing
{
    /// <param name="ratio">lines per free agent, 1–10; rounded up over all agents</param>
    /// <param name="budget">its room narrows the lines beyond the agents; while it knows nothing there is one such line at a time</param>
    public static int Dials(PacingInput now, double ratio, AbandonBudget budget) =>
        Math.Max(0, Math.Min(Lines(now.FreeAgents, ratio, budget) - now.AwaitingAgent, now.MaxConcurrent - now.InFlight));

    /// <summary>How many lines so many free agents may have.</summary>
    public static int Lines(int free, double ratio, AbandonBudget budget)
    {
        var ahead = free * Math.Max(0, ratio - 1);
        return free + (budget.KnowsNothing ? Math.Min(1, (int)Math.Ceiling(ahead)) : (int)Math.Ceiling(ahead * budget.Room()));
    }
}
