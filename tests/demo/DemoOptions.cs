using System.Globalization;

namespace Pivotal.Demo;

/// <summary>What one demonstration run needs to know. Everything is on loopback.</summary>
public sealed record DemoOptions
{
    /// <summary><c>--url</c>: the running product.</summary>
    public required Uri Product { get; init; }

    /// <summary><c>--sim</c>: the carrier simulator the product dials through; its records are the independent witness.</summary>
    public required Uri Carrier { get; init; }

    /// <summary><c>--sign-ins</c>: the file with the demo sign-ins the product generated.</summary>
    public required string SignIns { get; init; }

    /// <summary><c>--rows</c>: data rows of the generated CSV.</summary>
    public int Rows { get; init; } = 5000;

    /// <summary><c>--agents</c></summary>
    public int Agents { get; init; } = 20;

    /// <summary><c>--seed</c>: the same seed makes the same people, the same CSV and the same dispositions.</summary>
    public int Seed { get; init; } = 1;

    /// <summary><c>--lead-goal</c>: dialling stops when so many leads are there …</summary>
    public int LeadGoal { get; init; } = 60;

    /// <summary><c>--dial-seconds</c>: … or after so long.</summary>
    public int DialSeconds { get; init; } = 75;

    public static DemoOptions From(string[] args)
    {
        var given = new ConfigurationBuilder().AddCommandLine(args).Build();
        return new()
        {
            Product = Address("url"),
            Carrier = Address("sim"),
            SignIns = Path.GetFullPath(given["sign-ins"] ?? throw Missing("sign-ins", "the file with the demo sign-ins")),
            Rows = Number("rows", 5000, 100, 1_000_000),
            Agents = Number("agents", 20, 1, 500),
            Seed = Number("seed", 1, 0, int.MaxValue),
            LeadGoal = Number("lead-goal", 60, 1, 100_000),
            DialSeconds = Number("dial-seconds", 75, 1, 3600),
        };

        Uri Address(string name) =>
            Uri.TryCreate(given[name], UriKind.Absolute, out var uri) ? uri : throw Missing(name, "an address like http://127.0.0.1:8080");

        int Number(string name, int usual, int least, int most) =>
            given[name] is not { } text ? usual
            : int.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value
            : throw new DemoException($"--{name} takes a number from {least} to {most}.");
    }

    private static DemoException Missing(string name, string what) => new($"--{name} is missing: {what}.");
}
