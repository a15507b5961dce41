using System.Globalization;

namespace Pivotal.Bench.Harness;

/// <summary>How busy the machine is with other things. Not its load average, which still holds the build and the bench before.</summary>
internal static class MachineLoad
{
    private const string Path = "/proc/stat";
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(2);

    /// <summary>Looks on for a moment in which the bench itself does nothing.</summary>
    /// <returns>share of all processors' time that others had, 0 to 1; null where the system does not say</returns>
    public static async Task<double?> Now(CancellationToken cancel)
    {
        if (!File.Exists(Path))
            return null;
        var (idle, all) = Read();
        await Task.Delay(Watch, TimeProvider.System, cancel);
        var (idleThen, allThen) = Read();
        return allThen > all ? 1 - ((idleThen - idle) / (allThen - all)) : null;
    }

    // user nice system idle iowait irq softirq steal, in ticks since the start.
    private static (double Idle, double All) Read()
    {
        double[] ticks =
        [
            .. File.ReadLines(Path)
                .First()
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9]
                .Select(t => double.Parse(t, CultureInfo.InvariantCulture)),
        ];
        return (ticks[3] + ticks[4], ticks.Sum());
    }
}
