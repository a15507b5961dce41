using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pivotal.Domain.Accounts;
using Pivotal.Domain.Imports;
using Pivotal.Domain.Shared;

namespace Pivotal.UnitTests.Shared;

public sealed class UnicodeTextTests
{
    /// <summary>Any sequence of UTF-16 units, the ones that are no text among them.</summary>
    private static Arbitrary<string> AnyUnits =>
        Gen.OneOf(Gen.Choose(0, 0xffff), Gen.Choose(0xd800, 0xdfff), Gen.Constant(0xfffe), Gen.Constant(0), Gen.Choose('a', 'z'))
            .Select(n => (char)n)
            .ArrayOf()
            .Select(units => new string(units))
            .ToArbitrary();

    [Property(MaxTest = 2_000)]
    public Property Every_text_has_its_forms() =>
        Prop.ForAll(
            AnyUnits,
            text =>
            {
                var formed = text.InForm(NormalizationForm.FormKD);
                return formed.IsNormalized(NormalizationForm.FormKD) && (!text.All(c => c is >= 'a' and <= 'z') || formed == text);
            }
        );

    [Property(MaxTest = 2_000)]
    public Property Names_and_headers_have_a_key_whatever_they_are() =>
        Prop.ForAll(AnyUnits, text => CompanyNames.Key(text).Length <= 200 && HeaderRecogniser.Key(text) is not null);

    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abc", 2, "ab")]
    [InlineData("a\ud83d\ude00b", 2, "a")]
    [InlineData("a\ud83d\ude00b", 3, "a\ud83d\ude00")]
    [InlineData("\ud83d\ude00", 0, "")]
    public void A_text_is_not_cut_within_a_character(string text, int most, string beginning) =>
        Assert.Equal(beginning, text.Beginning(most));

    [Fact]
    public void An_accent_is_taken_apart() => Assert.Equal("e\u0301\ufffd", "\u00e9\ufffe".InForm(NormalizationForm.FormD));
}
