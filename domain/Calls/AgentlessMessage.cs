using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Compliance.Law;

namespace Pivotal.Domain.Calls;

internal static class AgentlessMessage
{
    public static SpokenMessage Of(CampaignRules rules, EffectiveCompliance law)
    {
        var (agentless, key) = (rules.Agents.Agentless, OptOut.KeyOf(rules.Agents.Agentless.OptOutKey, law));
        return new(OptOut.Tell(agentless.Message, key), agentless.Language, agentless.OnMachine == AgentlessRules.Speak, key);
    }

    /// <summary>Longer than any voice needs for it: ten characters a second, and ten seconds, in which a key can be found.</summary>
    public static TimeSpan Longest(SpokenMessage message) => TimeSpan.FromSeconds(10 + (message.Text.Length / 10.0));
}
