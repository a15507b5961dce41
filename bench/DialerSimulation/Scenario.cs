namespace Pivotal.Bench.DialerSimulation;

/// <summary>What a shift is like. Times in seconds. Scenarios A, B and C of the reference (dialer.md C3) and their stress variants.</summary>
/// <param name="Human">share of dials a person answers</param>
/// <param name="Machine">share of dials a machine answers</param>
/// <param name="Handle">mean of talk and wrap-up together, log-normal with a coefficient of variation of 0.9</param>
/// <param name="StepFrom">share of the shift after which the human rate doubles; back to normal at <paramref name="StepTo"/></param>
/// <param name="LogOutsPerHour">per agent; an agent who leaves in mid-call finishes it and is gone, and comes back after ten minutes</param>
/// <param name="AmdMisses">share of people taken for a machine and hung up on, and of machines put through as people</param>
public sealed record Scenario(
    string Name, int Agents, double Human, double Machine, double Handle,
    double StepFrom = 1, double StepTo = 1, double LogOutsPerHour = 0, double AmdMisses = 0)
{
    public const double Hours = 8, Shift = Hours * 3600, RingMean = 12, RingLimit = 25, MachineDetection = 2.5, ConnectBudget = 2, Spread = 0.9;

    public static Scenario A(int agents) => new($"A {agents}", agents, 0.25, 0.25, 120);

    public static Scenario B(int agents) => new($"B {agents}", agents, 0.10, 0.35, 180);

    public static Scenario C(int agents) => new($"C {agents}", agents, 0.40, 0.10, 90);

    public Scenario WithStep() => this with { Name = $"{Name} step", StepFrom = 1 / 3.0, StepTo = 2 / 3.0 };

    public Scenario WithStress() => WithStep() with { Name = $"{Name} stress", LogOutsPerHour = 1, AmdMisses = 0.05 };
}
