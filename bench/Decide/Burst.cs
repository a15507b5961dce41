using System.Diagnostics;

namespace Pivotal.Bench.Decide;

/// <summary>Calls in bursts, as answered calls come: within one grain they queue up, several grains work side by side.</summary>
internal static class Burst
{
    /// <param name="during">how long bursts are under way altogether</param>
    /// <param name="prepare">makes a grain ready for its next burst; not measured</param>
    /// <param name="call">one call to the grain with this index</param>
    /// <returns>Calls per second over all grains, in the time that bursts were under way.</returns>
    public static async Task<double> Rate(int grains, int burst, TimeSpan during, Func<int, Task> prepare, Func<int, Task> call)
    {
        var (busy, calls) = (TimeSpan.Zero, 0L);
        while (busy < during)
        {
            await Task.WhenAll(Enumerable.Range(0, grains).Select(prepare));
            var started = Stopwatch.GetTimestamp();
            await Task.WhenAll(Enumerable.Range(0, grains).Select(grain => Task.Run(() => One(grain))));
            busy += Stopwatch.GetElapsedTime(started);
            calls += grains * burst;
        }

        return calls / busy.TotalSeconds;

        Task One(int grain)
        {
            var asked = new Task[burst];
            for (var i = 0; i < burst; i++)
                asked[i] = call(grain);
            return Task.WhenAll(asked);
        }
    }
}
