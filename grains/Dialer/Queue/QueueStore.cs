using Pivotal.Data.Shared;
using Pivotal.Grains.Campaigns;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>The campaign's rows. What is written is written behind the fence: an activation that another one has replaced writes nothing more.</summary>
internal sealed class QueueStore(TenantDb db, QueueFence fence)
{
    private int _alone;

    /// <summary>Somebody waits for the campaign's own row, which long work should leave to him.</summary>
    public bool RowIsWanted => _alone > 0;

    public Task<T> Read<T>(Func<TenantSession, CancellationToken, Task<T>> work) => db.InTenant(fence.Key.Tenant, work);

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

    private Task<T> Fenced<T>(Func<TenantSession, CancellationToken, Task<T>> work, bool alone) =>
        fence.Behind(() =>
            db.InTenant(
                fence.Key.Tenant,
                (s, ct) =>
                {
                    CampaignRow.HoldFence(s, fence.Key.Id, fence.Epoch, alone);
                    return work(s, ct);
                }
            )
        );

    private static Func<TenantSession, CancellationToken, Task<bool>> Answering(Func<TenantSession, CancellationToken, Task> work) =>
        async (s, ct) =>
        {
            await work(s, ct);
            return true;
        };
}
