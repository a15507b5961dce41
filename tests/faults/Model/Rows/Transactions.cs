using Pivotal.Data.Shared;

namespace Pivotal.FaultTests.Model.Rows;

/// <summary>The database in memory: each transaction takes a moment and happens at once at its end; now and then it fails, and sometimes nobody knows whether it did.</summary>
/// <param name="fails">share of transactions, 0–1</param>
internal sealed class Transactions(World world, double fails)
{
    public int Failed { get; private set; }

    public async Task<T> Run<T>(Func<T> work)
    {
        await world.Wait(world.Between(0.001, 0.02));
        if (!world.Chance(fails))
            return work();
        Failed++;
        var committed = world.Chance(0.3);
        if (committed)
            work();
        await world.Wait(world.Between(0.05, 1));
        throw new DatabaseUnavailableException(new IOException("The connection broke."), commitUnknown: committed || world.Chance(0.3));
    }

    public Task Run(Action work) =>
        Run(() =>
        {
            work();
            return true;
        });
}
