using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Leads;

internal static class LeadRefusals
{
    public static Refusal IllegalMove(string from, string move) =>
        new(RefusalKind.Conflict, "leads.illegal_move", $"A lead that is {Words(from)} cannot be {move}.");

    public static Refusal ClaimedByOther { get; } = new(RefusalKind.Conflict, "leads.claimed_by_other", "Another reviewer has this lead.");

    public static Refusal OwnCall { get; } =
        new(RefusalKind.Forbidden, "leads.own_call", "This lead is from your own call. Somebody else reviews it.");

    public static Refusal ChecklistIncomplete(IReadOnlyCollection<string> open) =>
        new(RefusalKind.Invalid, "leads.checklist_incomplete", $"Not ticked yet: {string.Join(", ", open)}.", "/items");

    public static Refusal UnknownItem(string id) =>
        new(RefusalKind.Invalid, "leads.checklist_unknown_item", "The campaign's checklist has no such item.", $"/items/{Pointer(id)}");

    public static Refusal ReasonRequired { get; } =
        new(RefusalKind.Invalid, "leads.reason_required", $"Say why in 1 to {LeadRules.LongestReason} characters.", "/reason");

    public static Refusal NotesTooLong { get; } =
        new(RefusalKind.Invalid, "leads.notes_too_long", $"Notes take up to {LeadRules.LongestNotes} characters.", "/notes");

    public static Refusal NotFound { get; } = new(RefusalKind.NotFound, "not_found", "There is no such lead.");

    /// <summary>A newer activation owns the row; nothing was written, and the next call reaches the owner.</summary>
    public static Refusal FenceLost { get; } =
        new(RefusalKind.Unavailable, "leads.moved", "The lead has just moved to another server. Try again.");

    private static string Words(string status) => status.Replace('_', ' ');

    private static string Pointer(string key) => key.Replace("~", "~0").Replace("/", "~1");
}
