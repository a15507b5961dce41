using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Gates;
using Pivotal.Domain.Dialer.Modes;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Dialer.Gates;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>Contacts agents see before they are dialled, and those they choose themselves. What an agent asks for is noted at once and dialled by the next step.</summary>
internal sealed class QueuePreviews(QueueContext queue, QueueFaults faults, QueueOutcomes outcomes)
{
    private QueueState State => queue.State;

    public bool Dial(Guid agentId, Guid callId)
    {
        var known = State.OnPreviewDial(agentId, callId, queue.Now);
        queue.Pulse.Kick();
        return known;
    }

    public Result<bool> Skip(Guid agentId, Guid callId)
    {
        var answer = State.OnPreviewSkip(agentId, callId, queue.Now);
        queue.Pulse.Kick();
        return answer switch
        {
            SkipAnswer.Skipped => true,
            SkipAnswer.NoneLeft => PreviewRefusals.NoSkipLeft(queue.Settings.Rules.Agents.Preview.SkipsPerHour),
            _ => PreviewRefusals.Gone(),
        };
    }

    public async Task<Result<DialVerdict>> Check(DialTarget target) =>
        await Look(target) is { } found ? found.Verdict : PreviewRefusals.UnknownNumber();

    public async Task<Result<DialVerdict>> DialByHand(Guid agentId, Guid callId, DialTarget target)
    {
        if (State.Status != CampaignStatus.Active)
            return PreviewRefusals.NotRunning();
        if (!queue.Settings.Mode.AgentDecides)
            return PreviewRefusals.Mode(queue.Settings.DialMode);
        if (await Look(target) is not { } found)
            return PreviewRefusals.UnknownNumber();
        // The same request once more: it is on its way.
        if (State.Calls.Any(c => c.CallId == callId) || State.Previews.Any(p => p.CallId == callId))
            return found.Verdict with { Allowed = true, Reason = null };
        if (!found.Verdict.Allowed)
            return PreviewRefusals.NotAllowed(found.Verdict);
        if (!State.CanPick(agentId))
            return PreviewRefusals.NotFree();
        if (
            !await queue.Store.Write(
                (s, ct) => HandPickRows.Claim(s, queue.Key.Id, queue.Fence.Epoch, found.Picked, queue.Now, QueueClaims.Lease, ct)
            )
        )
            return PreviewRefusals.NotAllowed(found.Verdict with { Allowed = false, Reason = EntryReason.NextUp });
        if (!State.OnPicked(agentId, callId, found.Picked.Entry, queue.Now))
        {
            // He was given a call meanwhile.
            outcomes.GiveBack(new(found.Picked.Entry, null, null));
            queue.Pulse.Kick();
            return PreviewRefusals.NotFree();
        }

        queue.Pulse.Start();
        queue.Pulse.Kick();
        return found.Verdict;
    }

    /// <summary>Nobody is shown a contact whom the dial would refuse: what only the rows know of the next ones is looked up before.</summary>
    public async Task Offer()
    {
        while (State.NextToOffer() is { Count: > 0 } next)
        {
            var settings = queue.Settings;
            var known = await queue.Store.Read(
                (s, ct) => GateRows.ForOffer(s, settings, [.. next.Select(e => e.ContactId)], queue.Now, ct)
            );
            var looked = next.ToDictionary(
                e => e.ContactId,
                e =>
                    known.TryGetValue(e.ContactId, out var facts)
                        ? Offered(GateChain.Judge(facts, settings, queue.Now))
                        : new(EntryReason.Invalid, null)
            );
            State.OfferPreviews(queue.Now, queue.NewCall, looked);
        }
    }

    /// <summary>Agents and calls hear at once; what goes back to the rows is stored by the step.</summary>
    public async Task CarryOut()
    {
        foreach (var order in State.TakeOrders())
        {
            if (order is QueueOrder.GiveBack back)
                outcomes.GiveBack(back);
            else
                await faults.Part("orders", () => Tell(order));
            queue.Pulse.ViewChanged = true;
        }
    }

    private async Task<(HandPicked Picked, DialVerdict Verdict)?> Look(DialTarget target)
    {
        if (await queue.Store.Read((s, ct) => HandPickRows.Find(s, queue.Settings, target, queue.Now, ct)) is not { } picked)
            return null;
        var verdict = GateChain.Judge(picked.Facts with { Goal = State.Goal }, queue.Settings, queue.Now);
        // Somebody has him on a screen, or he is among the next.
        if (verdict.IsOpen && State.IsAtHand(picked.Entry.ContactId))
            verdict = new(EntryReason.NextUp, null);
        return (
            picked,
            new(picked.Entry.ContactId, picked.Entry.Contact.FullName, picked.Entry.Phone, verdict.IsOpen, verdict.Reason, verdict.NextAt)
        );
    }

    /// <summary>Who leaves for want of a place is decided where places are given; until then he waits.</summary>
    private GateVerdict Offered(GateVerdict verdict) =>
        verdict is { IsNever: true, Reason: EntryReason.CapReached or EntryReason.QuotaFull }
            ? verdict with
            {
                NextAt = queue.Now + QueuePlaces.Pause,
            }
            : verdict;

    private Task Tell(QueueOrder order) =>
        order switch
        {
            QueueOrder.Show { Preview: var preview } show => queue
                .Grains.Agent(queue.Key.Tenant, preview.AgentId)
                .ShowPreview(
                    new PreviewCard(
                        queue.Card(preview.CallId, preview.Entry, preview.Wanted ? CallStatus.Dialing : AgentStatus.Preview),
                        preview.Wanted ? PreviewCard.Dialing : PreviewCard.Offered,
                        preview.Since,
                        preview.Until,
                        queue.Settings.Rules.Agents.Preview.WhenOver,
                        show.SkipsLeft
                    )
                ),
            QueueOrder.Over over => queue.Grains.Agent(queue.Key.Tenant, over.AgentId).PreviewOver(over.CallId, over.Why, over.NextAt),
            QueueOrder.HangUp { CallId: var call } => queue.Grains.Call(queue.Key.Tenant, call).HangUp("agent"),
            _ => Task.CompletedTask,
        };
}
