using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Gates;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>One contact: put into the queue, taken out of it, and explained.</summary>
internal sealed class QueueContacts(
    QueueContext queue,
    QueueWorkOptions options,
    AccountPlaces accounts,
    QueueClocks clocks,
    QueueBoard board,
    QueueLines lines
)
{
    public async Task<Result<InsertedEntry>> Insert(InsertEntry request)
    {
        if (queue.State.Status is CampaignStatus.Completed or CampaignStatus.Cancelled)
            return QueueRefusals.Finished();
        var campaign = queue.Settings;
        if (await queue.Store.Read((s, ct) => InsertRows.Planned(s, campaign, request, queue.Now, ct)) is not { } facts)
            return QueueRefusals.NoSuchContact();
        if (request.PhoneKind is not null && facts.Phone.Length == 0)
            return QueueRefusals.NoSuchNumber();
        var verdict = GateChain.Judge(facts, campaign, queue.Now);
        if (!verdict.IsNever && !await accounts.LetIn(facts.ContactId, facts.AccountId))
            verdict = new(EntryReason.CapReached, null);
        if (verdict.IsNever)
            return new InsertedEntry(facts.ContactId, false, facts.Phone, verdict.Reason, null);
        await queue.Store.Write((s, ct) => InsertRows.Store(s, campaign, request, facts, queue.Now, Ids.New(), ct));
        clocks.Forget();
        (queue.Pulse.NextClaim, queue.Pulse.CountsChanged) = (default, true);
        queue.Pulse.Kick();
        return new InsertedEntry(facts.ContactId, true, facts.Phone, verdict.Reason, GateChain.NextOpen(facts, campaign, queue.Now));
    }

    /// <summary>He leaves by a decision made elsewhere, which has taken him out of the rows already.</summary>
    public async Task Withdraw(Guid contactId)
    {
        queue.State.OnWithdrawn(contactId);
        await accounts.GiveBackOfGone([], contactId);
        queue.Pulse.CountsChanged = true;
        queue.Pulse.Kick();
    }

    /// <summary>Numbers that may not be called any more.</summary>
    public async Task Suppress(IReadOnlyList<string> phonesE164)
    {
        // From here on it is nobody's turn; the rest makes the rows say so.
        var (_, hangUp) = queue.State.OnSuppressed(phonesE164);
        await lines.Suppressed(hangUp);
        foreach (var some in phonesE164.Chunk(options.Chunk))
        {
            var removed = await queue.Rows.RemoveSuppressed(some);
            await accounts.GiveBack(removed);
            await accounts.GiveBackOfGone(some, null);
        }

        queue.Pulse.CountsChanged = true;
        queue.Pulse.Kick();
    }

    public async Task<Result<WhyContact>> Why(Guid contactId)
    {
        if (await queue.Store.Read((s, ct) => WhyRows.Read(s, queue.Settings, contactId, queue.Now, ct)) is not var (facts, name, history))
            return QueueRefusals.NoSuchContact();
        var missing = queue.State.AgentsMissing(await queue.Store.Read((s, ct) => AgentBoardRows.OfCampaign(s, queue.Key.Id, ct)));
        return WhyRows.Tell(
            facts with
            {
                Goal = queue.State.Goal,
            },
            name,
            history,
            queue.Settings,
            queue.State.Status,
            board.WhyNothingIsDialled(),
            queue.Now
        ) with
        {
            AgentsMissing = missing,
        };
    }
}
