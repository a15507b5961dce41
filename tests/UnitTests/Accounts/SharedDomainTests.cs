using Pivotal.Domain.Accounts;
using Xunit;

namespace Pivotal.UnitTests.Accounts;

public sealed class SharedDomainTests
{
    [Theory]
    [InlineData("https://www.facebook.com/xa")]
    [InlineData("https://de.linkedin.com/company/x")]
    [InlineData("m.facebook.com")]
    [InlineData("https://maps.google.com/?cid=1")]
    [InlineData("seznam.cz")]
    [InlineData("wp.pl")]
    [InlineData("yahoo.it")]
    [InlineData("yahoo.co.jp")]
    [InlineData("hotmail.es")]
    [InlineData("gmail.com")]
    [InlineData("https://www.bbb.org/us/firma")]
    [InlineData("https://www.dnb.com/business-directory/x")]
    [InlineData("yopmail.com")]
    [InlineData("privaterelay.appleid.com")]
    public void A_host_that_many_share_is_no_domain_of_a_company(string text) => Assert.False(Domains.IsCompanys(Domains.Normalize(text)!));

    [Theory]
    [InlineData("acme.example")]
    [InlineData("acme.wixsite.com")]
    [InlineData("notfacebook.com")]
    [InlineData("facebook.com.example")]
    [InlineData("yahoo.acme.example")]
    [InlineData("acme.co.uk")]
    public void A_companys_own_name_is_its_domain(string text) => Assert.True(Domains.IsCompanys(Domains.Normalize(text)!));

    [Theory]
    [InlineData("co.uk")]
    [InlineData("https://www.co.uk/")]
    [InlineData("com.au")]
    [InlineData("wixsite.com")]
    public void A_suffix_under_which_others_have_their_names_is_no_domain(string text) => Assert.Null(Domains.Normalize(text));

    [Theory]
    [InlineData("https:\\\\x.example", "x.example")]
    [InlineData("http:/x.example", "x.example")]
    [InlineData("http:/x.example/a", "x.example")]
    [InlineData("x.example:8080/a", "x.example")]
    public void A_mistyped_web_address_has_its_domain(string text, string domain) => Assert.Equal(domain, Domains.Normalize(text));

    [Theory]
    [InlineData("Acme A/S", "acme")]
    [InlineData("Acme sp. z o.o.", "acme")]
    [InlineData("Acme Sp. z o. o.", "acme")]
    [InlineData("Acme S. A.", "acme")]
    [InlineData("Acme s.r.o.", "acme")]
    [InlineData("Acme GmbH & Co. KG", "acme")]
    [InlineData("Acme Pty Ltd", "acme")]
    [InlineData("Müller & Söhne GmbH & Co. KGaA", "muller and sohne")]
    [InlineData("S.A.", "sa")]
    public void A_legal_form_does_not_count_however_it_is_written(string name, string key) =>
        Assert.Equal(key, CompanyNames.Normalize(name));

    [Theory]
    [InlineData("'ada@x.example", "ada@x.example")]
    [InlineData("mailto:ada@x.example?subject=Hello", "ada@x.example")]
    [InlineData("ada@x.example (work)", "ada@x.example")]
    [InlineData("ada@x.example,", "ada@x.example")]
    [InlineData("ada@x.example;", "ada@x.example")]
    [InlineData("<ada@x.example>", "ada@x.example")]
    [InlineData("o'neil@x.example", "o'neil@x.example")]
    public void An_address_is_read_without_what_stands_around_it(string text, string key) => Assert.Equal(key, Emails.Normalize(text));

    [Fact]
    public void One_local_part_in_two_forms_is_one_address() =>
        Assert.Equal(Emails.Normalize("ren\u00e9@x.example"), Emails.Normalize("rene\u0301@x.example"));
}
