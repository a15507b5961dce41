using Pivotal.Domain.Campaigns;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Dialer;

/// <summary>
/// A cap that campaigns share: the one that gives a place back tells the others in which somebody of that account waits. Told only of what became free, so nobody asks in vain;
/// a campaign that cannot be told looks by itself within a minute.
/// </summary>
internal sealed partial class CampaignQueueGrain
{
    private readonly HashSet<Guid> _freedForOthers = [];

    private void NoteFreed(Guid account)
    {
        if (State.Settings.SharesCap) _freedForOthers.Add(account);
    }

    private async Task TellSharers()
    {
        if (_freedForOthers.Count == 0) return;
        Guid[] freed = [.. _freedForOthers];
        _freedForOthers.Clear();
        if (State.Settings is not { SharesCap: true, Cap: { } cap }) return;
        var waiting = await InTenant((s, ct) => CapRows.Waiting(s, _key.Id, cap.Mode, freed, ct));
        foreach (var others in waiting.GroupBy(w => w.Campaign, w => w.Account))
        {
            try
            {
                await GrainFactory.Queue(_key.Tenant, others.Key).PlacesFree([.. others]);
            }
            catch (Exception e)
            {
                DialerLog.SharerNotTold(log, others.Key, e);
            }
        }
    }

    public async Task PlacesFree(IReadOnlyList<Guid> accounts)
    {
        if (_state is null) return;
        if (State.Settings.Cap is { Mode: CapMode.QueueSize })
            foreach (var account in accounts) await LetNextIn(account);
        else await Fenced((s, ct) => QueueRows.WakeCapped(s, _key.Id, accounts, Now, ct));
        (_nextClaim, _countsDirty) = (default, true);
        Kick();
    }

    /// <summary>Mode queue_size: the account's next contact that waits outside takes the free place.</summary>
    /// <returns>false when nobody waits outside</returns>
    private async Task<bool> LetNextIn(Guid account)
    {
        if (State.Settings.Cap is not { Mode: CapMode.QueueSize } cap) return false;
        if (await InTenant((s, ct) => QueueFill.NextOutside(s, _key.Id, account, ct)) is not { } next) return false;
        if ((await AccountPlaces(account).Reserve(State.Settings.PlaceOf(next), cap.Value, Timeout.InfiniteTimeSpan)).Granted) await Fenced((s, ct) => QueueFill.LetIn(s, _key.Id, next, Now, ct));
        return true;
    }
}
