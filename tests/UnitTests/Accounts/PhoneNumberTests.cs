using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pivotal.Domain.Accounts;
using Xunit;

namespace Pivotal.UnitTests.Accounts;

public sealed partial class PhoneNumberTests
{
    [Theory]
    [InlineData("(212) 555-0123", "US", "+12125550123")]
    [InlineData("1-212-555-0123", "United States", "+12125550123")]
    [InlineData("212.555.0123", "USA", "+12125550123")]
    [InlineData("+1 (416) 555-0199", null, "+14165550199")]
    [InlineData("011 44 20 7946 0018", "US", "+442079460018")]
    [InlineData("020 7946 0018", "United Kingdom", "+442079460018")]
    [InlineData("+44 (0)20 7946 0018", "US", "+442079460018")]
    [InlineData("+44 (0) 20 7946 0018", null, "+442079460018")]
    [InlineData("0044 20 7946 0018", "DE", "+442079460018")]
    [InlineData("44 20 7946 0018", "UK", "+442079460018")]
    [InlineData("07700 900123", "GB", "+447700900123")]
    [InlineData("4.42079460018E+11", "GB", "+442079460018")]
    [InlineData("4.40E+11", "GB", null)]
    [InlineData("030 23125 000", "Germany", "+493023125000")]
    [InlineData("+49 (0)30 23125-000", null, "+493023125000")]
    [InlineData("01 99 00 12 34", "France", "+33199001234")]
    [InlineData("(02) 5550 1234", "Australia", "+61255501234")]
    [InlineData("0491 570 006", "AU", "+61491570006")]
    [InlineData("098765 43210", "India", "+919876543210")]
    [InlineData("+39 06 1234 5678", null, "+390612345678")]
    [InlineData("8 495 123-45-67", "Russia", "+74951234567")]
    [InlineData("'+12125550123", null, "+12125550123")]
    [InlineData("tel:+1-212-555-0123", null, "+12125550123")]
    [InlineData("٢١٢٥٥٥٠١٢٣", "US", "+12125550123")]
    [InlineData("+12125550123", "Germany", "+12125550123")]
    [InlineData("442079460018", null, "+442079460018")]
    [InlineData("+1 202 555 0190", null, "+12025550190")]
    [InlineData("4930127028", "Germany", "+4930127028")]
    [InlineData("436641234567", "Austria", "+436641234567")]
    [InlineData("2079460018.0", "UK", "+442079460018")]
    [InlineData("+39 (0)6 6982 1234", null, "+390669821234")]
    [InlineData("+34 (0)91 123 45 67", null, "+34911234567")]
    [InlineData("1800 962 592", "Australia", "+611800962592")]
    [InlineData("4004-9896", "Brazil", "+5540049896")]
    [InlineData("0 15 11 96123-4567", "Brazil", "+5511961234567")]
    [InlineData("0 612 34567", "Lithuania", "+37061234567")]
    [InlineData("0011 44 20 7946 0018", "Australia", "+442079460018")]
    [InlineData("010 44 20 7946 0018", "Japan", "+442079460018")]
    [InlineData("8 10 44 20 7946 0018", "Russia", "+442079460018")]
    [InlineData("0044 20 7946 0018", "US", "+442079460018")]
    [InlineData("0044 20 7946 0018", null, "+442079460018")]
    [InlineData("++44 20 7946 0018", null, "+442079460018")]
    [InlineData("+0044 20 7946 0018", null, "+442079460018")]
    [InlineData("=\"02079460018\"", "GB", "+442079460018")]
    [InlineData("＋４４ ２０ ７９４６ ００１８", null, "+442079460018")]
    [InlineData("030/23125-000", "DE", "+493023125000")]
    [InlineData("1-800-FLOWERS", "US", "+18003569377")]
    [InlineData("+1 800 GO FEDEX", null, "+18004633339")]
    public void A_number_has_one_international_form(string text, string? country, string? e164) =>
        Assert.Equal(e164, PhoneNumbers.Normalize(text, country));

    [Theory]
    [InlineData("", "US")]
    [InlineData("n/a", "US")]
    [InlineData("555-0123", "US")]
    [InlineData("212 555 0123", null)]
    [InlineData("112 555 0123", "US")]
    [InlineData("+1 212 055 0123", null)]
    [InlineData("+999 12345678", null)]
    [InlineData("+44 20 7946 0018 9999", null)]
    [InlineData("call me at 2125550123", "US")]
    [InlineData("98%", "US")]
    [InlineData("0123456789", "US")]
    [InlineData("4.42079E+11", "GB")]
    [InlineData("810 10 75 30999", "Spain")]
    [InlineData("212661234567", "US")]
    [InlineData("27 12 34 56 / 57", "Denmark")]
    [InlineData("030 2312500 / 01", "Germany")]
    [InlineData("030 1234 Bob", "Germany")]
    [InlineData("212-555-MARK", "US")]
    [InlineData("212-555-0123 Bob 45", "US")]
    [InlineData("212-555-0123 ext. 123456789012", "US")]
    [InlineData("+49 123", null)]
    [InlineData("+1 202 555 0190\0", null)]
    public void An_impossible_number_is_refused(string text, string? country) => Assert.Null(PhoneNumbers.Normalize(text, country));

    [Fact]
    public void Half_a_surrogate_pair_makes_no_number() =>
        Assert.All(
            new[] { "+1 202 555 0190\ud800", "\udc00+1 202 555 0190", "+1 202 555\ud8000190", "\ud800" },
            text => Assert.Null(PhoneNumbers.Normalize(text, "US"))
        );

    [Theory]
    [InlineData("(212) 555-0123 ext. 45", "45")]
    [InlineData("212-555-0123x7", "7")]
    [InlineData("212-555-0123 #99", "99")]
    [InlineData("212-555-0123, extension: 1234", "1234")]
    [InlineData("212-555-0123,45", "45")]
    [InlineData("212-555-0123 int. 12", "12")]
    [InlineData("212-555-0123 Durchwahl 12", "12")]
    [InlineData("212-555-0123 poste 12345678901", "12345678901")]
    [InlineData("tel:+1-212-555-0123;ext=45", "45")]
    [InlineData("212-555-0123", null)]
    public void An_extension_is_split_off(string text, string? extension)
    {
        var number = PhoneNumbers.Parse(text, "US");
        Assert.Equal("+12125550123", number?.E164);
        Assert.Equal(extension, number?.Extension);
    }

    [Theory]
    [InlineData("555-0123", "US", PhoneVerdict.TooShort, null, PhoneType.Unknown)]
    [InlineData("212 555 0123", null, PhoneVerdict.TooShort, null, PhoneType.Unknown)]
    [InlineData("+44 20 7946 0018 9999", null, PhoneVerdict.TooLong, null, PhoneType.Unknown)]
    [InlineData("+999 12345678", null, PhoneVerdict.NotANumber, null, PhoneType.Unknown)]
    [InlineData("+1 290 555 0101", null, PhoneVerdict.Possible, null, PhoneType.Unknown)]
    [InlineData("+44 7700 900123", null, PhoneVerdict.Possible, null, PhoneType.Unknown)]
    [InlineData("+370 86123456", null, PhoneVerdict.Possible, "LT", PhoneType.Unknown)]
    [InlineData("+1 202 555 0190", null, PhoneVerdict.Valid, "US", PhoneType.FixedLineOrMobile)]
    [InlineData("+1 416 555 0199", "US", PhoneVerdict.Valid, "CA", PhoneType.FixedLineOrMobile)]
    [InlineData("0151 23456789", "DE", PhoneVerdict.Valid, "DE", PhoneType.Mobile)]
    [InlineData("1-800-FLOWERS", "US", PhoneVerdict.Valid, "US", PhoneType.TollFree)]
    [InlineData("+800 1234 5678", null, PhoneVerdict.Valid, "001", PhoneType.TollFree)]
    public void A_reading_says_what_kind_of_number_it_is_or_why_it_is_none(
        string text,
        string? country,
        PhoneVerdict verdict,
        string? region,
        PhoneType type
    )
    {
        var reading = PhoneNumbers.Read(text, country);
        Assert.Equal((verdict, region, type), (reading.Verdict, reading.Region, reading.Type));
        Assert.Equal(verdict < PhoneVerdict.Possible, reading.Fault is not null);
        Assert.Equal(PhoneNumbers.Normalize(text, country), reading.E164);
    }

    [Theory]
    [InlineData("+1 (202) 55", "+120255")]
    [InlineData("0044 20", "+4420")]
    [InlineData("+44 (0)20 7946 0018", "+442079460018")]
    [InlineData("+", null)]
    [InlineData("202 555", null)]
    [InlineData("Ada", null)]
    public void The_start_of_a_number_finds_it_however_it_is_typed(string typed, string? start) =>
        Assert.Equal(start, PhoneNumbers.Start(typed));

    [Theory]
    [InlineData("+12025550190", true)]
    [InlineData("+1202555019x", false)]
    [InlineData("+0202555019", false)]
    [InlineData("12025550190", false)]
    [InlineData("+123456", false)]
    [InlineData("+1234567890123456", false)]
    [InlineData(null, false)]
    public void The_stored_form_is_a_plus_and_seven_to_fifteen_digits(string? number, bool stored) =>
        Assert.Equal(stored, PhoneNumbers.IsE164(number));

    [Property(MaxTest = 20_000)]
    public Property Normalising_twice_changes_nothing() =>
        Prop.ForAll(
            Numbers(),
            Countries(),
            (text, country) =>
            {
                if (PhoneNumbers.Normalize(text, country) is not { } once)
                    return true;
                return PhoneNumbers.Normalize(once) == once
                    && PhoneNumbers.Normalize(once, "US") == once
                    && PhoneNumbers.Normalize(once, country) == once;
            }
        );

    [Property(MaxTest = 20_000)]
    public Property Whatever_the_text_there_is_a_stored_form_or_a_reason() =>
        Prop.ForAll(
            Texts(),
            Countries(),
            (text, country) =>
            {
                var reading = PhoneNumbers.Read(text, country);
                return reading.Fault is null
                    ? E164().IsMatch(reading.E164!) && PhoneNumbers.IsE164(reading.E164) && reading.Extension is null or { Length: <= 11 }
                    : reading.E164 is null && PhoneNumbers.Parse(text, country) is null;
            }
        );

    [GeneratedRegex(@"^\+[1-9]\d{1,14}\z", RegexOptions.ECMAScript)]
    private static partial Regex E164();

    [Theory]
    [InlineData("US", "NY", "America/New_York")]
    [InlineData("United States", "California", "America/Los_Angeles")]
    [InlineData("USA", "AZ", "America/Phoenix")]
    [InlineData("US", null, null)]
    [InlineData("Canada", "QC", "America/Toronto")]
    [InlineData("Australia", "WA", "Australia/Perth")]
    [InlineData("UK", null, "Europe/London")]
    [InlineData("Deutschland", "Bayern", "Europe/Berlin")]
    [InlineData("India", "MH", "Asia/Kolkata")]
    [InlineData("Nowhere", "NY", null)]
    public void A_contact_is_called_in_the_zone_of_its_place(string country, string? state, string? zone) =>
        Assert.Equal(zone, TimeZones.For(country, state));

    [Fact]
    public void Every_zone_named_is_one_the_system_knows()
    {
        var states = new[] { "NY", "CA", "TX", "MI", "IN", "KY", "CO", "ID", "AZ", "AK", "HI", "PR" };
        Assert.All(states, s => Assert.NotNull(TimeZoneInfo.FindSystemTimeZoneById(TimeZones.For("US", s)!)));
        Assert.All(
            new[] { "GB", "DE", "FR", "IN", "JP", "BR", "UA", "GL", "ZA" },
            c => Assert.NotNull(TimeZoneInfo.FindSystemTimeZoneById(TimeZones.For(c, null)!))
        );
    }

    private static Arbitrary<string> Numbers() =>
        (
            from prefix in Gen.Elements("", "+", "00", "0", "+44 (0)", "+1 ", "8", "+7", "1")
            from digits in Gen.Choose(4, 14).SelectMany(n => Gen.Choose(0, 9).ArrayOf(n))
            from suffix in Gen.Elements("", " ext 4", "E+3")
            select prefix + string.Concat(digits) + suffix
        ).ToArbitrary();

    /// <summary>Numbers with anything put in, pieces of notations in any order, and any characters at all, whole surrogate pairs or halves.</summary>
    private static Arbitrary<string> Texts()
    {
        var piece = Gen.Elements(
            "+",
            "00",
            "011",
            "(0)",
            " ",
            "-",
            "/",
            ".",
            "0",
            "1",
            "44",
            "49",
            "212",
            "555",
            "0123",
            "7946",
            "ext",
            "x",
            "#",
            ";ext=",
            "tel:",
            ",",
            "E+11",
            "FLOWERS",
            "\0",
            "\ud800",
            "\udc00",
            "٣",
            "７",
            "＋",
            "\u200e",
            "\""
        );
        var notation = Gen.Choose(1, 12).SelectMany(n => piece.ArrayOf(n)).Select(string.Concat);
        var anything = Gen.Choose(0, 80).SelectMany(n => Gen.Choose(0, 0xffff).Select(c => (char)c).ArrayOf(n)).Select(c => new string(c));
        var disturbed =
            from number in Numbers().Generator
            from at in Gen.Choose(0, number.Length)
            from c in Gen.OneOf(Gen.Choose(0, 0xffff), Gen.Choose(0, 0x7f))
            select number.Insert(at, ((char)c).ToString());
        return Gen.OneOf(notation, anything, disturbed).ToArbitrary();
    }

    private static Arbitrary<string> Countries() =>
        Gen.Elements("US", "GB", "DE", "RU", "IT", "HU", "BY", "LT", "MX", "MH", "FI", "AR", "BR", "CN", "AQ", "Nowhere").ToArbitrary();
}
