using Pivotal.Domain.Campaigns;

namespace Pivotal.Domain.Dialer.Modes;

/// <summary>Nobody is to speak: the campaign's message is played to who answers. Only lines and rate limit the dials.</summary>
internal sealed class AgentlessMode : Mode
{
    public override string Name => DialMode.Agentless;

    public override bool NeedsAgents => false;

    public override int Dials(ModeView queue) =>
        queue.Agentless.Dials(
            queue.InFlight,
            queue.Settings.MaxConcurrent,
            queue.Settings.Rules.Agents.Agentless.CallsPerMinute,
            queue.Now
        );

    public override int AgentsToClaimFor(ModeView queue) => 1;

    public override void OnDialed(ModeView queue) => queue.Agentless.OnDialed();
}
