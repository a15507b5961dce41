using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>Callbacks for their own agent.</summary>
internal sealed class QueueCallbacks(QueueContext queue, QueueFaults faults, QueueClocks clocks, QueueClaims claims, QueueOutcomes outcomes)
{
    public Task<Result<bool>> Move(Guid contactId, Guid? agentId, DateTimeOffset? at, Guid by) =>
        Change(contactId, (s, ct) => CallbackRows.Move(s, queue.Key.Id, contactId, agentId, at, by, Ids.New(), queue.Now, ct));

    public Task<Result<bool>> Cancel(Guid contactId, Guid by) =>
        Change(contactId, (s, ct) => CallbackRows.Cancel(s, queue.Key.Id, contactId, by, Ids.New(), queue.Now, ct));

    /// <summary>Due callbacks of agents who are free; those whose agent did not come in time go to the team.</summary>
    public async Task Claim()
    {
        if (queue.Pulse.NextCallbacks > queue.Now || queue.State.Status != CampaignStatus.Active)
            return;
        queue.Pulse.NextCallbacks = queue.Now + QueueClaims.Pause;
        var (open, _) = await clocks.Open();
        var agents = queue.State.FreeForCallbacks(queue.Now);
        if (open.Count == 0)
            return;
        foreach (var (agent, entry) in await ClaimOf(agents, open))
            if (!queue.State.OnOwnCallback(agent, queue.NewCall(), entry, queue.Now))
                outcomes.GiveBack(new(entry, null, null));
    }

    private async Task<IReadOnlyList<(Guid Agent, HopperEntry Entry)>> ClaimOf(IReadOnlyList<Guid> agents, IReadOnlyList<string> open)
    {
        var due = await queue.Rows.DueCallbacks(agents, open, faults.Untouchable());
        var claimed = await claims.Take([.. due.Keys]);
        return [.. claimed.Select(e => (due[e.ContactId], e))];
    }

    private async Task<Result<bool>> Change(Guid contactId, Func<TenantSession, CancellationToken, Task<bool>> change)
    {
        if (!await queue.Store.Write(change))
            return await queue.Store.Read((s, ct) => CallbackRows.Runs(s, queue.Key.Id, contactId, ct))
                ? QueueRefusals.CallbackRuns()
                : QueueRefusals.NoSuchContact();
        queue.Pulse.LookAgain();
        queue.Pulse.Kick();
        return true;
    }
}
