using System.Collections.Immutable;

namespace Pivotal.Domain.Leads;

/// <summary>Something that happened to a lead. <see cref="Action"/> is its name in the audit log.</summary>
public abstract record LeadEvent(Guid By, DateTimeOffset At)
{
    public abstract string Action { get; }
}

public sealed record ReviewStarted(Guid By, DateTimeOffset At) : LeadEvent(By, At)
{
    public override string Action => "lead.review_started";
}

public sealed record ReviewReleased(Guid By, DateTimeOffset At) : LeadEvent(By, At)
{
    public override string Action => "lead.review_released";
}

public sealed record ChecklistSaved(Guid By, DateTimeOffset At, ImmutableDictionary<string, bool> Items, string Notes) : LeadEvent(By, At)
{
    public override string Action => "lead.checklist_saved";
}

public sealed record LeadApproved(Guid By, DateTimeOffset At) : LeadEvent(By, At)
{
    public override string Action => "lead.approved";
}

public sealed record LeadRejected(Guid By, DateTimeOffset At, string Reason) : LeadEvent(By, At)
{
    public override string Action => "lead.rejected";
}

public sealed record LeadPublished(Guid By, DateTimeOffset At) : LeadEvent(By, At)
{
    public override string Action => "lead.published";
}
