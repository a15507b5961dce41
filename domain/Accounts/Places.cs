using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Accounts;

/// <summary>Where a company without a domain sits, in the one form in which it is compared: "Berlin, Germany", "BERLIN, DE" and "berlin, Deutschland" are one place.</summary>
public static class Places
{
    private const int Most = 100;

    /// <returns>empty when neither is known</returns>
    public static string Key(string? city, string? country)
    {
        if (city is null && country is null)
            return "";
        return $"{Part(city)}/{(Countries.Find(country) is { } found ? found.Code : Part(country))}";
    }

    private static string Part(string? text) =>
        Letters.Of(text) is { Length: > 0 } letters ? letters.Beginning(Most) : (text ?? "").Trim().ToLowerInvariant().Beginning(Most);
}
