namespace Pivotal.EngineWorker.Measurements;

/// <summary>What a timer's tick costs the processor, its own empty callback included.</summary>
internal sealed class Ticks(TestGrains grains)
{
    /// <summary>Microseconds of processor time per tick, with what the idle process uses taken off.</summary>
    public async Task<double> Cost(int grainCount, int periodMilliseconds, TimeSpan during)
    {
        ITickingGrain[] all = [.. Enumerable.Range(2_000_000, grainCount).Select(grains.Get<ITickingGrain>)];
        var idle = await Used(during);
        var period = TimeSpan.FromMilliseconds(periodMilliseconds);
        await Task.WhenAll(all.Select(g => g.Start(period)));
        var before = TickingGrain.Ticks;
        var ticking = await Used(during);
        var ticks = TickingGrain.Ticks - before;
        await Task.WhenAll(all.Select(g => g.Stop()));
        if (ticks == 0)
            throw new InvalidOperationException("No timer ticked.");
        return (ticking - idle).TotalMicroseconds / ticks;
    }

    private static async Task<TimeSpan> Used(TimeSpan during)
    {
        var before = Environment.CpuUsage.TotalTime;
        await Task.Delay(during);
        return Environment.CpuUsage.TotalTime - before;
    }
}
