using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Places;

namespace Pivotal.Grains.Dialer;

/// <summary>What a disposition uses for good: one question of the agent, one answer.</summary>
internal sealed partial class CampaignQueueGrain
{
    public async Task<string?> Commit(Guid callId, Guid? accountId, bool positive, bool makesLead)
    {
        if (_state is null) return null;
        List<WantedPlace> wanted = [];
        if (positive) wanted.AddRange(OfAccount(accountId));
        if (makesLead) wanted.AddRange([OfGoal(), .. await OfQuotas(callId)]);
        var full = await AllOrNone.Take(callId, wanted, PlaceLease);
        if (makesLead) Kick();
        return full;
    }

    public async Task<bool> CommitCap(Guid callId, Guid? accountId) => _state is null || await AllOrNone.Take(callId, [.. OfAccount(accountId)], PlaceLease) is null;

    public async Task<bool> CommitGoal(Guid callId) => _state is null || await AllOrNone.Take(callId, [OfGoal()], PlaceLease) is null;

    public async Task<bool> CommitQuotas(Guid callId) => _state is null || await AllOrNone.Take(callId, await OfQuotas(callId), PlaceLease) is null;

    private IEnumerable<WantedPlace> OfAccount(Guid? accountId)
    {
        if (accountId is { } account && State.Settings.Cap is { Mode: CapMode.PositiveDispositions } cap)
            yield return new(PlaceKind.AccountCap, AccountPlaces(account), cap.Value, answer => NoteFull(account, answer));
    }

    // Leads are counted without a goal as well, so that one may be set later.
    private WantedPlace OfGoal() => new(PlaceKind.LeadGoal, Places(_key.Id), State.Settings.LeadGoal ?? int.MaxValue, answer => Heard(_key.Id, answer));

    private async Task<IReadOnlyList<WantedPlace>> OfQuotas(Guid callId)
    {
        if (Quotas.Count == 0) return [];
        var counted = await QuotasOf(callId);
        return [.. Quotas.Where(q => counted.Contains(q.Id)).Select(q => new WantedPlace(PlaceKind.Quota, Places(q.Id), q.Goal, answer => _quotaFilled |= answer.Committed >= q.Goal))];
    }
}
