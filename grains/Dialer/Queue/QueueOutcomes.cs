using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Queue;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>
/// What has become of contacts and is not in their rows yet. What is claimed and not in the hopper would never be claimed again, so each stays on its list until its row says what is true.
/// </summary>
internal sealed class QueueOutcomes(QueueContext queue, QueueFaults faults, QueuePlaces places, AccountPlaces accounts)
{
    private readonly List<EntryWrite> _fates = [];
    private readonly List<PlannedDial> _undialled = [];
    private readonly List<EntryBack> _returns = [];
    private readonly List<(HopperEntry Entry, bool Never)> _left = [];
    private readonly List<QueueOrder.GiveBack> _givenBack = [];

    /// <summary>The database went away during the commit of a claim: whoever it took is in no hopper and on no list.</summary>
    private bool _claimUnknown;

    public bool HasFates => _fates.Count > 0;

    public bool AreStored =>
        _fates.Count == 0 && _undialled.Count == 0 && _givenBack.Count == 0 && _returns.Count == 0 && _left.Count == 0 && !_claimUnknown;

    public void Ended(EntryWrite fate) => _fates.Add(fate);

    /// <summary>Perhaps their intent is stored, perhaps not; nobody was dialled either way, and the rows are put right as soon as they can be.</summary>
    public void NotDialled(IEnumerable<PlannedDial> dials) => _undialled.AddRange(dials);

    public void GoBack(IEnumerable<EntryBack> back) => _returns.AddRange(back);

    /// <summary>Claimed, and no intent was made for him.</summary>
    /// <param name="never">he leaves for good</param>
    public void Left(HopperEntry entry, bool never) => _left.Add((entry, never));

    public void GiveBack(QueueOrder.GiveBack back) => _givenBack.Add(back);

    public void OnClaimUnknown() => _claimUnknown = true;

    public Task Return(IEnumerable<EntryBack> back)
    {
        GoBack(back);
        return StoreReturns();
    }

    public async Task Store()
    {
        await ReturnUnknown();
        if (_undialled.Count > 0)
        {
            PlannedDial[] orphans = [.. _undialled];
            await queue.Rows.Undo(orphans);
            _undialled.RemoveRange(0, orphans.Length);
            places.Release(orphans);
        }

        await StoreGivenBack();
        await StoreReturns();
        await StoreLeft();
        if (_fates.Count == 0)
            return;
        EntryWrite[] batch = [.. _fates];
        await faults.EachAlone(batch, f => f.ContactId, queue.Rows.StoreFates);
        _fates.RemoveRange(0, batch.Length);
        queue.Pulse.CountsChanged = true;
    }

    private async Task ReturnUnknown()
    {
        if (!_claimUnknown)
            return;
        var claimed = await queue.Rows.Claimed();
        GoBack(claimed.Where(c => !queue.State.IsAtHand(c)).Select(c => new EntryBack(c)));
        _claimUnknown = false;
    }

    private async Task StoreGivenBack()
    {
        if (_givenBack.Count == 0)
            return;
        QueueOrder.GiveBack[] batch = [.. _givenBack];
        _givenBack.Clear();
        queue.Pulse.CountsChanged = true;
        await Return(
            batch.Select(b => new EntryBack(b.Entry.ContactId, b.Reason, b.NextAt, Never: b.Reason is not null && b.NextAt is null))
        );
    }

    private async Task StoreReturns()
    {
        if (_returns.Count == 0)
            return;
        EntryBack[] batch = [.. _returns];
        await faults.EachAlone(batch, b => b.Contact, queue.Rows.Return);
        _returns.RemoveAll(batch.Contains);
    }

    /// <summary>Those that leave for good make room under their account's cap.</summary>
    private async Task StoreLeft()
    {
        if (_left.Count == 0)
            return;
        (HopperEntry Entry, bool Never)[] left = [.. _left];
        var stored = await faults.EachAlone(
            left,
            l => l.Entry.ContactId,
            some => queue.Rows.PutAside([.. some.Select(l => l.Entry.ContactId)])
        );
        var gone = stored.SelectMany(g => g).ToHashSet();
        _left.RemoveRange(0, left.Length);
        await accounts.GiveBack([
            .. left.Where(l => l.Never || gone.Contains(l.Entry.ContactId)).Select(l => (l.Entry.ContactId, l.Entry.AccountId)),
        ]);
    }
}
