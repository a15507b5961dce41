using Pivotal.Domain.Campaigns;

namespace Pivotal.Domain.Dialer.Modes;

/// <summary>One line per free agent, never more: every call that could be answered has an agent of its own.</summary>
internal sealed class ProgressiveMode : Mode
{
    public override string Name => DialMode.Progressive;

    public override bool Paces => true;

    public override int Dials(ModeView queue) => Math.Max(0, Math.Min(queue.FreeForOutbound - queue.AwaitingAgent, queue.LinesLeft));

    public override int Surplus(ModeView queue) => Math.Max(0, queue.AwaitingAgent - queue.FreeForOutbound);
}
