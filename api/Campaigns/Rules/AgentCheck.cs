using Pivotal.Api.Shared;
using Pivotal.GrainInterfaces.Dialer.Rules;

namespace Pivotal.Api.Campaigns.Rules;

internal static class AgentCheck
{
    public static void Run(Validation check, AgentRules agents) =>
        check.OneOf("/rules/agents/choice", agents.Choice, [AgentRules.LongestIdle]);
}
