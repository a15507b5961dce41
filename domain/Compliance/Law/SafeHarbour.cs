using System.Text.RegularExpressions;

namespace Pivotal.Domain.Compliance.Law;

/// <summary>What is said to somebody who answered and for whom no agent is there in time.</summary>
public static partial class SafeHarbour
{
    public const string DefaultText =
        "Hello. This was a call from {seller}, and no member of our team is free to speak with you right now. You can reach us on {number}. {opt_out}";

    /// <param name="Text">with its placeholders filled</param>
    /// <param name="Language">BCP 47</param>
    /// <param name="OptOutKey">see <see cref="OptOut"/></param>
    public sealed record Spoken(string Text, string Language, string? OptOutKey);

    /// <summary>Null: nothing is to be said.</summary>
    public static Spoken? For(ComplianceRules rules, EffectiveCompliance effective, string? callerId)
    {
        if (rules.Message is null && effective.Message is null)
            return null;
        var message = rules.Message ?? new();
        var key = OptOut.KeyOf(message.OptOutKey, effective);
        return new(
            Fill(message.Text is { Length: > 0 } text ? text : DefaultText, message.Seller, message.Number ?? callerId ?? "", key),
            message.Language,
            key
        );
    }

    public static string Fill(string text, string seller, string number, string? key = null) =>
        text.Replace("{seller}", seller)
            .Replace("{number}", number)
            .Replace(
                OptOut.Placeholder,
                key is null ? $"If you do not want to be called again, tell us on {number}." : OptOut.Sentence(key)
            )
            .Trim();

    /// <summary>The parts whose placeholder a text lacks.</summary>
    public static IReadOnlyList<string> Missing(string text, MessageRule rule) =>
        [.. rule.Parts.Where(part => !text.Contains($"{{{part}}}", StringComparison.Ordinal))];

    /// <summary>Placeholders nobody fills.</summary>
    public static IReadOnlyList<string> Unknown(string text) =>
        [.. Placeholder().Matches(text).Select(m => m.Groups[1].Value).Except(MessageRule.AllParts)];

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Placeholder();
}
