using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pivotal.Domain.Accounts;
using Xunit;

namespace Pivotal.UnitTests.Accounts;

public sealed class EmailTests
{
    [Theory]
    [InlineData("Ada@Example.COM", "ada@example.com")]
    [InlineData("  ada.lovelace+events@example.com ", "ada.lovelace+events@example.com")]
    [InlineData("mailto:ada@example.com", "ada@example.com")]
    [InlineData("Ada Example <ada@example.com>", "ada@example.com")]
    [InlineData("ada@bücher.example", "ada@xn--bcher-kva.example")]
    [InlineData("o'neil@example.co.uk", "o'neil@example.co.uk")]
    [InlineData("a@b.co", "a@b.co")]
    public void An_address_has_one_key(string text, string key) => Assert.Equal(key, Emails.Normalize(text));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("n/a")]
    [InlineData("98%")]
    [InlineData("ada at example.com")]
    [InlineData("ada@example")]
    [InlineData("ada@@example.com")]
    [InlineData("ada@example.com@example.org")]
    [InlineData("ada@example.com, bob@example.com")]
    [InlineData(".ada@example.com")]
    [InlineData("ada..b@example.com")]
    [InlineData("ada b@example.com")]
    [InlineData("ada@-example.com")]
    [InlineData("ada@127.0.0.1")]
    public void What_is_no_single_address_has_none(string? text) => Assert.Null(Emails.Normalize(text));

    [Fact]
    public void Gmail_dots_and_tags_stay_what_they_are() =>
        Assert.NotEqual(Emails.Normalize("a.da+x@gmail.com"), Emails.Normalize("ada@gmail.com"));

    [Property]
    public Property Normalising_twice_changes_nothing() =>
        Prop.ForAll(Addresses(), text => Emails.Normalize(text) is not { } once || Emails.Normalize(once) == once);

    private static Arbitrary<string> Addresses() =>
        (
            from local in Gen.Elements("Ada", "İpek", "ada+X", "o'Neil", "ßtraße", "a.b", "А", "x_y")
            from noise in ArbMap.Default.GeneratorFor<string?>()
            from domain in Gen.Elements("Example.COM", "bücher.example", "sub.Example.co.UK", "faß.example", "example.com.")
            from keep in Gen.Elements(true, false)
            select $"{local}{(keep ? noise : "")}@{domain}"
        ).ToArbitrary();
}
