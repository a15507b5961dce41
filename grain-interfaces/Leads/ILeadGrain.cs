using Orleans;
using Orleans.CodeGeneration;
using Pivotal.Domain.Leads;
using Pivotal.Domain.Shared;

namespace Pivotal.GrainInterfaces.Leads;

/// <summary>
/// One lead's QA state machine: new → under_review → approved | rejected; approved → published. Two reviewers race here and one gets a conflict.
/// Every method refuses an illegal move with leads.illegal_move (409).
/// </summary>
[Alias("Pivotal.Lead"), Version(1)]
public interface ILeadGrain : IGrainWithStringKey
{
    /// <summary>Takes the lead into review. Somebody else's review: leads.claimed_by_other.</summary>
    [Alias("StartReview")]
    Task<Result<LeadView>> StartReview(Guid reviewer);

    /// <summary>Gives it back: under_review → new. With <paramref name="overrule"/> also another's review, for an administrator when a reviewer is away.</summary>
    [Alias("Unclaim")]
    Task<Result<LeadView>> ReleaseReview(Guid reviewer, bool overrule);

    [Alias("SaveChecklist")]
    Task<Result<LeadView>> SaveChecklist(Guid reviewer, IReadOnlyDictionary<string, bool> checklist, string notes);

    /// <summary>Needs every checklist item ticked: leads.checklist_incomplete.</summary>
    [Alias("Approve")]
    Task<Result<LeadView>> Approve(Guid reviewer);

    /// <summary>Reason 1–500 characters: leads.reason_required.</summary>
    [Alias("Reject")]
    Task<Result<LeadView>> Reject(Guid reviewer, string reason);

    /// <summary>Makes an approved lead visible as delivered; done by operations.</summary>
    [Alias("Publish")]
    Task<Result<LeadView>> Publish(Guid by);
}
