using Microsoft.Extensions.Logging;
using Pivotal.Data.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Campaigns;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>The campaign's rows. What is written is written behind the fence: an activation that another one has replaced writes nothing more.</summary>
/// <param name="epoch">the fence as this activation took it</param>
/// <param name="lost">told once, when another activation turns out to have it</param>
internal sealed class QueueStore(TenantDb db, GrainKey key, long epoch, Action lost, ILogger log)
{
    private int _alone;

    public long Epoch => epoch;

    public bool IsLost { get; private set; }

    /// <summary>Somebody waits for the campaign's own row, which long work should leave to him.</summary>
    public bool RowIsWanted => _alone > 0;

    public Task<T> Read<T>(Func<TenantSession, CancellationToken, Task<T>> work) => db.InTenant(key.Tenant, work);

    public Task<T> Write<T>(Func<TenantSession, CancellationToken, Task<T>> work) => Fenced(work, alone: false);

    public Task Write(Func<TenantSession, CancellationToken, Task> work) => Write(Answering(work));

    /// <summary>For what writes the campaign's own row. Two transactions that share the fence and then both want the row would wait for each other.</summary>
    public async Task<T> WriteAlone<T>(Func<TenantSession, CancellationToken, Task<T>> work)
    {
        _alone++;
        try
        {
            return await Fenced(work, alone: true);
        }
        finally
        {
            _alone--;
        }
    }

    public Task WriteAlone(Func<TenantSession, CancellationToken, Task> work) => WriteAlone(Answering(work));

    private async Task<T> Fenced<T>(Func<TenantSession, CancellationToken, Task<T>> work, bool alone)
    {
        if (IsLost)
            throw new FenceLostException();
        try
        {
            return await db.InTenant(
                key.Tenant,
                (s, ct) =>
                {
                    CampaignRow.HoldFence(s, key.Id, epoch, alone);
                    return work(s, ct);
                }
            );
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

    private static Func<TenantSession, CancellationToken, Task<bool>> Answering(Func<TenantSession, CancellationToken, Task> work) =>
        async (s, ct) =>
        {
            await work(s, ct);
            return true;
        };
}
