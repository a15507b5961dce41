using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Places;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.Grains.Dialer.Places;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>Whatever is counted and may run out: places of accounts, of quotas, and of the lead goal.</summary>
internal sealed class QueuePlaces(QueueContext queue, AccountPlaces accounts, LeadPlaces leads)
{
    /// <summary>Longer than any call (the carrier ends calls after four hours), so that a place is never given away under a running one.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromHours(5);

    /// <summary>Who found no place looks again then.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    public bool AreSettled => accounts.IsSettled && leads.IsSettled;

    public Task<PlacesTaken> TakeOfAccounts(IReadOnlyList<PlannedDial> dials) => accounts.Take(dials);

    /// <summary>For dials that have their account's place; those without room here give it back.</summary>
    public async Task<PlacesTaken> TakeOfLeads(IReadOnlyList<PlannedDial> dials)
    {
        var taken = await leads.Take(dials);
        accounts.Release(taken.Refused.Select(r => r.Dial));
        return taken;
    }

    /// <summary>What a disposition uses for good: one question of the agent, one answer.</summary>
    /// <returns>the <see cref="PlaceKind"/> without room; null: all are taken</returns>
    public async Task<string?> Commit(Guid callId, Guid? accountId, bool positive, bool makesLead)
    {
        List<WantedPlace> wanted = [.. positive ? OfAccount(accountId) : [], .. makesLead ? await leads.Wanted(callId) : []];
        var full = await AllOrNone.Take(callId, wanted, Lease);
        if (makesLead)
            queue.Pulse.Kick();
        return full;
    }

    /// <summary>As agents of the release before ask, for one kind only.</summary>
    public async Task<bool> Commit(Guid callId, Guid? accountId, string kind) =>
        await AllOrNone.Take(
            callId,
            [.. kind == PlaceKind.AccountCap ? OfAccount(accountId) : (await leads.Wanted(callId)).Where(w => w.Kind == kind)],
            Lease
        )
            is null;

    public void OnCallEnded(InFlightCall call, string outcome)
    {
        leads.OnCallEnded(call, outcome);
        accounts.OnCallEnded(call, outcome);
    }

    public void OnDisposed(CallDisposed disposed)
    {
        leads.OnDisposed(disposed);
        accounts.OnDisposed(disposed);
    }

    public void OnHeld(HeldCap held)
    {
        if (!leads.OnHeld(held))
            accounts.OnHeld(held);
    }

    /// <summary>Dials that did not happen give their places back.</summary>
    public void Release(IReadOnlyList<PlannedDial> dials)
    {
        leads.Release(dials);
        accounts.Release(dials);
    }

    public async Task Settle()
    {
        await leads.Settle();
        await accounts.Settle();
    }

    private IEnumerable<WantedPlace> OfAccount(Guid? accountId) =>
        accountId is { } account && queue.Settings.Cap is { Mode: CapMode.PositiveDispositions } cap
            ? [new(PlaceKind.AccountCap, accounts.Of(account), cap.Value, answer => accounts.NoteFull(account, answer))]
            : [];
}
