using System.Globalization;
using System.Text.Json;

namespace Pivotal.Bench.Harness;

/// <summary>What a bench found out.</summary>
/// <param name="Value">ours</param>
/// <param name="Baseline">what ran beside it; null when that cannot run here, and then there is no ratio</param>
/// <param name="Goal">what the ratio should reach</param>
/// <param name="LowerIsBetter">the goal is an upper bound</param>
/// <param name="Noise">the larger spread of the two samples; see <see cref="Sample.Spread"/></param>
/// <param name="Figures">further named figures for the closing line</param>
public sealed record BenchResult(
    string Bench,
    double Value,
    double? Baseline,
    string Unit,
    double Goal,
    bool LowerIsBetter,
    double Noise,
    IReadOnlyDictionary<string, object> Figures
)
{
    /// <summary>Beyond this spread the machine was too busy for the figure to mean much.</summary>
    public const double TooNoisy = 0.25;

    /// <summary>Beyond this share of the processors others had too much of the machine.</summary>
    public const double TooBusy = 0.25;

    /// <summary>Share of the processors' time that others had right before the bench, 0 to 1; null where the system does not say.</summary>
    public double? OthersBefore { get; init; }

    /// <summary>The same on every machine, however busy: decided by seeds and not by time.</summary>
    public bool FromSeeds { get; init; }

    /// <summary>What was measured varied too much or, for what is measured once, others were at work.</summary>
    public bool Noisy => !FromSeeds && (Noise > TooNoisy || OthersBefore > TooBusy);

    public double? Ratio => Value / Baseline;

    public bool? MeetsGoal =>
        Ratio is null ? null
        : LowerIsBetter ? Ratio <= Goal
        : Ratio >= Goal;

    public static BenchResult Of(
        string bench,
        Sample ours,
        Sample? baseline,
        string unit,
        double goal,
        bool lowerIsBetter = false,
        params (string Name, object Value)[] figures
    ) =>
        new(
            bench,
            ours.Median,
            baseline?.Median,
            unit,
            goal,
            lowerIsBetter,
            Math.Max(ours.Spread, baseline?.Spread ?? 0),
            figures.ToDictionary(f => f.Name, f => f.Value)
        );

    public string Sentence()
    {
        if (Ratio is null)
            return string.Create(CultureInfo.InvariantCulture, $"{Bench}: {Value:G5} {Unit} (spread {Noise:P0}); nothing ran beside it");
        var bound = LowerIsBetter ? "at most" : "at least";
        var verdict =
            Noisy ? "the machine was too noisy to tell"
            : MeetsGoal is true ? "met"
            : "not met";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Bench}: {Value:G5} {Unit} beside {Baseline:G5}, ratio {Ratio:F3}; goal {bound} {Goal:G3}: {verdict} (spread {Noise:P0})"
        );
    }

    /// <summary>The closing line that programs read.</summary>
    public string JsonLine()
    {
        var line = new Dictionary<string, object?>
        {
            ["bench"] = Bench,
            ["ratio"] = Rounded(Ratio),
            ["value"] = Rounded(Value),
            ["baseline"] = Rounded(Baseline),
            ["unit"] = Unit,
            ["goal"] = Goal,
            ["met"] = MeetsGoal,
            ["spread"] = Rounded(Noise),
            ["noisy"] = Noisy,
            ["othersBefore"] = Rounded(OthersBefore),
        };
        foreach (var (name, value) in Figures)
            line[name] = value is double d ? Rounded(d) : value;
        return JsonSerializer.Serialize(line);
    }

    // Five significant digits: more would pretend.
    private static double? Rounded(double? value) =>
        value is { } v ? double.Parse(v.ToString("G5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : null;
}
