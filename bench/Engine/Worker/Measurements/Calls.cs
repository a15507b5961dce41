using System.Diagnostics;

namespace Pivotal.EngineWorker.Measurements;

/// <summary>Empty calls from outside the grains. A caller waits for each answer before its next call.</summary>
internal sealed class Calls(TestGrains grains)
{
    /// <summary>Calls per second to one grain.</summary>
    public Task<double> ToOne(int callers, int perCaller)
    {
        var grain = grains.Empty(0);
        return Rate(callers, perCaller, (_, _) => grain);
    }

    /// <summary>Calls per second to as many grains, each of which has been called before.</summary>
    public async Task<double> ToMany(int grainCount, int callers, int perCaller)
    {
        IEmptyGrain[] all = [.. Enumerable.Range(1_000_000, grainCount).Select(grains.Empty)];
        foreach (var grain in all)
            await grain.Nothing();
        return await Rate(callers, perCaller, (caller, call) => all[(caller + call * callers) % all.Length]);
    }

    private static async Task<double> Rate(int callers, int perCaller, Func<int, int, IEmptyGrain> pick)
    {
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            for (var call = 0; call < perCaller; call++)
                await pick(caller, call).Nothing();
        })));
        return (double)callers * perCaller / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
