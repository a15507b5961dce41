using Pivotal.Domain.Accounts;
using Xunit;

namespace Pivotal.UnitTests.Accounts;

/// <summary>Spellings that other products read wrong.</summary>
public sealed class PhoneStrangersTests
{
    [Theory]
    [InlineData("4.42079460018E11", "UK", "+442079460018")]
    [InlineData("4,42079460018E+11", "UK", "+442079460018")]
    [InlineData("2079460018,0", "UK", "+442079460018")]
    [InlineData("0491570006.0", "AU", "+61491570006")]
    [InlineData("4989123456", "Germany", "+4989123456")]
    [InlineData("43316123456", "Austria", "+43316123456")]
    [InlineData("39 06 6982 1234", "Italy", "+390669821234")]
    [InlineData("06 6982 1234", "Italy", "+390669821234")]
    [InlineData("+39 06 6982 1234", "Germany", "+390669821234")]
    [InlineData("+378 0549 882914", null, "+3780549882914")]
    [InlineData("8 612 34567", "Lithuania", "+37061234567")]
    [InlineData("011 15-2345-6789", "Argentina", "+5491123456789")]
    [InlineData("+54 9 11 2345 6789", null, "+5491123456789")]
    [InlineData("+52 55 1234 5678", null, "+525512345678")]
    [InlineData("tel:+1-212-555-0123;ext=45", null, "+12125550123")]
    [InlineData("++44 20 7946 0018", "DE", "+442079460018")]
    [InlineData("1300 975 707", "Australia", "+611300975707")]
    [InlineData("0800 123 4567", "UK", "+448001234567")]
    [InlineData("4003-1234", "Brazil", "+5540031234")]
    [InlineData("+52 1 55 1234 5678", null, "+525512345678")]
    [InlineData("1860 870 4406", "India", "+9118608704406")]
    public void A_spelling_is_read_as_the_number_it_is(string text, string? country, string e164) =>
        Assert.Equal(e164, PhoneNumbers.Normalize(text, country));

    [Theory]
    [InlineData("1860 870 4406", "India", "shared-cost")]
    [InlineData("+91 1860 870 4406", null, "shared-cost")]
    [InlineData("1300 975 707", "Australia", "shared-cost")]
    [InlineData("4003-1234", "Brazil", "shared-cost")]
    [InlineData("0900 1234567", "Germany", "premium-rate")]
    [InlineData("1 900 555 0123", "US", "premium-rate")]
    public void A_number_that_the_caller_pays_for_is_a_companys_and_no_persons(string text, string? country, string kind)
    {
        Assert.NotNull(PhoneNumbers.Normalize(text, country));
        Assert.Null(PhoneNumbers.NormalizePersonal(text, country));
        Assert.Contains(kind, PhoneNumbers.PersonalFault(text, Countries.Find(country)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("098765 43210", "India", "+919876543210")]
    [InlineData("022 2345 6789", "India", "+912223456789")]
    [InlineData("1800 123 4567", "India", "+9118001234567")]
    [InlineData("1800 962 592", "Australia", "+611800962592")]
    [InlineData("+1 860 870 4406", "India", "+18608704406")]
    [InlineData("ask Bob", "India", null)]
    public void Other_numbers_are_read_for_a_person_as_for_a_company(string text, string? country, string? e164)
    {
        Assert.Equal(e164, PhoneNumbers.NormalizePersonal(text, country));
        Assert.Equal(PhoneNumbers.Normalize(text, country), PhoneNumbers.NormalizePersonal(text, country));
        Assert.Equal(e164 is null, PhoneNumbers.PersonalFault(text, Countries.Find(country)) is not null);
    }

    [Fact]
    public void A_shared_cost_number_in_a_persons_row_is_told_and_its_company_keeps_it()
    {
        var row = Imports.Files.Rows(
            "Email 1,Contact Phone 1,Company Phone 1,Contact Country,Company Country,Company Name\na@x.example,1860 870 4406,1860 870 4406,India,India,Acme\n"
        )[0];
        Assert.Equal(
            (null, "1860 870 4406", "+9118608704406"),
            (row.Contact.DirectPhoneE164, row.Contact.DirectPhone, row.Account.MainPhoneE164)
        );
        Assert.Equal(
            ("phone.invalid", "contact.directPhone"),
            Assert.Single(row.Problems!) is var problem ? (problem.Code, problem.Field) : default
        );
        Assert.StartsWith(
            "By its country's numbering plan this is a shared-cost number",
            row.Problems![0].Detail,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("20240115")]
    [InlineData("20240115.0")]
    [InlineData("15012024")]
    [InlineData("01152024")]
    [InlineData("202401151030")]
    [InlineData("20240115103000")]
    [InlineData("20240115 1030")]
    [InlineData("2024-01-15")]
    [InlineData("2024-1-5")]
    [InlineData("2024/01/15")]
    [InlineData("2024.01.15")]
    [InlineData("2024‑01‑15")]
    [InlineData("２０２４－０１－１５")]
    [InlineData("2024-01-15 10:30")]
    [InlineData("2024-01-15T10:30:00Z")]
    [InlineData("15.01.2024")]
    [InlineData("15. 01. 2024")]
    [InlineData("01/15/2024")]
    [InlineData("15/01/2024 1030")]
    [InlineData("15.01.24")]
    [InlineData("01.01.2024-31.01.2024")]
    [InlineData("2024年1月15日")]
    [InlineData("15 Jan 2024")]
    [InlineData("192.168.100.200")]
    [InlineData("10.0.0.1")]
    [InlineData("192.168.100.200:8080")]
    [InlineData("10.20.30.0/24")]
    [InlineData("2001:db8::8a2e:370:7334")]
    public void A_date_or_the_address_of_a_machine_is_no_number_anywhere(string text) =>
        Assert.All(
            new[]
            {
                null,
                "Germany",
                "Austria",
                "Japan",
                "US",
                "UK",
                "France",
                "Denmark",
                "Norway",
                "Luxembourg",
                "Italy",
                "China",
                "Finland",
                "Singapore",
                "Indonesia",
            },
            country => Assert.Null(PhoneNumbers.Normalize(text, country))
        );

    [Theory]
    [InlineData("030.1234.5678", "Germany", "+493012345678")]
    [InlineData("030.12.34.56.78", "Germany", "+493012345678")]
    [InlineData("06.12.34.56.78", "France", "+33612345678")]
    [InlineData("01.42.68.53.00", "France", "+33142685300")]
    [InlineData("212.555.0123", "US", "+12125550123")]
    [InlineData("1.212.555.0123", "US", "+12125550123")]
    [InlineData("22.12.34.56", "Norway", "+4722123456")]
    [InlineData("20 24 01 15", "Denmark", "+4520240115")]
    [InlineData("+45 20240115", null, "+4520240115")]
    [InlineData("02.123.45.67", "Belgium", "+3221234567")]
    [InlineData("03-1234-5678", "Japan", "+81312345678")]
    [InlineData("+81.3.1234.5678", null, "+81312345678")]
    [InlineData("0202 40115", "Germany", "+4920240115")]
    [InlineData("044.123.45.67", "Switzerland", "+41441234567")]
    public void A_number_with_dots_or_the_digits_of_a_date_is_read(string text, string? country, string e164) =>
        Assert.Equal(e164, PhoneNumbers.Normalize(text, country));

    [Theory]
    [InlineData("4.42079E+11", "UK")]
    [InlineData("4.9301E+09", "DE")]
    [InlineData("4,42E+11", "UK")]
    [InlineData("810 10 75 30999", "Spain")]
    [InlineData("999-999-9999", "US")]
    [InlineData("0123456789", "US")]
    [InlineData("000-000-0000", "US")]
    [InlineData("111-111-1111", "US")]
    [InlineData("27 12 34 56 / 57", "Denmark")]
    [InlineData("27 12 34 56 / 27 12 34 57", "Denmark")]
    [InlineData("212-555-0123 / 212-555-0124", "US")]
    [InlineData("212-555-0123; 212-555-0124", "US")]
    [InlineData("212-555-0123, 212-555-0124", "US")]
    [InlineData("212-555-0123 or 212-555-0124", "US")]
    [InlineData("+44 20 7946 0018 +44 20 7946 0019", null)]
    public void What_cannot_be_one_number_is_none(string text, string? country) => Assert.Null(PhoneNumbers.Normalize(text, country));

    [Theory]
    [InlineData("+13155550123", "America/New_York")]
    [InlineData("+17485550123", "America/Denver")]
    [InlineData("+12125550123", "America/New_York")]
    public void An_area_code_has_its_zone(string number, string zone) => Assert.Contains(zone, NumberZones.Of(number));

    [Theory]
    [InlineData("US", "Penn.", "America/New_York")]
    [InlineData("US", "Calif.", "America/Los_Angeles")]
    [InlineData("US", "Wash.", "America/Los_Angeles")]
    [InlineData("ES", "Las Palmas", "Atlantic/Canary")]
    public void A_state_is_found_by_its_old_abbreviation(string country, string state, string zone) =>
        Assert.Equal(zone, TimeZones.For(country, state));

    /// <summary>Each area code of places that the numbering plan's own data knows; those of no place (toll-free, personal) have none.</summary>
    [Fact]
    public void Every_area_code_that_the_library_places_has_a_zone()
    {
        var missing = Enumerable
            .Range(200, 800)
            .Select(code => $"+1{code}5550123")
            .Where(n =>
                PhoneNumbers.Read(n).Verdict == PhoneVerdict.Valid
                && PhoneNumbers.Read(n).Type == PhoneType.FixedLineOrMobile
                && NumberZones.Of(n).Count == 0
            )
            .ToList();
        Assert.Empty(missing);
    }
}
