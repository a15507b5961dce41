using Orleans;

namespace Pivotal.Domain.Campaigns;

/// <summary>How far a campaign is from its lead goal. Leads and calls that may still make one are never more than the goal.</summary>
/// <param name="Leads">made and not rejected</param>
/// <param name="InCalls">calls that may still make one</param>
[GenerateSerializer, Immutable, Alias("Pivotal.LeadGoal")]
public sealed record LeadGoal([property: Id(0)] int Goal, [property: Id(1)] int Leads, [property: Id(2)] int InCalls)
{
    /// <summary>So many calls may be dialled beside those that run.</summary>
    public int Left() => Math.Max(0, Goal - Leads - InCalls);

    public bool IsReached() => Leads >= Goal;
}
