using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Pacing;

namespace Pivotal.Domain.Dialer.Modes;

/// <summary>What a mode sees of the queue.</summary>
/// <param name="Free">agents who can take a call this instant</param>
/// <param name="Kept">agents whom outbound calls leave alone</param>
/// <param name="AwaitingAgent">calls that may still ask for an agent: planned, dialling, ringing, or answered and not yet given away</param>
/// <param name="Waiting">people on the line who have nobody yet and take anybody</param>
/// <param name="InFlight">all calls of the campaign that have not ended</param>
public readonly record struct ModeView(
    CampaignSettings Settings,
    PredictivePacer Pacer,
    AgentlessPacing Agentless,
    int Free,
    int Kept,
    int AwaitingAgent,
    int Waiting,
    int InFlight,
    DateTimeOffset Now
)
{
    public int FreeForOutbound => Math.Max(0, Free - Kept);

    public int LinesLeft => Settings.MaxConcurrent - InFlight;
}
