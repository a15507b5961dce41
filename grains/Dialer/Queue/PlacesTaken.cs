using Pivotal.Domain.Dialer.Gates;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Queue;

namespace Pivotal.Grains.Dialer.Queue;

/// <param name="Held">dials that have the places they need</param>
/// <param name="Refused">and those for which there was none</param>
internal sealed record PlacesTaken(IReadOnlyList<PlannedDial> Held, IReadOnlyList<(PlannedDial Dial, GateVerdict Why)> Refused)
{
    public static PlacesTaken All(IReadOnlyList<PlannedDial> dials) => new(dials, []);
}
