using Pivotal.GrainInterfaces.Dialer.Rules;
using Pivotal.GrainInterfaces.Telephony;

namespace Pivotal.Grains.Telephony;

internal static class AgentlessMessage
{
    public static SpokenMessage Of(AgentlessRules rules) => new(rules.Message, rules.Language, rules.OnMachine == AgentlessRules.Speak);

    /// <summary>Longer than any voice needs for it: ten characters a second, and ten seconds.</summary>
    public static TimeSpan Longest(SpokenMessage message) => TimeSpan.FromSeconds(10 + (message.Text.Length / 10.0));
}
