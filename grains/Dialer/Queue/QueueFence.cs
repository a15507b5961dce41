using Microsoft.Extensions.Logging;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>What an activation of a queue writes under: once another one has taken the campaign, this one writes nothing more.</summary>
/// <param name="epoch">the fence as this activation took it</param>
/// <param name="lost">told once, when another activation turns out to have it</param>
internal sealed class QueueFence(GrainKey key, long epoch, Action lost, ILogger log)
{
    public GrainKey Key => key;

    public long Epoch => epoch;

    public bool IsLost { get; private set; }

    /// <param name="work">compares the epoch in its transaction</param>
    public async Task<T> Behind<T>(Func<Task<T>> work)
    {
        if (IsLost)
            throw new FenceLostException();
        try
        {
            return await work();
        }
        catch (FenceLostException)
        {
            if (!IsLost)
                DialerLog.FenceLost(log, key.Id);
            IsLost = true;
            lost();
            throw;
        }
    }
}
