using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pivotal.Domain.Imports;
using Pivotal.Simulator.Data;
using Xunit;

namespace Pivotal.UnitTests.Imports;

public sealed class HeaderRecogniserTests
{
    public static TheoryData<string, string> Template()
    {
        var data = new TheoryData<string, string>();
        foreach (var (header, target) in TemplateHeaders.All)
            data.Add(header, target);
        return data;
    }

    [Fact]
    public void The_template_has_48_columns_and_48_different_targets()
    {
        Assert.Equal(48, TemplateHeaders.All.Count);
        Assert.Equal(48, TemplateHeaders.All.Select(h => h.Target).Distinct().Count());
        Assert.All(TemplateHeaders.All, h => Assert.NotNull(ImportTargets.Find(h.Target)));
        Assert.Equal(TemplateCsvGenerator.Headers, TemplateHeaders.All.Select(h => h.Header));
    }

    [Theory]
    [MemberData(nameof(Template))]
    public void A_template_header_is_recognised_alone_in_any_case(string header, string target)
    {
        foreach (
            var written in new[]
            {
                header,
                header.ToUpperInvariant(),
                header.ToLowerInvariant(),
                header.Replace(' ', '_'),
                $"  {header} ",
                header.Replace(" ", ""),
            }
        )
            Assert.Equal(new HeaderGuess(target, "exact"), Assert.Single(HeaderRecogniser.Recognise([written])));
    }

    [Property]
    public Property All_template_headers_are_recognised_in_any_order() =>
        Prop.ForAll(
            Gen.Shuffle(TemplateHeaders.All.ToArray()).ToArbitrary(),
            shuffled =>
                HeaderRecogniser
                    .Recognise([.. shuffled.Select(h => h.Header)])
                    .Select(g => g.Target)
                    .SequenceEqual(shuffled.Select(h => h.Target))
        );

    [Theory]
    [InlineData("Work Email", "contact.email")]
    [InlineData("Zip", "contact.postalCode")]
    [InlineData("Company", "account.name")]
    [InlineData("# of Employees", null)]
    [InlineData("Import Error", null)]
    [InlineData("Import Row", null)]
    [InlineData("Do not e-mail", null)]
    [InlineData("", null)]
    public void Other_words_are_a_guess_or_nothing(string header, string? target) =>
        Assert.Equal(new HeaderGuess(target, target is null ? "none" : "likely"), Assert.Single(HeaderRecogniser.Recognise([header])));

    [Fact]
    public void A_template_header_keeps_its_target_against_a_synonym_before_it()
    {
        var guesses = HeaderRecogniser.Recognise(["Email", "Email 1", "E-Mail Address"]);
        Assert.Equal([null, "contact.email", null], guesses.Select(g => g.Target));
    }
}
