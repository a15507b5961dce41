using Pivotal.Domain.Dialer.WhatIf;

namespace Pivotal.Bench.DialerSimulation;

/// <summary>What a shift is like. Times in seconds. Scenarios A, B and C of the reference (dialer.md C3), their stress variants, and what <see cref="Conditions"/> makes of them.</summary>
/// <param name="Human">share of dials a person answers</param>
/// <param name="Machine">share of dials a machine answers</param>
/// <param name="MeanHandle">of talk and wrap-up together, log-normal with a coefficient of variation of 0.9</param>
/// <param name="StepFrom">share of the shift after which the human rate doubles; back to normal at <paramref name="StepTo"/></param>
/// <param name="LogOutsPerHour">per agent; an agent who leaves in mid-call finishes it and is gone, and comes back after ten minutes</param>
/// <param name="AmdMisses">share of people taken for a machine and hung up on, and of machines put through as people</param>
public sealed record Scenario(
    string Name,
    int Agents,
    double Human,
    double Machine,
    double MeanHandle,
    double StepFrom = 1,
    double StepTo = 1,
    double LogOutsPerHour = 0,
    double AmdMisses = 0
) : IShiftWorld
{
    private const double MachineDetection = 2.5,
        AwayFor = 600;

    public double Length { get; init; } = 8 * 3600;

    /// <summary>Coefficient of variation of the handle time.</summary>
    public double Spread { get; init; } = 0.9;

    public double RingMean { get; init; } = 12;

    public double RingLimit { get; init; } = 25;

    public double MessageSeconds { get; init; }

    /// <summary>What the human rate is multiplied with at a moment.</summary>
    public Func<double, double>? Season { get; init; }

    /// <summary>Instead of the log-normal one.</summary>
    public Func<Random, double>? HandleTime { get; init; }

    /// <summary>When an agent is there, in order; null: always.</summary>
    public Func<int, IReadOnlyList<Stay>>? Stays { get; init; }

    /// <summary>Seconds that the carrier takes to connect at a moment.</summary>
    public Func<double, double>? Delay { get; init; }

    public static Scenario A(int agents) => new($"A {agents}", agents, 0.25, 0.25, 120);

    public static Scenario B(int agents) => new($"B {agents}", agents, 0.10, 0.35, 180);

    public static Scenario C(int agents) => new($"C {agents}", agents, 0.40, 0.10, 90);

    public Scenario WithStep() => this with { Name = $"{Name} step", StepFrom = 1 / 3.0, StepTo = 2 / 3.0 };

    public Scenario WithStress() => WithStep() with { Name = $"{Name} stress", LogOutsPerHour = 1, AmdMisses = 0.05 };

    public double? ArrivesAt(int agent) =>
        Stays is null ? 0
        : Stays(agent) is { Count: > 0 } stays ? stays[0].From
        : null;

    public double? LeavesAt(int agent, double now, Random random) =>
        Stays is not null ? Present(agent, now)?.To
        : LogOutsPerHour > 0 ? now - (3600 / LogOutsPerHour * Math.Log(1 - random.NextDouble()))
        : null;

    public double? BackAt(int agent, double now) =>
        Stays is null ? now + AwayFor
        : Present(agent, now) is { } stay ? Math.Max(now, stay.From)
        : null;

    public double ConnectDelay(double now) => Delay?.Invoke(now) ?? 0;

    public (CallFate Fate, double Seconds) Dial(double now, Random random)
    {
        var human = Human * (Season?.Invoke(now) ?? 1) * (now / Length is var share && share >= StepFrom && share < StepTo ? 2 : 1);
        var fate = random.NextDouble();
        var rings = Erlang4(random);
        var missed = AmdMisses > 0 && random.NextDouble() < AmdMisses;
        if (fate >= human + Machine || rings >= RingLimit)
            return (CallFate.Nobody, RingLimit);
        if (fate < human)
            return missed ? (CallFate.Nobody, rings + MachineDetection) : (CallFate.Person, rings);
        return (missed ? CallFate.MachineAsPerson : CallFate.Nobody, rings + MachineDetection);
    }

    public double Handle(double now, Random random) => HandleTime is { } other ? other(random) : LogNormal(MeanHandle, Spread, random);

    public static double LogNormal(double mean, double spread, Random random)
    {
        var variance = Math.Log(1 + (spread * spread));
        var gauss = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return Math.Exp(Math.Log(mean) - (variance / 2) + (Math.Sqrt(variance) * gauss));
    }

    /// <summary>The stay that the agent is in or that comes next.</summary>
    private Stay? Present(int agent, double now)
    {
        foreach (var stay in Stays!(agent))
            if (stay.To > now)
                return stay;
        return null;
    }

    private double Erlang4(Random random)
    {
        var product = 1.0;
        for (var i = 0; i < 4; i++)
            product *= 1 - random.NextDouble();
        return -(RingMean / 4) * Math.Log(product);
    }
}

/// <summary>An agent is signed in, seconds since the start.</summary>
public sealed record Stay(double From, double To);
