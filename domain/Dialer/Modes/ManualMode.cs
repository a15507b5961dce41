using Pivotal.Domain.Campaigns;

namespace Pivotal.Domain.Dialer.Modes;

/// <summary>The agent picks a contact or types a number.</summary>
internal sealed class ManualMode : Mode
{
    public override string Name => DialMode.Manual;

    public override bool AgentDecides => true;

    public override bool AgentPicks => true;

    public override int Dials(ModeView queue) => 0;

    public override int AgentsToClaimFor(ModeView queue) => 0;
}
