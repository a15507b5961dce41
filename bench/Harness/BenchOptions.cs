using System.Globalization;
using System.Text.RegularExpressions;

namespace Pivotal.Bench.Harness;

/// <param name="Rounds">measured rounds; each runs ours and the baseline</param>
/// <param name="WarmUps">rounds before, thrown away</param>
/// <param name="Scale">multiplies the amount of work of a round; 1 is the published figure</param>
/// <param name="Only">cells whose name this regular expression finds, in benches that have cells; null: all</param>
public sealed record BenchOptions(int Rounds = 7, int WarmUps = 2, double Scale = 1, Regex? Only = null)
{
    /// <exception cref="BenchException">An argument is unknown or malformed.</exception>
    public static BenchOptions From(IEnumerable<string> args)
    {
        var options = new BenchOptions();
        using var words = args.GetEnumerator();
        while (words.MoveNext())
        {
            options = words.Current switch
            {
                "--quick" => options with { Rounds = 3, WarmUps = 1, Scale = 0.1 },
                "--rounds" => options with { Rounds = Math.Max(1, (int)Number(words)) },
                "--scale" => options with { Scale = Number(words) },
                "--only" => options with { Only = Pattern(words) },
                var unknown => throw new BenchException(
                    $"unknown argument {unknown}; known are --quick, --rounds N, --scale X, --only PATTERN"
                ),
            };
        }

        return options;
    }

    public int Scaled(int amount) => Math.Max(1, (int)(amount * Scale));

    /// <summary>Whether the cell of that name is asked for.</summary>
    public bool Wants(string cell) => Only?.IsMatch(cell) ?? true;

    private static Regex Pattern(IEnumerator<string> words)
    {
        try
        {
            return new(
                words.MoveNext() ? words.Current : throw new BenchException("a pattern is missing behind --only"),
                RegexOptions.IgnoreCase,
                TimeSpan.FromSeconds(1)
            );
        }
        catch (ArgumentException e)
        {
            throw new BenchException($"--only: {e.Message}");
        }
    }

    private static double Number(IEnumerator<string> words) =>
        words.MoveNext() && double.TryParse(words.Current, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0
            ? value
            : throw new BenchException("a number above 0 is missing behind the last argument");
}
