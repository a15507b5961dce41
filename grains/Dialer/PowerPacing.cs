namespace Pivotal.Grains.Dialer;

/// <summary>A fixed number of lines per free agent, whatever the answer rate. Without abandon budget it falls back to one.</summary>
public static class PowerPacing
{
    /// <param name="ratio">lines per free agent, 1–10; rounded up over all agents</param>
    /// <param name="mayRisk">another abandoned call would still be within the cap</param>
    public static int Dials(PacingInput now, double ratio, bool mayRisk)
    {
        var lines = mayRisk ? (int)Math.Ceiling(now.FreeAgents * Math.Max(1, ratio)) : now.FreeAgents;
        return Math.Max(0, Math.Min(lines - now.AwaitingAgent, now.MaxConcurrent - now.InFlight));
    }
}
