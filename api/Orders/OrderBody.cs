using System.Text.Json;
using Pivotal.Api.Shared;
using Pivotal.Data.Orders;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;

namespace Pivotal.Api.Orders;

/// <summary>What a client says about an order. It needs title and leadGoal.</summary>
/// <param name="Type">call; email and combo are in orders of before and stay there</param>
/// <param name="LeadGoal">1–1,000,000</param>
public sealed record OrderBody(
    string? Title,
    string? Type,
    int? LeadGoal,
    OrderAudienceBody? Audience,
    IReadOnlyList<OrderQuestion>? Questions,
    string? Notes,
    DateOnly? DueOn,
    bool? ComplianceConfirmed
)
{
    public const string DefaultType = "call";

    private static readonly string[] Kinds = ["text", "choice", "yes_no", "number", "date"];

    /// <summary>Everywhere on earth: whoever orders knows best what day it is where he is.</summary>
    public static bool IsOver(DateOnly day, TimeProvider time) => day < DateOnly.FromDateTime(time.GetUtcNow().AddHours(-12).DateTime);

    public static OrderBody Of(Order o) =>
        new(
            o.Title,
            o.Type,
            o.LeadGoal,
            new(o.Audience.Industries, o.Audience.Countries, o.Audience.Seniorities, o.Audience.Notes),
            [.. o.Questions.Select(q => new OrderQuestion(q.Id, q.Text, q.Kind, q.Options, q.Required))],
            o.Notes,
            o.DueOn,
            o.ComplianceConfirmed
        );

    /// <param name="before">the order as it is; null for a new one. What does not change is not judged again</param>
    public Validation Check(OrderBody? before, TimeProvider time)
    {
        var check = new Validation().That(
            DueOn is null || DueOn == before?.DueOn || !IsOver(DueOn.Value, time),
            "/dueOn",
            "orders.due_in_past",
            "This day is over."
        );
        check.Text("/title", Title, 200).That(LeadGoal is not null, "/leadGoal", "field.required", "This is needed.");
        check.Range("/leadGoal", LeadGoal, 1, 1_000_000);
        if (Type is not null && Type != before?.Type)
            check.That(Type == DefaultType, "/type", "orders.type_unavailable", "Orders are for leads by telephone (call).");
        check.OptionalText("/notes", Notes, 4000).OptionalText("/audience/notes", Audience?.Notes, 4000);
        Check(check, "/audience/industries", Audience?.Industries);
        Check(check, "/audience/countries", Audience?.Countries);
        Check(check, "/audience/seniorities", Audience?.Seniorities);
        CheckQuestions(check);
        return check;
    }

    /// <summary>As its row keeps it.</summary>
    public OrderValues Values() =>
        new(
            Title!.Trim(),
            Type ?? DefaultType,
            LeadGoal,
            new Jsonb(JsonSerializer.Serialize(Audience?.ToAudience() ?? OrderAudience.Anybody, JsonSerializerOptions.Web)),
            new Jsonb(JsonSerializer.Serialize(ToQuestions(), JsonSerializerOptions.Web)),
            Notes ?? "",
            DueOn,
            ComplianceConfirmed ?? false
        );

    /// <summary>The questions as they are stored; one that came without an id gets one.</summary>
    public IReadOnlyList<Question> ToQuestions() =>
        [
            .. (Questions ?? []).Select(
                (q, i) => new Question(Id(q, i), q.Text!.Trim(), q.Kind ?? "text", q.Options ?? [], q.Required ?? false)
            ),
        ];

    private static void Check(Validation check, string pointer, IReadOnlyList<string>? words) =>
        check
            .That(words is null || words.Count <= 100, pointer, "field.too_many", "At most 100.")
            .That(
                words is null || words.All(w => !string.IsNullOrWhiteSpace(w) && w.Length <= 100),
                pointer,
                "field.too_long",
                "Each 1 to 100 characters."
            );

    private void CheckQuestions(Validation check)
    {
        if (Questions is null)
            return;
        check.That(Questions.Count <= 30, "/questions", "field.too_many", "At most 30 questions.");
        check.That(
            Questions.Select(Id).Distinct().Count() == Questions.Count,
            "/questions",
            "field.twice",
            "Two questions have the same id."
        );
        for (var i = 0; i < Questions.Count; i++)
        {
            var question = Questions[i];
            check.Text($"/questions/{i}/text", question.Text, 300).OptionalText($"/questions/{i}/id", question.Id, 60);
            check.OneOf($"/questions/{i}/kind", question.Kind ?? "text", Kinds);
            check.That(
                question.Kind != "choice" || question.Options is { Count: >= 2 and <= 50 },
                $"/questions/{i}/options",
                "field.too_few",
                "A choice needs 2 to 50 options."
            );
            Check(check, $"/questions/{i}/options", question.Options);
        }
    }

    private static string Id(OrderQuestion question, int index) =>
        string.IsNullOrWhiteSpace(question.Id) ? $"q{index + 1}" : question.Id.Trim();
}

public sealed record OrderQuestion(string? Id, string? Text, string? Kind, IReadOnlyList<string>? Options, bool? Required);

/// <summary>Who is to be called; empty lists mean "any".</summary>
public sealed record OrderAudienceBody(
    IReadOnlyList<string>? Industries,
    IReadOnlyList<string>? Countries,
    IReadOnlyList<string>? Seniorities,
    string? Notes
)
{
    public OrderAudience ToAudience() => new(Industries ?? [], Countries ?? [], Seniorities ?? [], Notes ?? "");
}
