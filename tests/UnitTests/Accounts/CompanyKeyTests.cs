using FsCheck.Xunit;
using Pivotal.Domain.Accounts;
using Xunit;

namespace Pivotal.UnitTests.Accounts;

public sealed class CompanyKeyTests
{
    [Theory]
    [InlineData("example.com", "example.com")]
    [InlineData("HTTPS://WWW.Example.com/about?x=1#top", "example.com")]
    [InlineData("http://user:pw@www.example.com:8080/", "example.com")]
    [InlineData("//shop.example.com", "shop.example.com")]
    [InlineData("www.www.example.com", "example.com")]
    [InlineData("münchen.example", "xn--mnchen-3ya.example")]
    [InlineData("example.com.", "example.com")]
    public void A_web_address_and_its_domain_are_the_same_company(string text, string domain) =>
        Assert.Equal(domain, Domains.Normalize(text));

    [Theory]
    [InlineData("")]
    [InlineData("none")]
    [InlineData("10.0.0.1")]
    [InlineData("exa mple.com")]
    [InlineData("http://")]
    public void What_is_no_domain_has_none(string text) => Assert.Null(Domains.Normalize(text));

    [Fact]
    public void A_mail_service_is_no_company()
    {
        Assert.True(Domains.IsFreeMail("gmail.com"));
        Assert.False(Domains.IsFreeMail("example.com"));
    }

    [Theory]
    [InlineData("Acme, Inc.", "acme")]
    [InlineData("The ACME Company Ltd", "acme")]
    [InlineData("Müller & Söhne GmbH", "muller and sohne")]
    [InlineData("株式会社サンプル", "株式会社サンフル")]
    [InlineData("S.A.", "sa")]
    [InlineData("  3M  ", "3m")]
    [InlineData("", "")]
    public void Legal_form_case_and_accents_do_not_count(string name, string key) => Assert.Equal(key, CompanyNames.Normalize(name));

    [Property]
    public void Normalising_a_company_twice_changes_nothing(string? a, string? b)
    {
        var key = CompanyNames.Normalize($"The {a} Co {b} Ltd.");
        Assert.Equal(key, CompanyNames.Normalize(key));
    }

    [Property]
    public bool Normalising_a_domain_twice_changes_nothing(string? text) =>
        Domains.Normalize($"https://www.{text}.example/x") is not { } once || Domains.Normalize(once) == once;

    [Theory]
    [InlineData("1,001 - 5,000 employees", "1,001-5,000")]
    [InlineData("1000-5000", "1,001-5,000")]
    [InlineData("501–1000", "501-1,000")]
    [InlineData("10,001+ employees", "10,001+")]
    [InlineData("10000+", "10,001+")]
    [InlineData("37", "11-50")]
    [InlineData("quite a few", "quite a few")]
    public void A_staff_count_in_any_spelling_lands_in_its_band(string text, string band)
    {
        Assert.Equal(band, SizeBands.StaffCount(text));
        Assert.Equal(band, SizeBands.StaffCount(band));
    }

    [Theory]
    [InlineData("$500M - $1B", "$500M-$1B")]
    [InlineData("$1B+", "$1B+")]
    [InlineData("2500000", "$1M-$5M")]
    [InlineData("$0 - $100K", "$0-$100K")]
    public void A_revenue_in_any_spelling_lands_in_its_band(string text, string band)
    {
        Assert.Equal(band, SizeBands.Revenue(text));
        Assert.Equal(band, SizeBands.Revenue(band));
    }

    [Fact]
    public void Every_band_is_its_own_band()
    {
        Assert.All(SizeBands.StaffLabels, b => Assert.Equal(b, SizeBands.StaffCount(b)));
        Assert.All(SizeBands.RevenueLabels, b => Assert.Equal(b, SizeBands.Revenue(b)));
    }

    [Theory]
    [InlineData("$1,234,567.89", "1234567.89")]
    [InlineData("1.234.567,89 €", "1234567.89")]
    [InlineData("12.5M", "12500000")]
    [InlineData("USD 3 bn", "3000000000")]
    [InlineData("3 apples", null)]
    [InlineData("3 bn", "3000000000")]
    [InlineData("4.40E+8", "440000000")]
    [InlineData("1,234", "1234")]
    [InlineData("(500)", "-500")]
    [InlineData("n/a", null)]
    [InlineData("99999999999999999999999", null)]
    public void An_amount_is_read_as_people_write_it(string text, string? amount) =>
        Assert.Equal(amount is null ? null : decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), Money.Parse(text));
}
