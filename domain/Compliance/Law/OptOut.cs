namespace Pivotal.Domain.Compliance.Law;

/// <summary>
/// A key that is pressed while a message is spoken takes the number off every list at once (47 CFR 64.1200(a)(7)(i)(B) and (b)(3): automated, told in the message,
/// recorded at once, and the call ends).
/// </summary>
public static class OptOut
{
    public const string DefaultKey = "9",
        Placeholder = "{opt_out}";

    private const string Keys = "0123456789*#";

    public static bool IsKey(string? key) => key is { Length: 1 } && Keys.Contains(key, StringComparison.Ordinal);

    /// <param name="own">the campaign's choice</param>
    public static string? KeyOf(string? own, EffectiveCompliance law) =>
        own is { Length: > 0 } ? own
        : law.Message is { Value.AutomatedOptOut: true } ? DefaultKey
        : null;

    public static string Sentence(string key) => $"To never be called again, press {Spoken(key)} now.";

    /// <summary>A message of the campaign's own words: the key is told where they say so, or at their end.</summary>
    public static string Tell(string message, string? key) =>
        message.Contains(Placeholder, StringComparison.Ordinal) ? message.Replace(Placeholder, key is null ? "" : Sentence(key)).Trim()
        : key is null ? message
        : $"{message.TrimEnd()} {Sentence(key)}";

    private static string Spoken(string key) =>
        key switch
        {
            "*" => "the star key",
            "#" => "the pound key",
            _ => key,
        };
}
