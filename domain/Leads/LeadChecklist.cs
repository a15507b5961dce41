using System.Text.Json;

namespace Pivotal.Domain.Leads;

/// <summary>One thing a reviewer confirms before a lead may be approved.</summary>
/// <param name="Id">Stable inside its campaign; the key in <c>leads.checklist</c>.</param>
/// <param name="Text">what is confirmed, 1–500 characters</param>
public sealed record ChecklistItem(string Id, string Text);

/// <summary>The checklist of a campaign, as <c>campaigns.checklist</c> keeps it.</summary>
public static class LeadChecklist
{
    /// <summary>What is asked when a campaign brings no list of its own: a lead without any check is never approved.</summary>
    public static IReadOnlyList<ChecklistItem> Default { get; } =
    [
        new("fields", "Name, job title, e-mail, phone and company are complete and belong together"),
        new("fit", "The person and the company fit the audience of the campaign"),
        new("answers", "Every required question is answered and the answers qualify"),
        new("consent", "The person agreed on the call to be contacted"),
    ];

    /// <param name="json"><c>[{"id": …, "text": …}]</c>; an empty array means <see cref="Default"/>.</param>
    public static IReadOnlyList<ChecklistItem> Of(string json)
    {
        var items = JsonSerializer.Deserialize<List<ChecklistItem>>(json, JsonSerializerOptions.Web);
        return items is { Count: > 0 } ? items : Default;
    }
}
