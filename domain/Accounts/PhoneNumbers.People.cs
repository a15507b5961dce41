namespace Pivotal.Domain.Accounts;

/// <summary>Numbers that stand where a person's telephone should.</summary>
public static partial class PhoneNumbers
{
    /// <summary>
    /// As <see cref="Parse(string?, Country?)"/>, but null for a shared-cost or premium-rate number: by the numbering plan nobody in person has one, the caller pays for it, and in a person's row it is
    /// more often another country's number that lost its plus ("1860 870 4406" with India: 860 is Connecticut). A company may have one.
    /// </summary>
    public static PhoneNumber? ParsePersonal(string? text, Country? country) =>
        Understand(text, country, out var found) >= PhoneVerdict.Possible && PaidBy(found) == PhoneType.Unknown ? new PhoneNumber(found.E164, found.Extension) : null;

    /// <summary>The number alone, or null.</summary>
    public static string? NormalizePersonal(string? text, string? country) => ParsePersonal(text, Countries.Find(country))?.E164;

    /// <summary>Why the text is no number of a person, for whoever wrote it; null when it is one.</summary>
    public static string? PersonalFault(string? text, Country? country)
    {
        var verdict = Understand(text, country, out var found);
        return verdict < PhoneVerdict.Possible ? new PhoneReading(verdict).Fault : PaidBy(found) switch
        {
            PhoneType.SharedCost => "By its country's numbering plan this is a shared-cost number, which no person has.",
            PhoneType.PremiumRate => "By its country's numbering plan this is a premium-rate number, which no person has.",
            _ => null,
        };
    }

    /// <summary><see cref="PhoneType.SharedCost"/>, <see cref="PhoneType.PremiumRate"/>, or unknown: neither.</summary>
    private static PhoneType PaidBy(Found found)
    {
        // North America has the one area code for both, and is most of what is imported.
        if (found.Number.CountryCode == 1) return found.E164.AsSpan(2, 3) is "900" ? PhoneType.PremiumRate : PhoneType.Unknown;
        return TypeOf(found.Number) is var type and (PhoneType.SharedCost or PhoneType.PremiumRate) ? type : PhoneType.Unknown;
    }
}
