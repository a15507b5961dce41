using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Dialer;

/// <summary>Callbacks for their own agent, and contacts that leave by a decision made elsewhere.</summary>
internal sealed partial class CampaignQueueGrain
{
    private DateTimeOffset _nextOwn;

    public async Task Withdraw(Guid contactId)
    {
        if (_state is null) return;
        State.OnWithdrawn(contactId);
        await GiveBackPlacesOfGone([], contactId);
        _countsDirty = true;
        Kick();
    }

    public Task<Result<bool>> MoveCallback(Guid contactId, Guid? agentId, DateTimeOffset? at, Guid by) =>
        ChangeCallback(contactId, (s, ct) => CallbackRows.Move(s, _key.Id, contactId, agentId, at, by, Ids.New(), Now, ct));

    public Task<Result<bool>> CancelCallback(Guid contactId, Guid by) => ChangeCallback(contactId, (s, ct) => CallbackRows.Cancel(s, _key.Id, contactId, by, Ids.New(), Now, ct));

    private async Task<Result<bool>> ChangeCallback(Guid contactId, Func<TenantSession, CancellationToken, Task<bool>> change)
    {
        if (_state is null) return CampaignRefusals.NotFound();
        if (!await Fenced(change))
            return await InTenant((s, ct) => CallbackRows.Runs(s, _key.Id, contactId, ct)) ? CampaignRefusals.CallbackRuns() : CampaignRefusals.NoSuchContact();
        (_nextOwn, _nextClaim, _countsDirty) = (default, default, true);
        Kick();
        return true;
    }

    /// <summary>Due callbacks of agents who are free; those whose agent did not come in time go to the team.</summary>
    private async Task ClaimOwnCallbacks()
    {
        if (_nextOwn > Now || State.Status != CampaignStatus.Active) return;
        _nextOwn = Now + ClaimPause;
        var (open, _) = await OpenZones();
        var agents = State.FreeForCallbacks(Now);
        if (open.Count == 0) return;
        foreach (var (agent, entry) in await ClaimOwn(agents, open))
            if (!State.OnOwnCallback(agent, Ids.New(), entry, Now))
                _givenBack.Add(new(entry, null, null));
    }

    private async Task<IReadOnlyList<(Guid Agent, HopperEntry Entry)>> ClaimOwn(IReadOnlyList<Guid> agents, IReadOnlyList<string> open)
    {
        var due = await Fenced(async (s, ct) =>
        {
            var mine = agents.Count == 0 ? [] : await CallbackRows.DueOf(s, _key.Id, agents, open, Untouchable(), Now, ct);
            await CallbackRows.PassOn(s, State.Settings, open, Now, ct);
            return mine;
        });
        var claimed = await TakeEach([.. due.Keys]);
        return [.. claimed.Select(e => (due[e.ContactId], e))];
    }
}
