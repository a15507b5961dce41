using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Gates;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Places;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Dialer.Places;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>
/// The account's lead cap. A call of a capped account holds a place from before its dial; what became of the call decides whether the place is used or given back.
/// Settling happens in the step after, never between answer and bridge.
/// </summary>
internal sealed class AccountPlaces(QueueContext queue, QueueFaults faults, CapSharers sharers)
{
    private readonly Queue<(Guid Account, Guid CallId, bool Commit)> _ends = [];

    /// <summary>Accounts whose places are all used for good: their waiting contacts leave.</summary>
    private readonly HashSet<Guid> _full = [];

    public bool IsSettled => _ends.Count == 0;

    private LeadCap? Cap => queue.Settings.Cap;

    public ILeadCapGrain Of(Guid account) => queue.Grains.LeadCap(queue.Key.Tenant, queue.Settings.CapScope(queue.Key.Tenant), account);

    /// <summary>Reserves a place for each dial whose account is capped. Without one the contact waits, or leaves when all places are used for good.</summary>
    public async Task<PlacesTaken> Take(IReadOnlyList<PlannedDial> dials)
    {
        if (Cap is not { PerCall: true } cap)
            return PlacesTaken.All(dials);
        var answers = await Task.WhenAll(
            dials.Select(async d =>
                d.Entry.AccountId is { } account ? await Of(account).Reserve(d.CallId, cap.Value, QueuePlaces.Lease) : null
            )
        );
        List<PlannedDial> held = [];
        List<(PlannedDial, GateVerdict)> refused = [];
        foreach (var (dial, answer) in dials.Zip(answers))
        {
            if (answer is null or { Granted: true })
            {
                held.Add(dial);
                continue;
            }

            NoteFull(dial.Entry.AccountId!.Value, answer);
            refused.Add((dial, new(EntryReason.CapReached, queue.Now + QueuePlaces.Pause)));
        }

        return new(held, refused);
    }

    public void NoteFull(Guid account, CapDecision answer)
    {
        if (Cap is { PerCall: true } cap && answer.Committed >= cap.Value)
            _full.Add(account);
    }

    public void OnCallEnded(InFlightCall call, string outcome)
    {
        if (Cap is not { PerCall: true } cap || call.AccountId is not { } account)
            return;
        if (outcome != Outcome.Connected)
            _ends.Enqueue((account, call.CallId, false));
        else if (cap.Mode == CapMode.ConnectedCalls)
            _ends.Enqueue((account, call.CallId, true));
    }

    public void OnDisposed(CallDisposed disposed)
    {
        if (
            Cap?.Mode == CapMode.PositiveDispositions
            && disposed.AccountId is { } account
            && !DispositionPlan.Of(disposed.Disposition, queue.Settings.Rules).IsPositive
        )
            _ends.Enqueue((account, disposed.CallId, false));
    }

    /// <summary>An earlier activation's, whose end that one did not settle.</summary>
    public void OnHeld(HeldCap held)
    {
        if (Cap is not { PerCall: true } cap)
            return;
        var connected = held.Outcome == Outcome.Connected;
        if (cap.Mode == CapMode.ConnectedCalls)
            _ends.Enqueue((held.AccountId, held.CallId, connected));
        else if (!connected)
            _ends.Enqueue((held.AccountId, held.CallId, false));
        else if (held.Disposed)
            _ends.Enqueue((held.AccountId, held.CallId, DispositionPlan.Of(held.Disposition!, queue.Settings.Rules).IsPositive));
    }

    /// <summary>Dials that did not happen give their places back.</summary>
    public void Release(IEnumerable<PlannedDial> dials)
    {
        if (Cap is not { PerCall: true })
            return;
        foreach (var dial in dials)
            if (dial.Entry.AccountId is { } account)
                _ends.Enqueue((account, dial.CallId, false));
    }

    public async Task Settle()
    {
        HashSet<Guid> freed = [];
        await faults.Through(
            _ends,
            "caps",
            async end =>
            {
                var places = Of(end.Account);
                if (end.Commit)
                    NoteFull(end.Account, await places.Commit(end.CallId, Cap?.Value ?? 0));
                else if ((await places.Release(end.CallId)).Granted)
                {
                    freed.Add(end.Account);
                    sharers.NoteFreed(end.Account);
                }
            }
        );

        if (freed.Count > 0)
            await queue.Rows.WakeCapped([.. freed]);
        await sharers.Tell();
        if (_full.Count == 0)
            return;
        Guid[] full = [.. _full];
        await queue.Rows.RemoveCapped(full);
        _full.ExceptWith(full);
        queue.Pulse.CountsChanged = true;
    }

    /// <summary>A campaign with the same cap has given these accounts' places back.</summary>
    public async Task OnPlacesFree(IReadOnlyList<Guid> accounts)
    {
        if (Cap is { Mode: CapMode.QueueSize })
            foreach (var account in accounts)
                await LetNextIn(account);
        else
            await queue.Rows.WakeCapped(accounts);
        (queue.Pulse.NextClaim, queue.Pulse.CountsChanged) = (default, true);
        queue.Pulse.Kick();
    }

    /// <summary>A disposition elsewhere, or somebody who asked not to be called, has taken them out of the rows already.</summary>
    public async Task GiveBackOfGone(IReadOnlyList<string> phones, Guid? contact)
    {
        if (Cap is { Mode: CapMode.QueueSize })
            await GiveBack(await queue.Store.Read((s, ct) => CapRows.PlacesOfGone(s, queue.Settings, phones, contact, ct)));
    }

    /// <summary>Mode queue_size: a contact that left without being called lets the account's next one in.</summary>
    public async Task GiveBack(IReadOnlyList<(Guid Contact, Guid? Account)> left)
    {
        if (Cap is not { Mode: CapMode.QueueSize })
            return;
        foreach (var (contact, maybeAccount) in left)
        {
            if (maybeAccount is not { } account)
                continue;
            if (!(await Of(account).Release(queue.Settings.PlaceOf(contact))).Granted)
                continue;
            if (!await LetNextIn(account))
                sharers.NoteFreed(account);
        }

        await sharers.Tell();
    }

    /// <summary>Mode queue_size: somebody who is put in takes a place for as long as he is in. True as well where no cap counts him.</summary>
    public async Task<bool> LetIn(Guid contact, Guid? ofAccount) =>
        Cap is not { Mode: CapMode.QueueSize } cap
        || ofAccount is not { } account
        || (await Of(account).Reserve(queue.Settings.PlaceOf(contact), cap.Value, Timeout.InfiniteTimeSpan)).Granted;

    /// <summary>Mode queue_size: the account's next contact that waits outside takes the free place.</summary>
    /// <returns>false when nobody waits outside</returns>
    private async Task<bool> LetNextIn(Guid account)
    {
        if (Cap is not { Mode: CapMode.QueueSize })
            return false;
        if (await queue.Store.Read((s, ct) => QueueFill.NextOutside(s, queue.Key.Id, account, ct)) is not { } next)
            return false;
        if (await LetIn(next, account))
            await queue.Store.Write((s, ct) => QueueFill.LetIn(s, queue.Key.Id, next, queue.Now, ct));
        return true;
    }
}
