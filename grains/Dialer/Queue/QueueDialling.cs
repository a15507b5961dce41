using Pivotal.Domain.Accounts;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Gates;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Calls;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Telephony;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>From a planned dial to a call: first places and tokens are taken, then the intent is stored, then the call is told.</summary>
internal sealed class QueueDialling(
    QueueContext queue,
    QueueFaults faults,
    QueuePlaces places,
    QueueOutcomes outcomes,
    LegalWindows law,
    NewsTurn news,
    CarrierAccounts carriers
)
{
    /// <summary>From the stored intent, unless the person's hours end before. Shorter than the least time after which somebody else may take the call for lost and its contact for free.</summary>
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(10);

    /// <summary>Calls that could not be told to dial; whether they were dialled they know best.</summary>
    private readonly Queue<Guid> _untold = [];

    public bool HasUntold => _untold.Count > 0;

    private QueueState State => queue.State;

    public async Task Dial()
    {
        var wanted = Math.Min(State.Wanted(queue.Now), State.HopperCount) + State.PreviewsWanted(queue.Now);
        if (wanted == 0)
            return;
        var tokens = await queue.Grains.Carrier(carriers.Of(queue.Key.Tenant)).Take(queue.Key.Tenant, wanted);
        if (tokens.Granted < wanted)
            State.Hold(queue.Now + tokens.RetryAfter, tokens.Reason ?? "rate_limited");
        if (tokens.Granted == 0)
            return;
        // Tokens were granted for this very moment, so the hold just set must not stop them.
        var (dials, returned) = State.Plan(queue.Now, tokens.Granted, queue.NewCall, granted: true);
        foreach (var r in returned)
            faults.Note(r.Entry.ContactId, r.Why);
        outcomes.GoBack(
            returned.Select(r => new EntryBack(
                r.Entry.ContactId,
                r.Why.Reason,
                r.Why.NextAt,
                Never: r.Why is { IsOpen: false, NextAt: null }
            ))
        );
        var allowed = await WithPlaces(await WithPlaces(dials, places.TakeOfAccounts), places.TakeOfLeads);
        if (State.Status != CampaignStatus.Active)
        {
            DialNone(allowed);
            return;
        }

        var (now, campaign) = (queue.Now, queue.Settings);
        foreach (var dial in await StoreIntents(campaign, allowed))
            await Send(campaign, dial, campaign.DialUntil(now, now + Within, dial.Entry.TimeZone));
    }

    /// <summary>A call that was not told is asked what it knows; one that cannot be asked is asked again by the next step.</summary>
    public Task AskUntold() => faults.Through(_untold, "calls", call => queue.Grains.Call(queue.Key.Tenant, call).Reconcile());

    /// <summary>One call that cannot answer must not keep the campaign from coming back.</summary>
    public async Task Reconcile(Guid call)
    {
        try
        {
            await queue.Grains.Call(queue.Key.Tenant, call).Reconcile();
        }
        catch (Exception e) when (e is not (FenceLostException or Data.Shared.DatabaseUnavailableException))
        {
            Untold(call, e);
        }
    }

    /// <summary>The carrier, or the call itself, took no dial.</summary>
    public Task OnRefused(DialRefused refused)
    {
        DialerLog.DialRefused(queue.Log, queue.Key.Id, refused.Reason);
        return refused.Reason is DialRefused.CarrierRejected or DialRefused.TooLate
            ? Task.CompletedTask
            : queue.Grains.Carrier(carriers.Of(queue.Key.Tenant)).BackOff(refused.RetryAfter, refused.Reason);
    }

    private async Task<IReadOnlyList<PlannedDial>> WithPlaces(
        IReadOnlyList<PlannedDial> dials,
        Func<IReadOnlyList<PlannedDial>, Task<PlacesTaken>> take
    )
    {
        if (dials.Count == 0)
            return dials;
        PlacesTaken taken;
        try
        {
            taken = await take(dials);
        }
        catch
        {
            NotStored(dials);
            throw;
        }

        foreach (var (dial, why) in taken.Refused)
            State.OnNotDialed(dial.CallId, why);
        outcomes.GoBack(taken.Refused.Select(r => new EntryBack(r.Dial.Entry.ContactId, r.Why.Reason, r.Why.NextAt)));
        if (taken.Refused.Count > 0)
            (queue.Pulse.Again, queue.Pulse.CountsChanged) = (true, true);
        return taken.Held;
    }

    /// <summary>The campaign was stopped while places and tokens were taken.</summary>
    private void DialNone(IReadOnlyList<PlannedDial> dials)
    {
        foreach (var dial in dials)
            State.OnNotDialed(dial.CallId);
        places.Release(dials);
        outcomes.GoBack(dials.Select(d => new EntryBack(d.Entry.ContactId)));
    }

    private void NotStored(IReadOnlyList<PlannedDial> dials)
    {
        foreach (var dial in dials)
            State.OnNotDialed(dial.CallId);
        outcomes.NotDialled(dials);
    }

    private async Task<IReadOnlyList<PlannedDial>> StoreIntents(CampaignSettings campaign, IReadOnlyList<PlannedDial> dials)
    {
        if (dials.Count == 0)
            return [];
        StoredIntents stored;
        try
        {
            await law.KeepLaw(campaign);
            stored = StoredIntents.Of(
                await faults.EachAlone(dials, d => d.Entry.ContactId, some => queue.Rows.StoreIntents(campaign, some))
            );
        }
        catch
        {
            NotStored(dials);
            throw;
        }

        OnNotMade([.. dials.Where(d => !stored.Made.Contains(d.CallId))], stored);
        return [.. dials.Where(d => stored.Made.Contains(d.CallId))];
    }

    /// <summary>Dials that the rows refused: a gate closed meanwhile, or something is known of the contact that this queue has not read.</summary>
    private void OnNotMade(IReadOnlyList<PlannedDial> dials, StoredIntents stored)
    {
        if (dials.Count == 0)
            return;
        var closed = stored.Closed.ToDictionary(c => c.Dial.CallId, c => c.Verdict);
        foreach (var dial in dials)
            State.OnNotDialed(
                dial.CallId,
                closed.TryGetValue(dial.CallId, out var verdict) ? verdict
                    : stored.Stale.Contains(dial.CallId) ? new GateVerdict(QueueState.Changed, null)
                    : (GateVerdict?)null
            );
        places.Release(dials);
        foreach (var (dial, verdict) in stored.Closed)
            faults.Note(dial.Entry.ContactId, verdict);
        outcomes.GoBack(
            stored.Closed.Select(c => new EntryBack(c.Dial.Entry.ContactId, c.Verdict.Reason, c.Verdict.NextAt, c.Verdict.IsNever))
        );
        foreach (var dial in dials.Where(d => !stored.Stale.Contains(d.CallId)))
            outcomes.Left(dial.Entry, never: closed.TryGetValue(dial.CallId, out var why) && why.IsNever);
        queue.Pulse.Again = true;
        if (stored.Stale.Count == 0)
            return;
        // They wait as before, until the next round has read the news.
        outcomes.GoBack(dials.Where(d => stored.Stale.Contains(d.CallId)).Select(d => new EntryBack(d.Entry.ContactId)));
        news.Hurry();
    }

    private async Task Send(CampaignSettings campaign, PlannedDial dial, DateTimeOffset notAfter)
    {
        State.OnDialing(dial.CallId, queue.Now);
        try
        {
            await queue.Grains.Call(queue.Key.Tenant, dial.CallId).Dial(Intent(campaign, dial, notAfter));
        }
        catch (Exception e)
        {
            Untold(dial.CallId, e);
        }
    }

    private void Untold(Guid call, Exception e)
    {
        DialerLog.CallNotTold(queue.Log, queue.Key.Id, call, e);
        _untold.Enqueue(call);
    }

    private DialIntent Intent(CampaignSettings campaign, PlannedDial dial, DateTimeOffset notAfter)
    {
        var entry = dial.Entry;
        return new(
            dial.CallId,
            campaign.Id,
            entry.ContactId,
            entry.AccountId,
            entry.Phone,
            campaign.CallerId!,
            Math.Max(campaign.RingTimeoutSeconds, campaign.LeastRingSeconds),
            campaign.DetectMachine,
            entry.Attempts + 1,
            ContactClocks.First(entry.TimeZone),
            queue.Card(dial.CallId, entry, CallStatus.Dialing),
            notAfter,
            dial.Agentless ? AgentlessMessage.Of(campaign.Rules, campaign.Compliance) : null,
            dial.Agentless ? null : AbandonedMessage.Of(campaign.Rules, campaign.Compliance, campaign.CallerId),
            campaign.LeastRingSeconds,
            campaign.Connect.Seconds,
            campaign.Connect.FromPickUp
        );
    }
}
