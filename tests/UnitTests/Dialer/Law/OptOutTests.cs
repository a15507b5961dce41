using Pivotal.Domain.Compliance.Law;
using Xunit;

namespace Pivotal.UnitTests.Dialer.Law;

public sealed class OptOutTests
{
    private static readonly EffectiveCompliance Us = Of("us_tsr_fcc"),
        Uk = Of("uk_ofcom");

    [Fact]
    public void Where_the_law_asks_for_an_automated_opt_out_the_message_names_a_key_and_elsewhere_a_number()
    {
        var us = SafeHarbour.For(new() { Message = new(Seller: "Acme") }, Us, "+12025550100")!;
        Assert.Equal("9", us.OptOutKey);
        Assert.Contains("press 9 now", us.Text);
        var uk = SafeHarbour.For(new() { Message = new("{seller}, {number}. {opt_out}", "Acme") }, Uk, "+442079460000")!;
        Assert.Null(uk.OptOutKey);
        Assert.DoesNotContain("press", uk.Text);
        Assert.Contains("tell us on +442079460000", uk.Text);
    }

    [Fact]
    public void The_campaigns_own_key_counts_and_the_union_with_another_law_keeps_the_duty()
    {
        Assert.Equal("*", SafeHarbour.For(new() { Message = new(Seller: "Acme", OptOutKey: "*") }, Uk, null)!.OptOutKey);
        Assert.Contains("the star key", SafeHarbour.For(new() { Message = new(Seller: "Acme", OptOutKey: "*") }, Uk, null)!.Text);
        Assert.True(
            EffectiveCompliance
                .Of([Jurisdictions.Find("uk_ofcom")!, Jurisdictions.Find("us_tsr_fcc")!], new())
                .Message!.Value.AutomatedOptOut
        );
    }

    [Theory]
    [InlineData("Good day.", "9", "Good day. To never be called again, press 9 now.")]
    [InlineData("{opt_out} Good day.", "#", "To never be called again, press the pound key now. Good day.")]
    [InlineData("Good day.", null, "Good day.")]
    [InlineData("Good day. {opt_out}", null, "Good day.")]
    public void A_message_of_the_campaigns_own_words_never_hides_its_key(string message, string? key, string expected) =>
        Assert.Equal(expected, OptOut.Tell(message, key));

    [Theory]
    [
        InlineData("0", true),
        InlineData("*", true),
        InlineData("#", true),
        InlineData("", false),
        InlineData("10", false),
        InlineData("a", false),
        InlineData(null, false)
    ]
    public void Keys_of_a_telephone(string? key, bool expected) => Assert.Equal(expected, OptOut.IsKey(key));

    private static EffectiveCompliance Of(string profile) => EffectiveCompliance.Of([Jurisdictions.Find(profile)!], new());
}
