using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Gates;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Places;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Dialer;

/// <summary>
/// The account's lead cap. A call of a capped account holds a place from before its dial; what became of the call decides whether the place is used or given back.
/// Settling happens in the step after, never between answer and bridge.
/// </summary>
internal sealed partial class CampaignQueueGrain
{
    /// <summary>Longer than any call (the carrier ends calls after four hours), so that a place is never given away under a running one.</summary>
    private static readonly TimeSpan PlaceLease = TimeSpan.FromHours(5);

    private static readonly TimeSpan CapPause = TimeSpan.FromMinutes(1);

    private readonly Queue<(Guid Account, Guid CallId, bool Commit)> _caps = [];

    /// <summary>Accounts whose places are all used for good: their waiting contacts leave.</summary>
    private readonly HashSet<Guid> _full = [];

    /// <summary>Reserves a place for each dial whose account is capped. Without one the contact waits, or leaves when all places are used for good.</summary>
    private async Task<IReadOnlyList<PlannedDial>> TakePlaces(IReadOnlyList<PlannedDial> dials)
    {
        if (State.Settings.Cap is not { PerCall: true } cap) return dials;
        CapDecision?[] answers;
        try
        {
            answers = await Task.WhenAll(dials.Select(async d =>
                d.Entry.AccountId is { } account ? await AccountPlaces(account).Reserve(d.CallId, cap.Value, PlaceLease) : null));
        }
        catch
        {
            foreach (var dial in dials) State.OnNotDialed(dial.CallId);
            _undialled.AddRange(dials);
            throw;
        }

        List<PlannedDial> allowed = [];
        List<(Guid, string?, DateTimeOffset?, bool)> waiting = [];
        foreach (var (dial, answer) in dials.Zip(answers))
        {
            if (answer is null or { Granted: true })
            {
                allowed.Add(dial);
                continue;
            }

            var full = new GateVerdict(EntryReason.CapReached, Now + CapPause);
            State.OnNotDialed(dial.CallId, full);
            NoteFull(dial.Entry.AccountId!.Value, answer);
            waiting.Add((dial.Entry.ContactId, full.Reason, full.NextAt, false));
        }

        _returns.AddRange(waiting);
        if (waiting.Count > 0) (_again, _countsDirty) = (true, true);
        return allowed;
    }

    private ILeadCapGrain AccountPlaces(Guid account) => GrainFactory.LeadCap(_key.Tenant, State.Settings.CapScope(_key.Tenant), account);

    private void NoteFull(Guid account, CapDecision answer)
    {
        if (State.Settings.Cap is { PerCall: true } cap && answer.Committed >= cap.Value) _full.Add(account);
    }

    private void NoteCapAfterCall(InFlightCall call, string outcome)
    {
        NoteQuotaAfterCall(call, outcome);
        if (State.Settings.Cap is not { PerCall: true } cap || call.AccountId is not { } account) return;
        if (outcome != Outcome.Connected) _caps.Enqueue((account, call.CallId, false));
        else if (cap.Mode == CapMode.ConnectedCalls) _caps.Enqueue((account, call.CallId, true));
    }

    private void NoteCapAfterDisposition(CallDisposed disposed)
    {
        NoteQuotaAfterDisposition(disposed);
        if (_state?.Settings.Cap?.Mode == CapMode.PositiveDispositions && disposed.AccountId is { } account && !DispositionPlan.Of(disposed.Disposition, State.Settings.Rules).IsPositive)
            _caps.Enqueue((account, disposed.CallId, false));
    }

    private void NoteHeldCap(HeldCap held)
    {
        if (NoteHeldQuota(held)) return;
        if (State.Settings.Cap is not { PerCall: true } cap) return;
        var connected = held.Outcome == Outcome.Connected;
        if (cap.Mode == CapMode.ConnectedCalls) _caps.Enqueue((held.AccountId, held.CallId, connected));
        else if (!connected) _caps.Enqueue((held.AccountId, held.CallId, false));
        else if (held.Disposed) _caps.Enqueue((held.AccountId, held.CallId, DispositionPlan.Of(held.Disposition!, State.Settings.Rules).IsPositive));
    }

    private async Task SettleCaps()
    {
        await SettleQuotas();
        HashSet<Guid> freed = [];
        await Through(_caps, "caps", async cap =>
        {
            var grain = AccountPlaces(cap.Account);
            if (cap.Commit) NoteFull(cap.Account, await grain.Commit(cap.CallId, State.Settings.Cap?.Value ?? 0));
            else if ((await grain.Release(cap.CallId)).Granted)
            {
                freed.Add(cap.Account);
                NoteFreed(cap.Account);
            }
        });

        if (freed.Count > 0) await Fenced((s, ct) => QueueRows.WakeCapped(s, _key.Id, [.. freed], Now, ct));
        await TellSharers();
        if (_full.Count == 0) return;
        Guid[] full = [.. _full];
        await Fenced((s, ct) => QueueRows.RemoveCapped(s, _key.Id, full, Now, ct));
        _full.ExceptWith(full);
        _countsDirty = true;
    }

    /// <summary>Dials that did not happen give their places back.</summary>
    private void ReleasePlaces(IReadOnlyList<PlannedDial> dials)
    {
        if (TakesPlaces) foreach (var dial in dials) _quotaEnds.Enqueue(dial.CallId);
        ReleaseAccountPlaces(dials);
    }

    private void ReleaseAccountPlaces(IReadOnlyList<PlannedDial> dials)
    {
        if (State.Settings.Cap is not { PerCall: true }) return;
        foreach (var dial in dials)
            if (dial.Entry.AccountId is { } account)
                _caps.Enqueue((account, dial.CallId, false));
    }

    /// <summary>A disposition elsewhere, or somebody who asked not to be called, has taken them out of the rows already.</summary>
    private async Task GiveBackPlacesOfGone(IReadOnlyList<string> phones, Guid? contact)
    {
        if (State.Settings.Cap is { Mode: CapMode.QueueSize }) await GiveBackPlaces(await InTenant((s, ct) => CapRows.PlacesOfGone(s, State.Settings, phones, contact, ct)));
    }

    /// <summary>Mode queue_size: a contact that left without being called lets the account's next one in.</summary>
    private async Task GiveBackPlaces(IReadOnlyList<(Guid Contact, Guid? Account)> left)
    {
        if (State.Settings.Cap is not { Mode: CapMode.QueueSize }) return;
        foreach (var (contact, maybeAccount) in left)
        {
            if (maybeAccount is not { } account) continue;
            if (!(await AccountPlaces(account).Release(State.Settings.PlaceOf(contact))).Granted) continue;
            if (!await LetNextIn(account)) NoteFreed(account);
        }

        await TellSharers();
    }
}
