using Pivotal.Domain.Campaigns;

namespace Pivotal.Domain.Dialer.Modes;

/// <summary>The agent looks at the next contact and says when, or not this one.</summary>
internal sealed class PreviewMode : Mode
{
    public override string Name => DialMode.Preview;

    public override bool AgentDecides => true;

    public override bool ShowsFirst => true;

    public override int Dials(ModeView queue) => 0;
}
