namespace Pivotal.Api.Tenancy.Demo.Story;

/// <param name="Skill">1 is the usual; how much likelier than that a talk becomes a lead</param>
internal sealed record StoryAgent(Guid Id, string Name, double Skill, bool IsRobot);

/// <param name="User">who orders and downloads</param>
internal sealed record StoryClient(Guid Id, Guid User);

/// <summary>The tenant's people a month is made of.</summary>
/// <param name="Agents">the people first, then the robots</param>
internal sealed record StoryCast(
    Guid Manager,
    Guid DataOps,
    Guid Reviewer,
    IReadOnlyList<StoryAgent> Agents,
    IReadOnlyList<StoryClient> Clients
);
