namespace Pivotal.Domain.Dialer.Modes;

/// <param name="FreeAgents">agents who can take a call this instant</param>
/// <param name="AwaitingAgent">calls that may still ask for an agent: planned, dialling, ringing, or answered and not yet given away</param>
/// <param name="InFlight">all calls of the campaign that have not ended</param>
public readonly record struct PacingInput(int FreeAgents, int AwaitingAgent, int InFlight, int MaxConcurrent);

/// <summary>One line per free agent, never more: every call that could be answered has an agent of its own.</summary>
public static class ProgressivePacing
{
    public static int Dials(PacingInput now) => Math.Max(0, Math.Min(now.FreeAgents - now.AwaitingAgent, now.MaxConcurrent - now.InFlight));
}
