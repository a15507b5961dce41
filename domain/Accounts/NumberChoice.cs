extern alias libphonenumber;

using System.Globalization;
using Google = libphonenumber::PhoneNumbers;
using Result = libphonenumber::PhoneNumbers.PhoneNumberUtil.ValidationResult;
using Source = libphonenumber::PhoneNumbers.PhoneNumber.Types.CountryCodeSource;

namespace Pivotal.Domain.Accounts;

/// <summary>
/// Which number digits are that can be read in several ways. A valid reading comes before one that is only as long as numbers are; where two countries' readings are valid and nothing
/// written tells them apart, there is none.
/// </summary>
internal static class NumberChoice
{
    // Shorter is a national number of many countries.
    private const int FewestWithCountryCode = 11;

    // ITU-T E.164 has 15 digits; an international prefix (at most 5) and a trunk prefix may stand before them.
    private const int MostDigits = 21;
    private const int MostExtension = 11;

    /// <summary>By how many digits are written: the calling codes whose national numbers may be that long, with the trunk prefix before them or none.</summary>
    private static readonly ILookup<int, (int Code, string Trunk)> Plans = (
        from region in NumberingPlan.Library.GetSupportedRegions()
        from trunk in new[] { "", NumberingPlan.Library.GetNddPrefixForRegion(region, true) ?? "" }
        let plan = (Code: NumberingPlan.Library.GetCountryCodeForRegion(region), Trunk: trunk)
        from digits in Enumerable.Range(FewestWithCountryCode, 16 - FewestWithCountryCode)
        where NumberingPlan.Library.IsPossibleNumber(National(plan.Code, new string('9', digits - plan.Trunk.Length)))
        select (digits, plan)
    )
        .Distinct()
        .ToLookup(p => p.digits, p => p.plan);

    /// <summary>The number that a text means, by the country it is written in.</summary>
    public static PhoneVerdict Understand(string? text, Country? country, out FoundNumber found)
    {
        found = default;
        if (text is null)
            return PhoneVerdict.NotANumber;
        // A spreadsheet keeps a number as text by an apostrophe or as ="…".
        var value = text.AsSpan().Trim().TrimStart("'=\"").TrimEnd('"').ToString();
        if (value.Length > PhoneNumbers.MostText)
            return PhoneVerdict.NotANumber;
        if (value.StartsWith("tel:", StringComparison.OrdinalIgnoreCase))
            value = value[4..];
        var region = country is not null && NumberingPlan.Library.GetCountryCodeForRegion(country.Code) > 0 ? country.Code : null;
        if (
            PhoneSpelling.Unrounded(value) is not { } whole
            || (PhoneLookalikes.IsDateOrAddress(whole) && !PhoneLookalikes.IsSixDigitsAtHome(whole, region))
            || !PhoneSpelling.Split(whole, out var number, out var tail)
            || PhoneSpelling.HoldsTwo(number)
        )
            return PhoneVerdict.NotANumber;
        number = number.Replace('/', ' ');
        var digits = number.Count(char.IsAsciiDigit);
        if (digits == 0)
            return PhoneVerdict.NotANumber;
        if (digits > MostDigits || tail.Count(char.IsAsciiDigit) > MostExtension)
            return PhoneVerdict.TooLong;

        if (number[0] == '+')
            return International(number, tail, value, country, out found);
        return region is null ? WithoutCountry(number, tail, value, out found) : InCountry(number, tail, value, country!, out found);
    }

    private static PhoneVerdict International(string number, string tail, string value, Country? country, out FoundNumber found)
    {
        found = default;
        if (number.StartsWith("+00", StringComparison.Ordinal))
            number = $"+{number.AsSpan(3).TrimStart()}";
        // "+8 495 …" is a Russian trunk prefix and no Vietnamese number: one digit alone is a calling code only when it is 1 or 7.
        if (number is ['+', not ('1' or '7'), ' ', ..])
            return PhoneVerdict.Unclear;
        var region = country?.Code;
        var judged = NumberingPlan.Judge(number, tail, region, out found);
        // Mexico wrote a 1 before its mobiles until 2019.
        if (judged < PhoneVerdict.Possible && number.Replace(" ", "") is ['+', '5', '2', '1', .. { Length: 10 } mobile])
            return NumberingPlan.Judge($"+52{mobile}", tail, region, out found);
        // "+34 (0)91 …": a trunk prefix in brackets where the country has none.
        return judged < PhoneVerdict.Possible && value.IndexOf("(0)", StringComparison.Ordinal) is >= 0 and var zero
            ? Understand(value.Remove(zero, 3), country, out found)
            : judged;
    }

    /// <summary>Only what can be nothing but complete: valid behind a plus, and in no country a number of its own.</summary>
    private static PhoneVerdict WithoutCountry(string number, string tail, string value, out FoundNumber found)
    {
        if (number.StartsWith("00", StringComparison.Ordinal))
            return International(Abroad(number), tail, value, null, out found);
        found = default;
        var digits = number.Replace(" ", "");
        if (digits.Length < FewestWithCountryCode)
            return PhoneVerdict.TooShort;
        if (
            International($"+{number}", tail, value, null, out var read) < PhoneVerdict.Possible
            || !NumberingPlan.Library.IsValidNumber(read.Number)
        )
            return PhoneVerdict.NotANumber;
        return IsNationalElsewhere(digits, read.Number.CountryCode) ? PhoneVerdict.Unclear : Take(read, out found);
    }

    private static PhoneVerdict InCountry(string number, string tail, string value, Country country, out FoundNumber found)
    {
        if (number.StartsWith("00", StringComparison.Ordinal))
            return BehindZeros(number, tail, value, country, out found);
        found = default;
        var digits = number.Replace(" ", "");
        var home = NumberingPlan.Judge(number, tail, country.Code, out var read);
        // The country's own code stands before the number; written before it once more, it would make another one.
        if (
            digits.StartsWith(PhoneNumbers.CallingCode(country)!, StringComparison.Ordinal)
            && !(home >= PhoneVerdict.Possible && IsWrittenAtHome(read, digits))
            && International($"+{number}", tail, value, country, out var own) >= PhoneVerdict.Possible
            && NumberingPlan.Library.IsValidNumber(own.Number)
        )
            return Take(own, out found);
        if (home >= PhoneVerdict.Possible && IsWhole(read, digits))
            return IsAbroadAsWell(read, digits, country) ? PhoneVerdict.Unclear : Take(read, out found);
        // A trunk prefix from before the country gave it up, or from its neighbours: 022 in Poland.
        if (
            digits[0] == '0'
            && !HasTrunkPrefix(country)
            && NumberingPlan.Judge(number[1..], tail, country.Code, out var bare) >= PhoneVerdict.Possible
            && NumberingPlan.Library.IsValidNumber(bare.Number)
        )
            return Take(bare, out found);
        return home < PhoneVerdict.Possible ? home : PhoneVerdict.Unclear;
    }

    /// <summary>00 is dialled in most countries and written in all of them; in a few, numbers of their own begin with it.</summary>
    private static PhoneVerdict BehindZeros(string number, string tail, string value, Country country, out FoundNumber found)
    {
        var verdict = International(Abroad(number), tail, value, country, out var abroad);
        var isAbroad = verdict >= PhoneVerdict.Possible;
        if (
            !(isAbroad && NumberingPlan.Library.IsValidNumber(abroad.Number))
            && NumberingPlan.Judge(number, tail, country.Code, out var home) >= PhoneVerdict.Possible
            && (
                NumberingPlan.Library.IsValidNumber(home.Number)
                || (!isAbroad && home.Number.CountryCodeSource == Source.FROM_NUMBER_WITH_IDD)
            )
        )
            return Take(home, out found);
        found = abroad;
        return verdict;
    }

    private static string Abroad(string number) => $"+{number.AsSpan(2).TrimStart()}";

    private static PhoneVerdict Take(FoundNumber from, out FoundNumber found)
    {
        found = from;
        return PhoneVerdict.Possible;
    }

    /// <summary>Valid; or told to be whole by its country code, its trunk prefix or North America's one length. Any other digits may lack some.</summary>
    private static bool IsWhole(FoundNumber read, string digits) =>
        read.Number.CountryCode == 1
        || read.Number.CountryCodeSource != Source.FROM_DEFAULT_COUNTRY
        || NumberingPlan.Library.IsValidNumber(read.Number)
        || (
            HasTrunk(read, digits)
            && NumberingPlan.Library.IsPossibleNumberForTypeWithReason(read.Number, Google.PhoneNumberType.FIXED_LINE_OR_MOBILE)
                == Result.IS_POSSIBLE
        );

    private static bool HasTrunkPrefix(Country country) =>
        !string.IsNullOrEmpty(NumberingPlan.Library.GetNddPrefixForRegion(country.Code, true));

    private static bool HasTrunk(FoundNumber read, string digits) =>
        digits.Length > NumberingPlan.Library.GetNationalSignificantNumber(read.Number).Length;

    /// <summary>Are these the digits that a caller in the number's country dials?</summary>
    private static bool IsWrittenAtHome(FoundNumber read, string digits) =>
        read.Number.CountryCodeSource == Source.FROM_DEFAULT_COUNTRY
        && NumberingPlan.Library.IsValidNumber(read.Number)
        && string.Concat(NumberingPlan.Library.Format(read.Number, Google.PhoneNumberFormat.NATIONAL).Where(char.IsAsciiDigit)) == digits;

    /// <summary>
    /// Where landlines have no fixed length, as in Germany, most foreign numbers without their plus would be one: 33 1 42 68 53 00 is in Paris and in Potsdam.
    /// A trunk prefix tells enough, and so does a mobile number; but not Italy's, whose mailboxes have any number's digits and one more.
    /// </summary>
    private static bool IsAbroadAsWell(FoundNumber read, string digits, Country country) =>
        digits.Length >= FewestWithCountryCode
        && read.Number.CountryCodeSource == Source.FROM_DEFAULT_COUNTRY
        && !HasTrunk(read, digits)
        && (
            (NumberingPlan.TypeOf(read.Number) is var type && type == PhoneType.FixedLine)
            || (type is PhoneType.Mobile or PhoneType.Voicemail && !HasTrunkPrefix(country))
        )
        && NumberingPlan.Judge($"+{digits}", "", null, out var abroad) >= PhoneVerdict.Possible
        && abroad.Number.CountryCode != read.Number.CountryCode
        && NumberingPlan.Library.IsValidNumber(abroad.Number);

    /// <summary>Would some other country's row take these digits for a number of its own? 1 361 234 5678 is in Texas, and a mobile in China.</summary>
    private static bool IsNationalElsewhere(string digits, int code)
    {
        foreach (var (other, trunk) in Plans[digits.Length])
        {
            if (other == code || !digits.StartsWith(trunk, StringComparison.Ordinal))
                continue;
            var type = NumberingPlan.TypeOf(National(other, digits.AsSpan(trunk.Length)));
            // A landline without its trunk prefix is not taken there either.
            if (type != PhoneType.Unknown && (trunk.Length > 0 || type != PhoneType.FixedLine))
                return true;
        }

        return false;
    }

    private static Google.PhoneNumber National(int code, ReadOnlySpan<char> digits) =>
        new Google.PhoneNumber.Builder().SetCountryCode(code).SetNationalNumber(ulong.Parse(digits, CultureInfo.InvariantCulture)).Build();
}
