namespace Pivotal.EngineWorker.Measurements;

/// <summary>What the engine keeps in memory for a grain that waits.</summary>
internal sealed class IdleAgents(TestGrains grains)
{
    /// <summary>Bytes of managed heap per activation, less those of the state it holds.</summary>
    public async Task<double> BytesBeyondState(int count)
    {
        await SignOn(count / 10);
        var empty = Heap();
        await SignOn(count);
        var activated = Heap() - empty;

        // Kept alive over the second reading, so that it counts them.
        var desks = new AgentDesk[count];
        var before = Heap();
        for (var i = 0; i < count; i++)
            desks[i] = new AgentDesk(TimeProvider.System.GetUtcNow());
        var states = Heap() - before;
        GC.KeepAlive(desks);
        return (double)(activated - states) / count;
    }

    private async Task SignOn(int count)
    {
        for (var i = 0; i < count; i++)
            await grains.Fresh<IIdleAgentGrain>().SignOn();
    }

    private static long Heap()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
