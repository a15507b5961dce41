using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pivotal.Domain.Accounts;
using Xunit;

namespace Pivotal.UnitTests.Accounts;

public sealed class CountriesTests
{
    [Fact]
    public void The_table_is_the_one_of_the_standard()
    {
        var all = Countries.All.ToList();
        Assert.Equal(249, all.Count(c => c.Numeric is not null));
        Assert.Equal(["AC", "TA", "XK"], all.Where(c => c.Numeric is null).Select(c => c.Code));
        Assert.All(all, c => Assert.Matches("^[A-Z]{2} [A-Z]{3}$", $"{c.Code} {c.Alpha3}"));
        Assert.All(
            new[]
            {
                all.Select(c => c.Code),
                all.Select(c => c.Alpha3),
                all.Select(c => c.Name),
                all.Where(c => c.Numeric is not null).Select(c => $"{c.Numeric:000}"),
            },
            codes => Assert.Distinct(codes)
        );
        Assert.All(all.Where(c => c.TimeZone is not null), c => Assert.Equal(c.TimeZone, c.MainZone));
        Assert.All(all.Where(c => c.MainZone is not null), c => Assert.NotNull(TimeZoneInfo.FindSystemTimeZoneById(c.MainZone!)));
    }

    [Fact]
    public void A_spelling_means_one_country() =>
        Assert.All(Countries.Spelled, c => Assert.All(c.Spellings, spelling => Assert.Same(c.Country, Countries.Find(spelling))));

    [Theory]
    [InlineData("de", "DE", "DEU", 276)]
    [InlineData("GBR", "GB", "GBR", 826)]
    [InlineData("UK", "GB", "GBR", 826)]
    [InlineData("the united states of america", "US", "USA", 840)]
    [InlineData("U.S.A.", "US", "USA", 840)]
    [InlineData("Côte d’Ivoire", "CI", "CIV", 384)]
    [InlineData("Turkey", "TR", "TUR", 792)]
    [InlineData("Allemagne", "DE", "DEU", 276)]
    [InlineData("Vereinigte Staaten", "US", "USA", 840)]
    [InlineData("Germany (DE)", "DE", "DEU", 276)]
    [InlineData("(DE)", "DE", "DEU", 276)]
    [InlineData("UK - England", "GB", "GBR", 826)]
    [InlineData("Guinea-Bissau", "GW", "GNB", 624)]
    [InlineData("Korea, Republic of", "KR", "KOR", 410)]
    public void A_country_is_found_by_its_codes_and_by_what_people_write(string text, string code, string alpha3, int numeric)
    {
        var found = Countries.Find(text);
        Assert.Equal((code, alpha3, numeric), (found?.Code, found?.Alpha3, found?.Numeric));
    }

    [Theory]
    [InlineData("Atlantis")]
    [InlineData("276")]
    [InlineData("Germania Street")]
    public void What_is_no_country_is_none(string text) => Assert.Null(Countries.Find(text));

    // Not as data of a theory: on their way to the test they would become question marks.
    [Fact]
    public void What_is_no_text_is_no_country() =>
        Assert.All(new[] { "\ud83c", "Germany\udc00", "\ud83cDE", "Germany\ufffe" }, text => Assert.Null(Countries.Find(text)));

    [Property(MaxTest = 2_000)]
    public Property No_text_breaks_the_search() =>
        Prop.ForAll(
            Gen.Choose(0, 150)
                .SelectMany(n => Gen.Choose(0, 0xffff).Select(c => (char)c).ArrayOf(n))
                .Select(c => new string(c))
                .ToArbitrary(),
            text => Countries.Find(text) is null or { Code.Length: 2 } && TimeZones.For("US", text) is null or { Length: > 0 }
        );
}
