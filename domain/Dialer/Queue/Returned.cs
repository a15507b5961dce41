using Pivotal.Domain.Dialer.Gates;
using Pivotal.Domain.Dialer.Order;

namespace Pivotal.Domain.Dialer.Queue;

/// <summary>A claimed contact that goes back, with its reason and the next moment it is looked at.</summary>
public sealed record Returned(HopperEntry Entry, GateVerdict Why);
