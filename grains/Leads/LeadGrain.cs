using System.Text.Json;
using Microsoft.Extensions.Logging;
using Orleans;
using Pivotal.Data.Leads;
using Pivotal.Data.Shared;
using Pivotal.Domain.Leads;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Leads;
using Pivotal.GrainInterfaces.Realtime;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Realtime;

namespace Pivotal.Grains.Leads;

/// <summary>
/// One lead in quality review. Two reviewers who act at once are served one after the other, so the second meets the first one's decision.
/// <see cref="LeadRules"/> decides; this loads, saves, tells.
/// </summary>
internal sealed class LeadGrain(TenantDb db, TimeProvider time, ILogger<LeadGrain> log) : Grain, ILeadGrain
{
    private GrainKey _key;
    private LeadState? _lead;
    private long _epoch;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = GrainKey.Parse(this.GetPrimaryKeyString());
        if (await db.InTenant(_key.Tenant, (s, ct) => LeadRows.Take(s, _key.Id, ct), cancellationToken) is var (lead, epoch))
            (_lead, _epoch) = (lead, epoch);
    }

    public Task<Result<LeadView>> StartReview(Guid reviewer) => Decide(lead => LeadRules.StartReview(lead, reviewer, time.GetUtcNow()));

    public Task<Result<LeadView>> ReleaseReview(Guid reviewer, bool overrule) =>
        Decide(lead => LeadRules.Release(lead, reviewer, overrule, time.GetUtcNow()));

    public async Task<Result<LeadView>> SaveChecklist(Guid reviewer, IReadOnlyDictionary<string, bool> checklist, string notes)
    {
        var asked = await Asked();
        return await Decide(lead => LeadRules.SaveChecklist(lead, asked, checklist, notes, reviewer, time.GetUtcNow()));
    }

    public async Task<Result<LeadView>> Approve(Guid reviewer)
    {
        var asked = await Asked();
        return await Decide(lead => LeadRules.Approve(lead, asked, reviewer, time.GetUtcNow()));
    }

    public Task<Result<LeadView>> Reject(Guid reviewer, string reason) =>
        Decide(lead => LeadRules.Reject(lead, reason, reviewer, time.GetUtcNow()));

    public Task<Result<LeadView>> Publish(Guid by) => Decide(lead => LeadRules.Publish(lead, by, time.GetUtcNow()));

    private Task<IReadOnlyList<ChecklistItem>> Asked() =>
        _lead is null ? Task.FromResult(LeadChecklist.Default) : db.InTenant(_key.Tenant, (s, ct) => LeadRows.Asked(s, _key.Id, ct));

    private async Task<Result<LeadView>> Decide(Func<LeadState, Result<LeadEvent?>> rule)
    {
        if (_lead is not { } lead)
        {
            this.DeactivateOnIdle();
            return LeadRefusals.NotFound;
        }

        var decided = rule(lead);
        if (!decided.Ok)
            return decided.Refusals.ToList();
        if (decided.Value is not { } happened)
            return lead.View();

        var next = lead.Apply(happened);
        if (!await Save(lead.Status, next, happened))
            return LeadRefusals.FenceLost;
        _lead = next;
        await Tell(next);
        if (happened is LeadRejected)
            await TellQueue();
        return next.View();
    }

    private async Task<bool> Save(string from, LeadState next, LeadEvent happened)
    {
        var auditId = Ids.New();
        var saved = false;
        try
        {
            saved = await db.InTenant(_key.Tenant, (s, ct) => LeadRows.Save(s, from, next, happened, auditId, _epoch, ct));
            return saved;
        }
        finally
        {
            // Fence lost, or a commit of which nobody knows whether it took effect: the next activation reads the row again.
            if (!saved)
                this.DeactivateOnIdle();
        }
    }

    /// <summary>The decision is stored. A queue that cannot be reached reads of it when it starts anew.</summary>
    private async Task TellQueue()
    {
        try
        {
            var (campaign, call) = await db.InTenant(_key.Tenant, (s, ct) => LeadRows.Origin(s, _key.Id, ct));
            await GrainFactory.Queue(_key.Tenant, campaign).LeadRejected(call);
        }
        catch (Exception e)
        {
            LeadLog.QueueNotTold(log, _key.Id, e);
        }
    }

    private Task Tell(LeadState lead) =>
        GrainFactory
            .Feed(_key.Tenant)
            .Hint(
                log,
                new FeedMessage(
                    "leads",
                    "changed",
                    JsonSerializer.Serialize(
                        new
                        {
                            lead.Id,
                            lead.Status,
                            lead.ReviewerId,
                        },
                        JsonSerializerOptions.Web
                    ),
                    FeedAudience.InRoles([.. Roles.Manage, Roles.QualityAnalyst])
                )
            );
}
