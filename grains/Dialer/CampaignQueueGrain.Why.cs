using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Gates;
using Pivotal.Domain.Dialer.Idle;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Dialer;

/// <summary>One contact: put into the queue, and explained.</summary>
internal sealed partial class CampaignQueueGrain
{
    public async Task<Result<InsertedEntry>> Insert(InsertEntry request)
    {
        if (_state is null) return CampaignRefusals.NotFound();
        if (State.Status is CampaignStatus.Completed or CampaignStatus.Cancelled) return CampaignRefusals.Finished();
        var campaign = State.Settings;
        if (await InTenant((s, ct) => InsertRows.Planned(s, campaign, request, Now, ct)) is not { } facts) return CampaignRefusals.NoSuchContact();
        if (request.PhoneKind is not null && facts.Phone.Length == 0) return CampaignRefusals.NoSuchNumber();
        var verdict = GateChain.Judge(facts, campaign, Now);
        if (!verdict.IsNever && campaign.Cap is { Mode: CapMode.QueueSize } cap && facts.AccountId is { } account
            && !(await AccountPlaces(account).Reserve(campaign.PlaceOf(facts.ContactId), cap.Value, Timeout.InfiniteTimeSpan)).Granted)
            verdict = new(EntryReason.CapReached, null);
        if (verdict.IsNever) return new InsertedEntry(facts.ContactId, false, facts.Phone, verdict.Reason, null);
        await Fenced((s, ct) => InsertRows.Store(s, campaign, request, facts, Now, Ids.New(), ct));
        (_zones, _nextClaim, _countsDirty) = (null, default, true);
        Kick();
        return new InsertedEntry(facts.ContactId, true, facts.Phone, verdict.Reason, GateChain.NextOpen(facts, campaign, Now));
    }

    public async Task<Result<WhyContact>> Why(Guid contactId)
    {
        if (_state is null) return CampaignRefusals.NotFound();
        if (await InTenant((s, ct) => WhyRows.Read(s, State.Settings, contactId, Now, ct)) is not var (facts, name, history)) return CampaignRefusals.NoSuchContact();
        var missing = State.AgentsMissing(await InTenant((s, ct) => AgentRow.OfCampaign(s, _key.Id, ct)));
        var idle = State.IdleReason(Now, _counts.Due > 0, _counts.Waiting.Any(w => w.Key is not (EntryReason.Due or EntryReason.NextUp) && w.Value > 0));
        return WhyRows.Tell(facts with { Goal = State.Goal }, name, history, State.Settings, State.Status, idle, Now) with { AgentsMissing = missing };
    }
}
