using System.Text.Json;
using Orleans;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Realtime;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Realtime;

namespace Pivotal.Grains.Dialer;

/// <summary>The disposition: checked, stored with all its effects in one transaction, then told.</summary>
internal sealed partial class AgentGrain
{
    private static readonly FeedAudience Reviewers = FeedAudience.InRoles("admin", "campaign_manager", "quality_analyst");

    public async Task<Result<AgentView>> Dispose(DisposeCall request)
    {
        if (!_exists) return Gone();
        var found = await db.InTenant(_key.Tenant, (s, ct) => DispositionRows.Find(s, request.CallId, ct));
        var running = _state.Status == AgentStatus.OnCall && _state.Call?.CallId == request.CallId;
        var mine = _state.Call?.CallId == request.CallId || found?.AgentId == _key.Id;
        if (DispositionRules.Check(request, found, mine, running, Now) is { } refusal) return refusal;
        if (found!.Disposition is not null) return await DisposedBefore(request);
        // A break with a purpose is asked for with it; here nobody says which.
        if (request.NextStatus == AgentStatus.Break && !await db.InTenant(_key.Tenant, (s, ct) => PauseRows.Allows(s, null, ct))) return AgentRefusals.PauseCodeRequired("/nextStatus");

        // Places are taken first: a crash in between costs a place, never exceeds a cap.
        var queue = GrainFactory.Queue(_key.Tenant, found.CampaignId);
        var plan = found.Plan(request.Disposition);
        if ((plan.IsPositive || plan.MakesLead) && AgentRefusals.Full(await queue.Commit(request.CallId, found.AccountId, plan.IsPositive, plan.MakesLead)) is { } full) return full;

        var leadId = Ids.New(Now);
        var effect = await Fenced(async (s, ct) =>
        {
            AgentRow.HoldFence(s, _key.Id, _epoch);
            return await DispositionRows.Store(s, request, found, _key.Id, leadId, Ids.New(Now), Now, ct);
        });
        if (effect is null) return await DisposedBefore(request);
        var duty = _state.OnDisposed(request.CallId, request.Disposition, request.NextStatus, Now);
        await Changed(duty);
        await TellQueues(queue, found.CampaignId, new CallDisposed(request.CallId, found.ContactId, found.AccountId, request.Disposition, request.CallbackAt), effect);
        if (effect.LeadId is { } lead) await GrainFactory.Feed(_key.Tenant).Hint(log, new FeedMessage("leads", "changed", JsonSerializer.Serialize(new { id = lead, status = "new", reviewerId = (Guid?)null }, Rows.Json), Reviewers));
        return View();
    }

    /// <summary>
    /// By a call whose answer was lost, or by another activation. Whoever still has the call before him goes on; an activation that was replaced answers nobody with what it remembers.
    /// </summary>
    private async Task<Result<AgentView>> DisposedBefore(DisposeCall request)
    {
        if (!_state.WrapsUp(request.CallId)) return View();
        await StillOurs();
        await Changed(_state.OnDisposedBefore(request.CallId, request.NextStatus, Now));
        return View();
    }

    /// <summary>All of it is stored. A queue that cannot be reached reads it when it starts anew, and no dial is made to a number suppressed in the rows.</summary>
    private async Task TellQueues(ICampaignQueueGrain queue, Guid own, CallDisposed disposed, DispositionEffect effect)
    {
        try
        {
            await queue.CallDisposed(disposed);
            await Task.WhenAll(effect.SuppressedIn.Select(campaign => GrainFactory.Queue(_key.Tenant, campaign).Suppressed(effect.Phones)));
            foreach (var campaign in effect.RemovedIn.Where(c => c != own)) await GrainFactory.Queue(_key.Tenant, campaign).Withdraw(disposed.ContactId);
        }
        catch (Exception e)
        {
            DialerLog.QueueNotTold(log, _key.Id, e);
        }
    }
}
