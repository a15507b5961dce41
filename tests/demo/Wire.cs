using System.Text.Json;

namespace Pivotal.Demo;

// The part of the product's JSON that the demonstration looks at; docs/contract.md has the whole of it.

public sealed record ProblemBody(string? Code, string? Detail, IReadOnlyList<FieldProblem>? Errors)
{
    public string Fields => Errors is null ? "" : string.Join("; ", Errors.Select(e => $"{e.Pointer} {e.Code}"));
}

public sealed record FieldProblem(string? Pointer, string? Code);

public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor, Total Total);

public sealed record Total(long Count, bool Exact);

public sealed record Session(User User, Tenant Tenant, string CsrfToken);

public sealed record User(Guid Id, string Email, Guid? ClientId);

public sealed record CreatedUser(User User);

public sealed record Tenant(Guid Id, string Name);

public sealed record Named(Guid Id, string Name);

public sealed record Import(
    Guid Id,
    string Status,
    IReadOnlyList<ImportColumn> Columns,
    Guid? ListId,
    ImportProgress Progress,
    string? Error
);

public sealed record ImportColumn(int Index, string Header, string? Target, string Confidence);

public sealed record ImportProgress(
    long? TotalRows,
    long Processed,
    long Created,
    long Updated,
    long Unchanged,
    long Duplicates,
    long Rejected,
    long Suppressed
);

public sealed record SuppressionsAdded(int Added, int Already, IReadOnlyList<JsonElement> Invalid);

public sealed record Campaign(Guid Id, string Name, string Status);

public sealed record QueueView(
    Guid CampaignId,
    string Status,
    int Queued,
    int InFlight,
    int Done,
    int Removed,
    CallCounters Today,
    string? IdleReason
);

public sealed record CallCounters(int Dials, int Answered, int Connected, int Abandoned, int Qualified, double AbandonRate);

public sealed record AgentView(Guid AgentId, string Status, string? Reason, CallCard? Call);

public sealed record CallCard(Guid CallId, string Status, string Phone, IReadOnlyList<Question> Questions);

public sealed record Question(string Id, string Kind, IReadOnlyList<string> Options);

public sealed record Lead(Guid Id, string Status, IReadOnlyList<ChecklistLine>? Checklist);

public sealed record ChecklistLine(string Id, string Text);

public sealed record Order(Guid Id, string Number, string Status, int Delivered);

public sealed record OrderDownload(Guid Id, int LeadCount);

/// <summary>A leg in the carrier simulator's own record. Agent legs have a SIP address in <see cref="To"/>.</summary>
public sealed record CarrierCall(
    string To,
    string Kind,
    DateTimeOffset DialledAt,
    DateTimeOffset? AnsweredAt,
    DateTimeOffset? BridgedAt,
    DateTimeOffset? EndedAt
)
{
    public bool IsAgentLeg => To.StartsWith("sip:", StringComparison.OrdinalIgnoreCase);
}
