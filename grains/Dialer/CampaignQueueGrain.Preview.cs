using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Gates;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Dialer;

/// <summary>Contacts agents see before they are dialled, and those they choose themselves. What an agent asks for is noted at once and dialled by the next step.</summary>
internal sealed partial class CampaignQueueGrain
{
    private readonly List<QueueOrder.GiveBack> _givenBack = [];

    public Task<bool> DialPreview(Guid agentId, Guid callId)
    {
        var known = _state?.OnPreviewDial(agentId, callId, Now) == true;
        Kick();
        return Task.FromResult(known);
    }

    public Task<Result<bool>> SkipPreview(Guid agentId, Guid callId)
    {
        var answer = _state?.OnPreviewSkip(agentId, callId, Now) ?? SkipAnswer.Gone;
        Kick();
        return Task.FromResult<Result<bool>>(answer switch
        {
            SkipAnswer.Skipped => true,
            SkipAnswer.NoneLeft => PreviewRefusals.NoSkipLeft(State.Settings.Rules.Agents.Preview.SkipsPerHour),
            _ => PreviewRefusals.Gone(),
        });
    }

    public async Task<Result<DialVerdict>> CheckDial(DialTarget target)
    {
        if (_state is null) return CampaignRefusals.NotFound();
        return await Look(target) is { } found ? found.Verdict : PreviewRefusals.UnknownNumber();
    }

    public async Task<Result<DialVerdict>> DialByHand(Guid agentId, Guid callId, DialTarget target)
    {
        if (_state is null) return CampaignRefusals.NotFound();
        if (State.Status != CampaignStatus.Active) return PreviewRefusals.NotRunning();
        if (!State.Settings.Mode.AgentDecides) return PreviewRefusals.Mode(State.Settings.DialMode);
        if (await Look(target) is not { } found) return PreviewRefusals.UnknownNumber();
        // The same request once more: it is on its way.
        if (State.Calls.Any(c => c.CallId == callId) || State.Previews.Any(p => p.CallId == callId)) return found.Verdict with { Allowed = true, Reason = null };
        if (!found.Verdict.Allowed) return PreviewRefusals.NotAllowed(found.Verdict);
        if (!State.CanPick(agentId)) return PreviewRefusals.NotFree();
        if (!await Fenced((s, ct) => HandPickRows.Claim(s, _key.Id, _epoch, found.Picked, Now, ClaimLease, ct)))
            return PreviewRefusals.NotAllowed(found.Verdict with { Allowed = false, Reason = EntryReason.NextUp });
        if (!State.OnPicked(agentId, callId, found.Picked.Entry, Now))
        {
            // He was given a call meanwhile.
            _givenBack.Add(new(found.Picked.Entry, null, null));
            Kick();
            return PreviewRefusals.NotFree();
        }

        EnsureTicking();
        Kick();
        return found.Verdict;
    }

    private async Task<(HandPicked Picked, DialVerdict Verdict)?> Look(DialTarget target)
    {
        if (await InTenant((s, ct) => HandPickRows.Find(s, State.Settings, target, Now, ct)) is not { } picked) return null;
        var verdict = GateChain.Judge(picked.Facts with { Goal = State.Goal }, State.Settings, Now);
        // Somebody has him on a screen, or he is among the next.
        if (verdict.IsOpen && State.IsAtHand(picked.Entry.ContactId)) verdict = new(EntryReason.NextUp, null);
        return (picked, new(picked.Entry.ContactId, picked.Entry.Contact.FullName, picked.Entry.Phone, verdict.IsOpen, verdict.Reason, verdict.NextAt));
    }

    /// <summary>Nobody is shown a contact whom the dial would refuse: what only the rows know of the next ones is looked up before.</summary>
    private async Task OfferPreviews()
    {
        while (State.NextToOffer() is { Count: > 0 } next)
        {
            var settings = State.Settings;
            var known = await InTenant((s, ct) => GateRows.ForOffer(s, settings, [.. next.Select(e => e.ContactId)], Now, ct));
            var looked = next.ToDictionary(e => e.ContactId, e => known.TryGetValue(e.ContactId, out var facts) ? Offered(GateChain.Judge(facts, settings, Now)) : new(EntryReason.Invalid, null));
            State.OfferPreviews(Now, Ids.New, looked);
        }
    }

    /// <summary>Who leaves for want of a place is decided where places are given; until then he waits.</summary>
    private GateVerdict Offered(GateVerdict verdict) =>
        verdict is { IsNever: true, Reason: EntryReason.CapReached or EntryReason.QuotaFull } ? verdict with { NextAt = Now + CapPause } : verdict;

    /// <summary>Agents and calls hear at once; what goes back to the rows is stored by the step.</summary>
    private async Task CarryOut()
    {
        foreach (var order in State.TakeOrders())
        {
            if (order is QueueOrder.GiveBack back) _givenBack.Add(back);
            else await Part("orders", () => Tell(order));
            _dirty = true;
        }
    }

    private Task Tell(QueueOrder order) => order switch
    {
        QueueOrder.Show { Preview: var preview } show => GrainFactory.Agent(_key.Tenant, preview.AgentId).ShowPreview(new PreviewCard(
            Card(preview.CallId, preview.Entry, preview.Wanted ? CallStatus.Dialing : AgentStatus.Preview), preview.Wanted ? PreviewCard.Dialing : PreviewCard.Offered,
            preview.Since, preview.Until, State.Settings.Rules.Agents.Preview.WhenOver, show.SkipsLeft)),
        QueueOrder.Over over => GrainFactory.Agent(_key.Tenant, over.AgentId).PreviewOver(over.CallId, over.Why, over.NextAt),
        QueueOrder.HangUp { CallId: var call } => GrainFactory.Call(_key.Tenant, call).HangUp("agent"),
        _ => Task.CompletedTask,
    };

    private async Task StoreGivenBack()
    {
        if (_givenBack.Count == 0) return;
        QueueOrder.GiveBack[] batch = [.. _givenBack];
        _givenBack.Clear();
        _countsDirty = true;
        await Return([.. batch.Select(b => (b.Entry.ContactId, b.Reason, b.NextAt, Never: b.Reason is not null && b.NextAt is null))]);
    }
}
