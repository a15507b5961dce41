using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Gates;
using Pivotal.Domain.Dialer.Modes;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Places;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Dialer.Places;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>
/// Demographic quotas and the lead goal, which stop exactly where they should: a call holds a place from before the dial until a disposition makes a lead of it or not. Leads and calls that
/// may still become one are never more than the goal. The goal is a quota that counts everybody, its places are kept under the campaign's own id; once it is reached the campaign rests until somebody
/// raises it, a lead is rejected, or it is drained.
/// </summary>
internal sealed class LeadPlaces(QueueContext queue, QueueFaults faults, QueueChores chores)
{
    private static readonly TimeSpan GoalEvery = TimeSpan.FromSeconds(2);

    private readonly Dictionary<Guid, IReadOnlyList<Guid>> _placesOf = [];

    /// <summary>Calls that made no lead give their places back.</summary>
    private readonly Queue<Guid> _ends = [];

    private DateTimeOffset _goalHeard;
    private bool _quotaFilled;

    /// <summary>Contacts were sent back to wait for a place.</summary>
    private bool _somebodyWaits;

    public bool IsSettled => _ends.Count == 0;

    /// <summary>Calls without an agent make no leads.</summary>
    private int? Goal => queue.Settings.Mode.NeedsAgents ? queue.Settings.LeadGoal : null;

    private IReadOnlyList<DemographicQuota> Quotas => queue.Settings.Rules.Quotas;

    private bool AreTaken => Quotas.Count > 0 || Goal is not null;

    /// <summary>Where calls of this campaign may hold places.</summary>
    private IReadOnlyList<Guid> Ids => [queue.Key.Id, .. Quotas.Select(q => q.Id)];

    /// <summary>A place in the goal and in every quota that counts the contact, or in none.</summary>
    public async Task<PlacesTaken> Take(IReadOnlyList<PlannedDial> dials)
    {
        if (!AreTaken)
            return PlacesTaken.All(dials);
        var counted =
            Quotas.Count == 0
                ? null
                : await queue.Store.Read((s, ct) => QuotaRows.Of(s, Quotas, [.. dials.Select(d => d.Entry.ContactId)], ct));
        (Guid Id, int Goal)[] goal = Goal is { } leads ? [(queue.Key.Id, leads)] : [];
        var answers = await Task.WhenAll(
            dials.Select(async dial =>
                (
                    Dial: dial,
                    Full: await TakeAll(dial.CallId, [.. goal, .. counted?[dial.Entry.ContactId].Select(q => (q.Id, q.Goal)) ?? []])
                )
            )
        );
        (PlannedDial, GateVerdict)[] refused = [.. answers.Where(a => a.Full is not null).Select(a => (a.Dial, WhyFull(a.Full!.Value)))];
        _somebodyWaits |= refused.Length > 0;
        return new([.. answers.Where(a => a.Full is null).Select(a => a.Dial)], refused);
    }

    /// <summary>What a disposition that makes a lead uses for good.</summary>
    public async Task<IReadOnlyList<WantedPlace>> Wanted(Guid callId)
    {
        // Leads are counted without a goal as well, so that one may be set later.
        List<WantedPlace> wanted =
        [
            new(PlaceKind.LeadGoal, Places(queue.Key.Id), queue.Settings.LeadGoal ?? int.MaxValue, answer => Heard(queue.Key.Id, answer)),
        ];
        if (Quotas.Count == 0)
            return wanted;
        var counted = await PlacesOf(callId);
        wanted.AddRange(
            Quotas
                .Where(q => counted.Contains(q.Id))
                .Select(q => new WantedPlace(PlaceKind.Quota, Places(q.Id), q.Goal, answer => _quotaFilled |= answer.Committed >= q.Goal))
        );
        return wanted;
    }

    public void Release(IEnumerable<PlannedDial> dials)
    {
        if (!AreTaken)
            return;
        foreach (var dial in dials)
            _ends.Enqueue(dial.CallId);
    }

    public void OnCallEnded(InFlightCall call, string outcome)
    {
        if (AreTaken && outcome != Outcome.Connected)
            _ends.Enqueue(call.CallId);
    }

    public void OnDisposed(CallDisposed disposed)
    {
        if (AreTaken && !DispositionPlan.Of(disposed.Disposition, queue.Settings.Rules).MakesLead)
            _ends.Enqueue(disposed.CallId);
    }

    /// <summary>True when it was a place of this kind.</summary>
    public bool OnHeld(HeldCap held)
    {
        if (!Ids.Contains(held.AccountId))
            return false;
        if (held.Outcome != Outcome.Connected || held.Disposed && !DispositionPlan.Of(held.Disposition!, queue.Settings.Rules).MakesLead)
            _ends.Enqueue(held.CallId);
        return true;
    }

    public void OnLeadRejected(Guid callId)
    {
        _ends.Enqueue(callId);
        _quotaFilled |= Quotas.Count > 0;
        queue.Pulse.Start();
        queue.Pulse.Kick();
    }

    public async Task Settle()
    {
        await LookAgainAtGoal();
        if (_ends.Count == 0 && !_quotaFilled)
            return;
        var freed = false;
        await faults.Through(
            _ends,
            "caps",
            async call =>
            {
                foreach (var place in await PlacesOf(call))
                    freed |= Heard(place, await Places(place).GiveBack(call)).Granted;
                _placesOf.Remove(call);
            }
        );

        if (freed && (Quotas.Count > 0 || _somebodyWaits))
            await queue.Store.Write((s, ct) => QuotaRows.Wake(s, queue.Key.Id, queue.Now, QueuePlaces.Pause, ct));
        _somebodyWaits = false;
        if (!_quotaFilled)
            return;
        _quotaFilled = false;
        await queue.Store.WriteAlone((s, ct) => RulesChore.Begin(s, queue.Settings, everything: false, queue.Now, ct));
        // Read, its clock goes; it is done beside the step, which does not wait for it.
        await chores.Read();
    }

    public async Task Recover()
    {
        if (AreTaken)
            foreach (var call in await queue.Store.Read((s, ct) => QuotaRows.Rejected(s, queue.Key.Id, Ids, ct)))
                OnLeadRejected(call);
        await LookAtGoal();
    }

    private ILeadCapGrain Places(Guid id) => queue.Grains.LeadCap(queue.Key.Tenant, queue.Key.Id, id);

    /// <returns>the one without room; null: all were given</returns>
    private async Task<Guid?> TakeAll(Guid callId, IReadOnlyList<(Guid Id, int Goal)> places)
    {
        List<Guid> held = [];
        foreach (var (place, goal) in places)
        {
            var answer = Heard(place, await Places(place).Reserve(callId, goal, QueuePlaces.Lease));
            _quotaFilled |= place != queue.Key.Id && answer.Committed >= goal;
            if (!answer.Granted)
            {
                foreach (var id in held)
                    Heard(id, await Places(id).Release(callId));
                return place;
            }

            held.Add(place);
        }

        if (held.Count > 0)
            _placesOf[callId] = held;
        return null;
    }

    /// <summary>The lead goal is kept like a quota and is none.</summary>
    private GateVerdict WhyFull(Guid place) =>
        new(place == queue.Key.Id ? EntryReason.GoalReached : EntryReason.QuotaFull, queue.Now + QueuePlaces.Pause);

    /// <summary>An activation that did not make the call reads it from the rows.</summary>
    private async Task<IReadOnlyList<Guid>> PlacesOf(Guid callId) =>
        _placesOf.TryGetValue(callId, out var known)
            ? known
            : await queue.Store.Read((s, ct) => QuotaRows.Held(s, queue.Key.Id, Ids, callId, ct));

    private CapDecision Heard(Guid place, CapDecision answer)
    {
        if (place != queue.Key.Id)
            return answer;
        _goalHeard = queue.Now;
        queue.State.OnGoal(Goal is { } goal ? new LeadGoal(goal, answer.Committed, answer.Reserved) : null);
        queue.Pulse.ViewChanged = true;
        return answer;
    }

    private async Task LookAtGoal()
    {
        if (Goal is null)
            queue.State.OnGoal(null);
        else
            Heard(queue.Key.Id, await Places(queue.Key.Id).Get());
    }

    /// <summary>While it is the goal that keeps the campaign from dialling: answers may have come in another order than they were given, and leases run out without a word.</summary>
    private Task LookAgainAtGoal() =>
        queue.State.Goal?.Left() == 0 && _goalHeard + GoalEvery <= queue.Now ? LookAtGoal() : Task.CompletedTask;
}
