using Pivotal.Simulator.Hosting;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Dialer;

/// <summary>A carrier, and two hosts on one database that know nothing of each other: every grain can be there twice.</summary>
internal sealed record TwoHosts(RunningSimulator Carrier, DialerWorld First, DialerWorld Second, CallCentre Centre) : IAsyncDisposable
{
    public static async Task<TwoHosts> Open(TestDatabase database, Task<CallCentre> centre)
    {
        var carrier = await DialerWorld.Carrier();
        return new(carrier, await DialerWorld.Start(database, carrier), await DialerWorld.Start(database, carrier), await centre);
    }

    public async ValueTask DisposeAsync()
    {
        await Second.DisposeAsync();
        await First.DisposeAsync();
        await Carrier.DisposeAsync();
    }
}
