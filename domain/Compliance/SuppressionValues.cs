using Pivotal.Domain.Accounts;

namespace Pivotal.Domain.Compliance;

/// <summary>What may stand on the suppression list, in the one form in which it is compared.</summary>
public static class SuppressionValues
{
    public static readonly string[] Kinds = ["phone", "email", "domain"];

    /// <param name="country">for numbers without a country code; null accepts international ones only</param>
    /// <returns>the normalised value, or null when the text is none of this kind</returns>
    public static string? Normalize(string kind, string text, string? country = null) =>
        kind switch
        {
            "phone" => PhoneNumbers.Normalize(text, country),
            "email" => Emails.Normalize(text),
            "domain" => Domains.Normalize(text) is { } domain && !Domains.IsFreeMail(domain) ? domain : null,
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
}
