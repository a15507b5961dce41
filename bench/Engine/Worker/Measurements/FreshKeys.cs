using System.Diagnostics;

namespace Pivotal.EngineWorker.Measurements;

/// <summary>First calls to keys nobody has called: look-up, construction, activation, answer.</summary>
internal sealed class FreshKeys(TestGrains grains)
{
    /// <summary>Activations per second. Afterwards all of them leave again, which is not measured.</summary>
    public async Task<double> Activate(int count, int callers)
    {
        var before = EmptyGrain.Alive;
        var perCaller = count / callers;
        var all = new IEmptyGrain[perCaller * callers];
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            for (var i = caller * perCaller; i < (caller + 1) * perCaller; i++)
            {
                all[i] = grains.Fresh<IEmptyGrain>();
                await all[i].Nothing();
            }
        })));
        var rate = all.Length / Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (EmptyGrain.Alive - before != all.Length)
            throw new InvalidOperationException($"{EmptyGrain.Alive - before} activations of {all.Length}.");

        foreach (var grain in all)
            await grain.Leave();
        while (EmptyGrain.Alive > before)
            await Task.Delay(20);
        return rate;
    }
}
