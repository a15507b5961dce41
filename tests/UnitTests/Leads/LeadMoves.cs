using Pivotal.Domain.Leads;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.UnitTests.Leads;

internal static class LeadMoves
{
    public static readonly string[] All = ["review", "release", "checklist", "approve", "reject", "publish"];

    public static Result<LeadEvent?> Do(
        LeadState lead,
        string move,
        Guid by,
        IReadOnlyList<ChecklistItem> asked,
        IReadOnlyDictionary<string, bool> ticks,
        DateTimeOffset at
    ) =>
        move switch
        {
            "review" => LeadRules.StartReview(lead, by, at),
            "release" => LeadRules.Release(lead, by, overrule: false, at),
            "checklist" => LeadRules.SaveChecklist(lead, asked, ticks, "", by, at),
            "approve" => LeadRules.Approve(lead, asked, by, at),
            "reject" => LeadRules.Reject(lead, "wrong person", by, at),
            "publish" => LeadRules.Publish(lead, by, at),
            _ => throw new ArgumentOutOfRangeException(nameof(move)),
        };
}
