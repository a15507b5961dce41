using System.Collections.Immutable;
using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Leads;

/// <summary>
/// Which moves a lead allows: new → under_review → approved | rejected, under_review → new, approved → published.
/// Only the reviewer who holds a lead moves it out of review, and never the agent of its call; an administrator may give it back for somebody who is away.
/// </summary>
public static class LeadRules
{
    public const int LongestReason = 500;
    public const int LongestNotes = 4000;

    /// <summary>Starting one's own review again changes nothing and is no error: <c>Value</c> is null then.</summary>
    public static Result<LeadEvent?> StartReview(LeadState lead, Guid by, DateTimeOffset at) =>
        lead.Status switch
        {
            LeadStatus.New or LeadStatus.UnderReview when lead.AgentId == by => LeadRefusals.OwnCall,
            LeadStatus.New => new ReviewStarted(by, at),
            LeadStatus.UnderReview when lead.ReviewerId == by => new Result<LeadEvent?>(),
            LeadStatus.UnderReview => LeadRefusals.ClaimedByOther,
            _ => LeadRefusals.IllegalMove(lead.Status, "reviewed"),
        };

    public static Result<LeadEvent?> Release(LeadState lead, Guid by, bool overrule, DateTimeOffset at) =>
        Held(lead, overrule ? lead.ReviewerId ?? by : by, "released") is { } no ? no : new ReviewReleased(by, at);

    public static Result<LeadEvent?> SaveChecklist(
        LeadState lead,
        IReadOnlyList<ChecklistItem> asked,
        IReadOnlyDictionary<string, bool> items,
        string notes,
        Guid by,
        DateTimeOffset at
    )
    {
        if (Judged(lead, by, "checked") is { } no)
            return no;
        var refusals = items.Keys.Where(id => asked.All(a => a.Id != id)).Select(LeadRefusals.UnknownItem).ToList();
        if (notes.Length > LongestNotes)
            refusals.Add(LeadRefusals.NotesTooLong);
        return refusals.Count > 0 ? refusals : new ChecklistSaved(by, at, items.ToImmutableDictionary(), notes);
    }

    public static Result<LeadEvent?> Approve(LeadState lead, IReadOnlyList<ChecklistItem> asked, Guid by, DateTimeOffset at)
    {
        if (Judged(lead, by, "approved") is { } no)
            return no;
        string[] open = [.. asked.Where(item => !lead.Checklist.GetValueOrDefault(item.Id)).Select(item => item.Id)];
        return open.Length > 0 ? LeadRefusals.ChecklistIncomplete(open) : new LeadApproved(by, at);
    }

    public static Result<LeadEvent?> Reject(LeadState lead, string reason, Guid by, DateTimeOffset at)
    {
        if (Judged(lead, by, "rejected") is { } no)
            return no;
        var said = reason.Trim();
        return said.Length is 0 or > LongestReason ? LeadRefusals.ReasonRequired : new LeadRejected(by, at, said);
    }

    public static Result<LeadEvent?> Publish(LeadState lead, Guid by, DateTimeOffset at) =>
        lead.Status == LeadStatus.Approved ? new LeadPublished(by, at) : LeadRefusals.IllegalMove(lead.Status, "published");

    /// <summary>Nobody judges his own call, whichever roles he has.</summary>
    private static Refusal? Judged(LeadState lead, Guid by, string move) =>
        Held(lead, by, move) ?? (lead.AgentId == by ? LeadRefusals.OwnCall : null);

    private static Refusal? Held(LeadState lead, Guid by, string move) =>
        lead.Status != LeadStatus.UnderReview ? LeadRefusals.IllegalMove(lead.Status, move)
        : lead.ReviewerId != by ? LeadRefusals.ClaimedByOther
        : null;
}
