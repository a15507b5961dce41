using System.Text.RegularExpressions;
using Pivotal.Domain.Accounts;
using Xunit;

namespace Pivotal.UnitTests.Accounts;

/// <summary>Numbers of all regions as people write them at home.</summary>
public sealed class PhoneSpellingTests
{
    private static readonly string[] Gaps = [" ", ".", "-", ""];

    /// <summary>What is written with blanks in the examples is written with other marks here; none may become another number, and few may be lost over looking like a date or an address.</summary>
    [Fact]
    public void A_number_is_the_same_whatever_stands_between_its_digits()
    {
        var examples = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Accounts", "PhoneExamples.txt"))
            .Where(l => !l.StartsWith('#'))
            .Select(l => l.Split('|'))
            .Where(f =>
                f[1].Length > 0
                && f[3].Length == 0
                && f[0].All(c => char.IsAsciiDigit(c) || c is ' ' or '-' or '.')
                && PhoneNumbers.Normalize(f[0], f[1]) == f[2]
            )
            .ToList();
        // A stroke stands behind the area code only.
        var read = examples
            .SelectMany(f =>
                Gaps.Select(gap => (Text: f[0].Replace(" ", gap).Replace("-", gap), Country: f[1], E164: f[2]))
                    .Append((Text: new Regex("[ -]").Replace(f[0], "/", 1), Country: f[1], E164: f[2]))
            )
            .Distinct()
            .Select(n => (n, Read: PhoneNumbers.Normalize(n.Text, n.Country)))
            .ToList();
        Assert.True(read.Count > 3_000, $"{read.Count} spellings");
        Assert.DoesNotContain(read, r => r.Read is not null && r.Read != r.n.E164);
        var unread = read.Where(r => r.Read is null).Select(r => $"{r.n.Text} ({r.n.Country})").ToList();
        Assert.True(unread.Count * 50 <= read.Count, $"{unread.Count} of {read.Count}: {string.Join(", ", unread)}");
    }
}
