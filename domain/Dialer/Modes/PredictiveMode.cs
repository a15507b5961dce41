using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Pacing;

namespace Pivotal.Domain.Dialer.Modes;

/// <summary>Dials ahead of agents who are about to finish, as long as the risk that an answer finds nobody stays under what the budget gives (<see cref="PredictivePacer"/>).</summary>
internal sealed class PredictiveMode : Mode
{
    public override string Name => DialMode.Predictive;

    public override bool Paces => true;

    public override bool DialsAhead => true;

    public override bool CountsOnTheBusy => true;

    public override bool BorrowsFromTheDay => true;

    public override int Dials(ModeView queue) =>
        queue.Pacer.Dials(
            queue.Free - queue.Kept,
            queue.Waiting,
            queue.AwaitingAgent - queue.Waiting - queue.Pacer.Ringing,
            queue.LinesLeft,
            queue.Now
        );

    public override int LinesWithAgent(ModeView queue) => queue.Pacer.Floor;

    public override double? Risk(ModeView queue, int beyond) =>
        beyond < queue.Pacer.Risks.Count ? Math.Round(queue.Pacer.Risks[beyond], 5) : null;

    public override int Surplus(ModeView queue) =>
        queue.Free + queue.Pacer.Busy > 0
            ? queue.Pacer.Uncovered(queue.Free - queue.Kept, queue.Waiting, queue.Now)
            : Math.Max(0, queue.AwaitingAgent - queue.FreeForOutbound);

    public override int AgentsToClaimFor(ModeView queue) => queue.Free + queue.Pacer.Busy;
}
