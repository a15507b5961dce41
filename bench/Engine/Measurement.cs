using Pivotal.Bench.Harness;

namespace Pivotal.Bench.Engine;

/// <summary>One of the worker's measurements.</summary>
/// <param name="Figure">its name in the closing line</param>
/// <param name="Says">what is counted</param>
/// <param name="Command">what the worker is asked</param>
/// <param name="Fresh">in a new process each time, because what one round leaves behind would change the next</param>
internal sealed record Measurement(string Figure, string Says, string Command, bool Fresh = false)
{
    public static IReadOnlyList<Measurement> All(BenchOptions options) =>
    [
        new("hotCallsPerSecond", "empty calls/s to one grain, 64 callers", $"hot 64 {options.Scaled(20_000)}"),
        new("sequentialCallsPerSecond", "empty calls/s to one grain, one caller", $"hot 1 {options.Scaled(500_000)}"),
        new("manyCallsPerSecond", "empty calls/s to 10,000 grains, 64 callers", $"many 10000 64 {options.Scaled(10_000)}"),
        new("activationsPerSecond", "first calls/s to fresh keys, 64 callers", $"fresh {options.Scaled(100_000)} 64"),
        new("tickMicroseconds", "processor time of a timer tick in µs, 1,000 timers of 20 ms", $"tick 1000 20 {options.Scaled(2_000)}"),
        new("bytesPerIdleAgent", "bytes of heap per idle agent grain beyond its state, 100,000 of them", $"memory {options.Scaled(100_000)}", Fresh: true),
    ];
}
