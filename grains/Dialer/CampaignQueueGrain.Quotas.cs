using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Gates;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Dialer;

/// <summary>
/// Demographic quotas that stop exactly at their goal: a call to a contact that a quota counts holds a place in it from before the dial until a disposition makes a lead of it
/// or not. Leads and calls that may still become one are never more than the goal.
/// </summary>
internal sealed partial class CampaignQueueGrain
{
    private readonly Dictionary<Guid, IReadOnlyList<Guid>> _quotasOf = [];

    /// <summary>Calls that made no lead give their places back.</summary>
    private readonly Queue<Guid> _quotaEnds = [];

    private bool _quotaFilled;

    /// <summary>Contacts were sent back to wait for a place.</summary>
    private bool _quotaWaits;

    private IReadOnlyList<DemographicQuota> Quotas => State.Settings.Rules.Quotas;

    private async Task<IReadOnlyList<PlannedDial>> TakeQuotas(IReadOnlyList<PlannedDial> dials)
    {
        if (!TakesPlaces || dials.Count == 0) return dials;
        (PlannedDial Dial, Guid? Full)[] answers;
        try
        {
            var counted = Quotas.Count == 0 ? null : await InTenant((s, ct) => QuotaRows.Of(s, Quotas, [.. dials.Select(d => d.Entry.ContactId)], ct));
            answers = await Task.WhenAll(dials.Select(async d => (d, await TakeAll(d.CallId, [.. GoalPlace, .. counted?[d.Entry.ContactId].Select(q => (q.Id, q.Goal)) ?? []]))));
        }
        catch
        {
            foreach (var dial in dials) State.OnNotDialed(dial.CallId);
            _undialled.AddRange(dials);
            throw;
        }

        (PlannedDial Dial, GateVerdict Why)[] waiting = [.. answers.Where(a => a.Full is not null).Select(a => (a.Dial, WhyFull(a.Full!.Value)))];
        foreach (var (dial, why) in waiting) State.OnNotDialed(dial.CallId, why);
        if (waiting.Length == 0) return dials;
        ReleaseAccountPlaces([.. waiting.Select(w => w.Dial)]);
        _returns.AddRange(waiting.Select(w => (w.Dial.Entry.ContactId, w.Why.Reason, w.Why.NextAt, false)));
        (_again, _countsDirty, _quotaWaits) = (true, true, true);
        return [.. answers.Where(a => a.Full is null).Select(a => a.Dial)];
    }

    /// <summary>The lead goal is kept like a quota and is none.</summary>
    private GateVerdict WhyFull(Guid place) => new(place == _key.Id ? EntryReason.GoalReached : EntryReason.QuotaFull, Now + CapPause);

    /// <summary>A place in the goal and in every quota that counts the contact, or in none.</summary>
    /// <returns>the one without room; null: all were given</returns>
    private async Task<Guid?> TakeAll(Guid callId, IReadOnlyList<(Guid Id, int Goal)> places)
    {
        List<Guid> held = [];
        foreach (var (place, goal) in places)
        {
            var answer = Heard(place, await Places(place).Reserve(callId, goal, PlaceLease));
            _quotaFilled |= place != _key.Id && answer.Committed >= goal;
            if (!answer.Granted)
            {
                foreach (var id in held) Heard(id, await Places(id).Release(callId));
                return place;
            }

            held.Add(place);
        }

        if (held.Count > 0) _quotasOf[callId] = held;
        return null;
    }

    private async Task SettleQuotas()
    {
        await LookAgainAtGoal();
        if (_quotaEnds.Count == 0 && !_quotaFilled) return;
        var freed = false;
        await Through(_quotaEnds, "caps", async call =>
        {
            foreach (var quota in await QuotasOf(call)) freed |= Heard(quota, await Places(quota).GiveBack(call)).Granted;
            _quotasOf.Remove(call);
        });

        if (freed && (Quotas.Count > 0 || _quotaWaits)) await Fenced((s, ct) => QuotaRows.Wake(s, _key.Id, Now, CapPause, ct));
        _quotaWaits = false;
        if (!_quotaFilled) return;
        _quotaFilled = false;
        await FencedAlone((s, ct) => RulesChore.Begin(s, State.Settings, everything: false, Now, ct));
        await ReadChores();
        _ = Work();
    }

    private void NoteQuotaAfterCall(InFlightCall call, string outcome)
    {
        if (TakesPlaces && outcome != Outcome.Connected) _quotaEnds.Enqueue(call.CallId);
    }

    private void NoteQuotaAfterDisposition(CallDisposed disposed)
    {
        if (_state is not null && TakesPlaces && !DispositionPlan.Of(disposed.Disposition, State.Settings.Rules).MakesLead) _quotaEnds.Enqueue(disposed.CallId);
    }

    /// <summary>True when it was a place of a quota.</summary>
    private bool NoteHeldQuota(HeldCap held)
    {
        if (!PlaceIds.Contains(held.AccountId)) return false;
        if (held.Outcome != Outcome.Connected || held.Disposed && !DispositionPlan.Of(held.Disposition!, State.Settings.Rules).MakesLead) _quotaEnds.Enqueue(held.CallId);
        return true;
    }

    /// <summary>An activation that did not make the call reads it from the rows.</summary>
    private async Task<IReadOnlyList<Guid>> QuotasOf(Guid callId) =>
        _quotasOf.TryGetValue(callId, out var known) ? known : await InTenant((s, ct) => QuotaRows.Held(s, _key.Id, PlaceIds, callId, ct));

    /// <summary>Where calls of this campaign may hold places: its quotas and, under its own id, its lead goal.</summary>
    private IReadOnlyList<Guid> PlaceIds => [_key.Id, .. Quotas.Select(q => q.Id)];

    private bool TakesPlaces => Quotas.Count > 0 || Goal is not null;

    private ILeadCapGrain Places(Guid quota) => GrainFactory.LeadCap(_key.Tenant, _key.Id, quota);
}
