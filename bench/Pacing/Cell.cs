using Pivotal.Bench.DialerSimulation;

namespace Pivotal.Bench.Pacing;

/// <summary>One cell of the comparison: a scenario and team size, and what the reference policy reached there (reference dialer.md C3).</summary>
/// <param name="Ref">utilisation, 0–1</param>
internal sealed record Cell(Scenario Scenario, double Ref)
{
    private static readonly (int Agents, double A, double B)[] Steady =
    [
        (3, 69.2, 61.8),
        (5, 73.7, 68.7),
        (10, 79.3, 78.0),
        (20, 85.1, 82.9),
        (50, 91.4, 91.0),
        (100, 94.5, 95.0),
    ];

    private static readonly (int Agents, double Ref)[] SteadyC = [(3, 71.3), (5, 74.1), (10, 79.2), (20, 84.8), (50, 91.3)];

    private static readonly (int Agents, double A, double B)[] Step =
    [
        (5, 76.1, 69.7),
        (10, 80.4, 79.0),
        (20, 85.6, 83.4),
        (50, 91.7, 90.8),
    ];

    public static IReadOnlyList<Cell> All =>
        [
            .. Steady.Select(c => new Cell(Scenario.A(c.Agents), c.A / 100)),
            .. Steady.Select(c => new Cell(Scenario.B(c.Agents), c.B / 100)),
            .. SteadyC.Select(c => new Cell(Scenario.C(c.Agents), c.Ref / 100)),
            .. Step.Select(c => new Cell(Scenario.A(c.Agents).WithStep(), c.A / 100)),
            .. Step.Select(c => new Cell(Scenario.B(c.Agents).WithStep(), c.B / 100)),
        ];
}
