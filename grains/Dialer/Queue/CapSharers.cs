using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Dialer.Places;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>
/// A cap that campaigns share: the one that gives a place back tells the others in which somebody of that account waits. Told only of what became free, so nobody asks in vain;
/// a campaign that cannot be told looks by itself within a minute.
/// </summary>
internal sealed class CapSharers(QueueContext queue)
{
    private readonly HashSet<Guid> _freed = [];

    public void NoteFreed(Guid account)
    {
        if (queue.Settings.SharesCap)
            _freed.Add(account);
    }

    public async Task Tell()
    {
        if (_freed.Count == 0)
            return;
        Guid[] freed = [.. _freed];
        _freed.Clear();
        if (queue.Settings is not { SharesCap: true, Cap: { } cap })
            return;
        var waiting = await queue.Store.Read((s, ct) => CapRows.Waiting(s, queue.Key.Id, cap.Mode, freed, ct));
        foreach (var others in waiting.GroupBy(w => w.Campaign, w => w.Account))
        {
            try
            {
                await queue.Grains.Queue(queue.Key.Tenant, others.Key).PlacesFree([.. others]);
            }
            catch (Exception e)
            {
                DialerLog.SharerNotTold(queue.Log, others.Key, e);
            }
        }
    }
}
