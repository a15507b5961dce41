using System.Text.Json;
using Microsoft.Extensions.Logging;
using Orleans;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Realtime;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Realtime;

namespace Pivotal.Grains.Agents;

/// <summary>The disposition of a call: checked, stored with all its effects in one transaction, then told.</summary>
internal sealed class Dispositions(
    IAgentRows rows,
    GrainKey key,
    AgentState state,
    AgentStore store,
    AgentMoves moves,
    Breaks breaks,
    IGrainFactory grains,
    TimeProvider time,
    ILogger log
)
{
    private static readonly FeedAudience Reviewers = FeedAudience.InRoles([.. Roles.Manage, Roles.QualityAnalyst]);

    private DateTimeOffset Now => time.GetUtcNow();

    public async Task<Refusal?> Dispose(DisposeCall request)
    {
        var found = await rows.FindDisposed(request.CallId);
        var running = state.Status == AgentStatus.OnCall && state.Call?.CallId == request.CallId;
        var mine = state.Call?.CallId == request.CallId || found?.AgentId == key.Id;
        if (DispositionRules.Check(request, found, mine, running, Now) is { } refusal)
            return refusal;
        if (found!.Disposition is not null)
        {
            await DisposedBefore(request);
            return null;
        }

        // A break with a purpose is asked for with it; here nobody says which.
        if (request.NextStatus == AgentStatus.Break && !await breaks.Allows(null))
            return AgentRefusals.PauseCodeRequired("/nextStatus");

        // Places are taken first: a crash in between costs a place, never exceeds a cap.
        var queue = grains.Queue(key.Tenant, found.CampaignId);
        var plan = found.Plan(request.Disposition);
        if (
            (plan.IsPositive || plan.MakesLead)
            && AgentRefusals.Full(await queue.Commit(request.CallId, found.AccountId, plan.IsPositive, plan.MakesLead)) is { } full
        )
            return full;

        var effect = await store.Fenced(epoch => rows.Dispose(request, found, epoch, Now));
        if (effect is null)
        {
            await DisposedBefore(request);
            return null;
        }

        await moves.Happened(state.OnDisposed(request.CallId, request.Disposition, request.NextStatus, Now));
        await TellQueues(
            queue,
            found.CampaignId,
            new CallDisposed(request.CallId, found.ContactId, found.AccountId, request.Disposition, request.CallbackAt),
            effect
        );
        if (effect.LeadId is { } lead)
            await TellReviewers(lead);
        return null;
    }

    /// <summary>
    /// By a call whose answer was lost, or by another activation. Whoever still has the call before him goes on; an activation that was replaced answers nobody with what it remembers.
    /// </summary>
    private async Task DisposedBefore(DisposeCall request)
    {
        if (!state.WrapsUp(request.CallId))
            return;
        await store.StillOurs();
        await moves.Happened(state.OnDisposedBefore(request.CallId, request.NextStatus, Now));
    }

    /// <summary>All of it is stored. A queue that cannot be reached reads it when it starts anew, and no dial is made to a number suppressed in the rows.</summary>
    private async Task TellQueues(ICampaignQueueGrain queue, Guid own, CallDisposed disposed, DispositionEffect effect)
    {
        try
        {
            await queue.CallDisposed(disposed);
            await Task.WhenAll(effect.SuppressedIn.Select(campaign => grains.Queue(key.Tenant, campaign).Suppressed(effect.Phones)));
            foreach (var campaign in effect.RemovedIn.Where(c => c != own))
                await grains.Queue(key.Tenant, campaign).Withdraw(disposed.ContactId);
        }
        catch (Exception e)
        {
            AgentsLog.QueueNotTold(log, key.Id, e);
        }
    }

    private Task TellReviewers(Guid lead) =>
        grains
            .Feed(key.Tenant)
            .Hint(
                log,
                new FeedMessage(
                    "leads",
                    "changed",
                    JsonSerializer.Serialize(
                        new
                        {
                            id = lead,
                            status = "new",
                            reviewerId = (Guid?)null,
                        },
                        Rows.Json
                    ),
                    Reviewers
                )
            );
}
