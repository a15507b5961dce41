using Pivotal.Domain.Accounts;
using Xunit;

namespace Pivotal.UnitTests.Accounts;

/// <summary>Digits that could be several numbers.</summary>
public sealed class PhoneReadingTests
{
    [Theory]
    [InlineData("13012345679", "China", "+8613012345679")]
    [InlineData("13612345678", "China", "+8613612345678")]
    [InlineData("15123456789", "Germany", "+4915123456789")]
    [InlineData("16012345678", "Germany", "+4916012345678")]
    [InlineData("51961234567", "Brazil", "+5551961234567")]
    [InlineData("81961234567", "Brazil", "+5581961234567")]
    [InlineData("84951234567", "Russia", "+74951234567")]
    [InlineData("13012345679", null, null)]
    [InlineData("13612345678", null, null)]
    [InlineData("15123456789", null, null)]
    [InlineData("16012345678", null, null)]
    [InlineData("51961234567", null, null)]
    [InlineData("81961234567", null, null)]
    [InlineData("84951234567", null, null)]
    [InlineData("8 495 123 45 67", null, null)]
    [InlineData("33142685300", null, null)]
    [InlineData("12125550123", null, "+12125550123")]
    [InlineData("919876543210", null, "+919876543210")]
    [InlineData("8613612345678", null, "+8613612345678")]
    [InlineData("+13012345679", null, "+13012345679")]
    [InlineData("0013012345679", null, "+13012345679")]
    public void Without_a_country_no_other_countrys_own_number_becomes_a_foreign_one(string text, string? country, string? e164) =>
        Assert.Equal(e164, PhoneNumbers.Normalize(text, country));

    [Theory]
    [InlineData("0061 412 345 678", "Australia", "+61412345678")]
    [InlineData("0081 3 1234 5678", "Japan", "+81312345678")]
    [InlineData("0049 30 901820", "Germany", "+4930901820")]
    [InlineData("0049 (0)30 901820", "Germany", "+4930901820")]
    [InlineData("0034 (0)91 123 45 67", "Spain", "+34911234567")]
    [InlineData("0021 1 212 555 0123", "Brazil", "+12125550123")]
    [InlineData("0044 7700 900123", "Japan", "+447700900123")]
    public void Two_zeros_are_an_international_prefix_first(string text, string country, string e164) =>
        Assert.Equal(e164, PhoneNumbers.Normalize(text, country));

    [Theory]
    [InlineData("62811234567", "Indonesia", "+62811234567")]
    [InlineData("62 0811 234 567", "Indonesia", "+62811234567")]
    [InlineData("0811 234 567", "Indonesia", "+62811234567")]
    [InlineData("49(0)30901820", "Germany", "+4930901820")]
    [InlineData("49030901820", "Germany", "+4930901820")]
    [InlineData("44(0)20 7946 0018", "UK", "+442079460018")]
    [InlineData("34 (0)91 123 45 67", "Spain", "+34911234567")]
    [InlineData("52 1 55 1234 5678", "Mexico", "+525512345678")]
    [InlineData("7 495 123-45-67", "Russia", "+74951234567")]
    [InlineData("55 51 96123-4567", "Brazil", "+5551961234567")]
    [InlineData("55 99123-4567", "Brazil", "+5555991234567")]
    [InlineData("9123456789", "India", "+919123456789")]
    [InlineData("91 98765 43210", "India", "+919876543210")]
    [InlineData("86 136 1234 5678", "China", "+8613612345678")]
    public void An_own_country_code_is_written_once(string text, string country, string e164) =>
        Assert.Equal(e164, PhoneNumbers.Normalize(text, country));

    [Theory]
    [InlineData("022 123 45 67", "Poland", "+48221234567")]
    [InlineData("0224 123 456", "Czechia", "+420224123456")]
    [InlineData("0210 1234567", "Greece", "+302101234567")]
    [InlineData("09 6123 4567", "Chile", "+56961234567")]
    [InlineData("091 123 45 67", "Spain", "+34911234567")]
    [InlineData("06 6982 1234", "Italy", "+390669821234")]
    [InlineData("022 123", "Poland", null)]
    [InlineData("0155 123 456", "Czechia", null)]
    public void A_trunk_zero_that_the_country_gave_up_is_no_part_of_the_number(string text, string country, string? e164) =>
        Assert.Equal(e164, PhoneNumbers.Normalize(text, country));

    [Theory]
    [InlineData("33142685300", "Germany")]
    [InlineData("442079460018", "Germany")]
    [InlineData("442079460018", "Austria")]
    [InlineData("442079460018", "Luxembourg")]
    [InlineData("34911234567", "Italy")]
    [InlineData("33612345678", "Germany")]
    [InlineData("919876543210", "Germany")]
    [InlineData("049 30 901820", "Germany")]
    [InlineData("+49 49 30 901820", null)]
    [InlineData("0049 49 30 901820", "Germany")]
    [InlineData("12125550123", "China")]
    [InlineData("12125550123", "Germany")]
    [InlineData("12125550123", "Austria")]
    [InlineData("12125550123", "Italy")]
    [InlineData("12125550123", "Finland")]
    [InlineData("9123 4567", "Australia")]
    [InlineData("09123 4567", "Australia")]
    [InlineData("+8 495 123 45 67", "Russia")]
    [InlineData("+8 495 123 45 67", null)]
    [InlineData("008 495 123 45 67", "Russia")]
    public void What_is_no_number_of_its_country_or_another_ones_as_well_is_refused_and_told(string text, string? country)
    {
        Assert.Null(PhoneNumbers.Normalize(text, country));
        Assert.NotNull(PhoneNumbers.Read(text, country).Fault);
    }

    [Theory]
    [InlineData("033142685300", "Germany", "+4933142685300")]
    [InlineData("+33142685300", "Germany", "+33142685300")]
    [InlineData("02 9123 4567", "Australia", "+61291234567")]
    [InlineData("2 9123 4567", "Australia", "+61291234567")]
    [InlineData("3023125000", "Germany", "+493023125000")]
    [InlineData("2079460018", "UK", "+442079460018")]
    [InlineData("8123456789", "Indonesia", "+628123456789")]
    [InlineData("81234567890", "Indonesia", "+6281234567890")]
    [InlineData("+38 (044) 279 00 00", "Ukraine", "+380442790000")]
    [InlineData("+88 01712-345678", "Bangladesh", "+8801712345678")]
    [InlineData("+011 44 20 7946 0018", "US", "+442079460018")]
    [InlineData("+84 95 123 45 67", "Russia", "+84951234567")]
    [InlineData("27 12 34 56", "Luxembourg", "+35227123456")]
    public void What_says_enough_is_read(string text, string country, string e164) =>
        Assert.Equal(e164, PhoneNumbers.Normalize(text, country));

    [Theory]
    [InlineData("+1 290 555 0101", null, "+12905550101")]
    [InlineData("+1 292 555 0101", "Germany", "+12925550101")]
    [InlineData("290 555 0101", "US", "+12905550101")]
    [InlineData("1 290 555 0101", "US", "+12905550101")]
    [InlineData("07700 900123", "UK", "+447700900123")]
    [InlineData("44 7700 900123", "UK", "+447700900123")]
    [InlineData("+44 7700 900123", "Germany", "+447700900123")]
    public void A_number_kept_for_fiction_is_read_where_its_length_is_told(string text, string? country, string e164) =>
        Assert.Equal(e164, PhoneNumbers.Normalize(text, country));
}
