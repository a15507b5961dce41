using Pivotal.Domain.Leads;
using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Campaigns;

/// <summary>What is asked in the call and what is looked at in the review.</summary>
internal static class CampaignForm
{
    private static readonly string[] Kinds = ["text", "choice", "yes_no", "number", "date"];

    public static void Check(Validation check, IReadOnlyList<Question> questions, IReadOnlyList<ChecklistItem> checklist)
    {
        foreach (var (question, i) in questions.Select((q, i) => (q, i)))
        {
            check
                .Text($"/questions/{i}/id", question.Id, 100)
                .Text($"/questions/{i}/text", question.Text, 500)
                .OneOf($"/questions/{i}/kind", question.Kind, Kinds)
                .That(
                    question.Kind != "choice" || question.Options is { Count: > 1 },
                    $"/questions/{i}/options",
                    "field.required",
                    "A choice has at least two answers."
                )
                .That(
                    question.Options is null || question.Options.Count <= 100 && question.Options.All(o => o is { Length: <= 500 }),
                    $"/questions/{i}/options",
                    "field.too_long",
                    "At most 100 answers of 500 characters."
                );
        }

        foreach (var (item, i) in checklist.Select((c, i) => (c, i)))
            check.Text($"/checklist/{i}/id", item.Id, 100).Text($"/checklist/{i}/text", item.Text, 500);
        check
            .That(
                questions.Select(q => q.Id).Distinct().Count() == questions.Count,
                "/questions",
                "field.duplicate",
                "Each question has an id of its own."
            )
            .That(
                checklist.Select(c => c.Id).Distinct().Count() == checklist.Count,
                "/checklist",
                "field.duplicate",
                "Each item has an id of its own."
            )
            .That(questions.Count <= 50 && checklist.Count <= 50, "/questions", "field.too_long", "At most 50.");
    }
}
