using Pivotal.Grains.Telephony;

namespace Pivotal.Grains.Agents;

/// <summary>What an agent's grain is given from outside.</summary>
internal sealed record AgentTools(IAgentRows Rows, ICarrier Carrier, TimeProvider Time);
