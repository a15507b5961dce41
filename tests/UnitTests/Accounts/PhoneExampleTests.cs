using Pivotal.Domain.Accounts;
using Xunit;

namespace Pivotal.UnitTests.Accounts;

/// <summary>The same numbers read by another implementation: see tests/phone-numbers/generate.mjs.</summary>
public sealed class PhoneExampleTests
{
    private sealed record Example(string Text, string Country, string E164, string Extension, string Region, string Type);

    /// <summary>Plans that changed between the metadata of the npm package and that of the NuGet package; gone when both are raised.</summary>
    private static readonly Dictionary<string, string> OtherMetadata = new()
    {
        ["+22985751234"] = "Benin: numbers of 8 digits ended",
        ["+22981123456"] = "Benin: numbers of 8 digits ended",
        ["+26779101234"] = "Botswana: 79 1 is mobile now",
        ["+2631312345"] = "Zimbabwe: 13 with 5 digits is given out no more",
    };

    /// <summary>Dialled inside the country only. The library's plans have them; the door refuses what no carrier can dial.</summary>
    private static readonly Dictionary<string, string> NotDialledFromAbroad = new()
    {
        ["+13101234"] = "Canada: 310 and four digits, without an area code",
        ["+989601"] = "Iran: six digits with the country code, the stored form has seven at least",
    };

    /// <summary>Without a plus these digits are another country's number as well, which the other port does not ask.</summary>
    private static readonly Dictionary<string, string> AbroadAsWell = new()
    {
        ["+3933101234501"] = "Italy: a mailbox, and a landline in Paris",
    };

    [Fact]
    public void Numbers_of_all_regions_are_read_as_google_libphonenumber_reads_them()
    {
        var examples = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Accounts", "PhoneExamples.txt"))
            .Where(l => !l.StartsWith('#'))
            .Select(l => l.Split('|'))
            .Select(f => new Example(f[0], f[1], f[2], f[3], f[4], f[5].Replace("_", "")))
            .ToList();
        var different = examples.Where(e => Read(e) != e).ToList();

        Assert.Equal(
            OtherMetadata.Keys.Concat(NotDialledFromAbroad.Keys).Concat(AbroadAsWell.Keys).Order(),
            different.Select(e => e.E164).Distinct().Order()
        );
        Assert.All(
            examples.Where(e => NotDialledFromAbroad.ContainsKey(e.E164)),
            e => Assert.Equal(PhoneVerdict.TooShort, PhoneNumbers.Read(e.Text, e.Country).Verdict)
        );
        Assert.All(
            different.Where(e => AbroadAsWell.ContainsKey(e.E164)),
            e => Assert.Equal((PhoneVerdict.Unclear, '3'), (PhoneNumbers.Read(e.Text, e.Country).Verdict, e.Text[0]))
        );
        var disagree = different.Count(e => OtherMetadata.ContainsKey(e.E164));
        Assert.True(disagree * 200 < examples.Count, $"{disagree} of {examples.Count} differ");
        Assert.True(examples.Count >= 3_000);
        Assert.Equal(245, examples.Where(e => e.Country.Length > 0).Select(e => e.Country).Distinct().Count());
    }

    private static Example Read(Example e)
    {
        var reading = PhoneNumbers.Read(e.Text, e.Country);
        var type = reading.Type switch
        {
            PhoneType.Personal => "PERSONALNUMBER",
            PhoneType.Universal => "UAN",
            var other => other.ToString().ToUpperInvariant(),
        };
        return e with
        {
            E164 = reading.E164 ?? reading.Verdict.ToString(),
            Extension = reading.Extension ?? "",
            Region = reading.Region ?? "",
            Type = type,
        };
    }
}
