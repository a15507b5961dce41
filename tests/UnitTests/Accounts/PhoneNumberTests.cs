using FsCheck;
using FsCheck.Fluent;
using Pivotal.Data.Accounts;
using Xunit;

namespace Pivotal.UnitTests.Accounts;

public sealed class PhoneNumberTests
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
    public void A_number_has_one_international_form(string text, string? country, string? e164) => Assert.Equal(e164, PhoneNumbers.Normalize(text, country));

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
    public void An_impossible_number_is_refused(string text, string? country) => Assert.Null(PhoneNumbers.Normalize(text, country));

    [Theory]
    [InlineData("(212) 555-0123 ext. 45", "45")]
    [InlineData("212-555-0123x7", "7")]
    [InlineData("212-555-0123 #99", "99")]
    [InlineData("212-555-0123, extension: 1234", "1234")]
    [InlineData("212-555-0123", null)]
    public void An_extension_is_split_off(string text, string? extension)
    {
        var number = PhoneNumbers.Parse(text, "US");
        Assert.Equal("+12125550123", number?.E164);
        Assert.Equal(extension, number?.Extension);
    }

    [Fact]
    public void Normalising_twice_changes_nothing() => Prop.ForAll(Numbers(), Countries(), (text, country) =>
    {
        if (PhoneNumbers.Normalize(text, country) is not { } once)
            return true;
        return PhoneNumbers.Normalize(once) == once && PhoneNumbers.Normalize(once, "US") == once && PhoneNumbers.Normalize(once, country) == once
            && once.Length is >= 6 and <= 16 && once[0] == '+';
    }).QuickCheckThrowOnFailure();

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
    public void A_contact_is_called_in_the_zone_of_its_place(string country, string? state, string? zone) => Assert.Equal(zone, TimeZones.For(country, state));

    [Fact]
    public void Every_zone_named_is_one_the_system_knows()
    {
        var states = new[] { "NY", "CA", "TX", "MI", "IN", "KY", "CO", "ID", "AZ", "AK", "HI", "PR" };
        Assert.All(states, s => Assert.NotNull(TimeZoneInfo.FindSystemTimeZoneById(TimeZones.For("US", s)!)));
        Assert.All(new[] { "GB", "DE", "FR", "IN", "JP", "BR", "UA", "GL", "ZA" }, c => Assert.NotNull(TimeZoneInfo.FindSystemTimeZoneById(TimeZones.For(c, null)!)));
    }

    private static Arbitrary<string> Numbers() =>
        (from prefix in Gen.Elements("", "+", "00", "0", "+44 (0)", "+1 ", "8", "+7", "1")
         from digits in Gen.Choose(4, 14).SelectMany(n => Gen.Choose(0, 9).ArrayOf(n))
         from suffix in Gen.Elements("", " ext 4", "E+3")
         select prefix + string.Concat(digits) + suffix).ToArbitrary();

    private static Arbitrary<string> Countries() => Gen.Elements("US", "GB", "DE", "RU", "IT", "HU", "BY", "LT", "MX", "MH", "FI", "Nowhere").ToArbitrary();
}
