using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Campaigns;

/// <summary>How calls and agents come together.</summary>
public sealed record AgentRules
{
    public const string LongestIdle = "longest_idle",
        FewestCalls = "fewest_calls",
        SkillLevel = "skill_level",
        Rank = "rank",
        RoundRobin = "round_robin",
        Random = "random";

    public static readonly IReadOnlyList<string> Choices = [LongestIdle, FewestCalls, SkillLevel, Rank, RoundRobin, Random];

    /// <summary>Which free agent gets a call; what is equal is decided by who is idle longest, then by id.</summary>
    public string Choice { get; init; } = LongestIdle;

    /// <summary>Agents who are kept free of outbound calls, for people who call in.</summary>
    public AgentReserve Reserve { get; init; } = new();

    /// <summary>By how much an agent may lengthen the wrap-up at a time, 5–600 seconds.</summary>
    public int WrapUpExtensionSeconds { get; init; } = 30;

    /// <summary>How often an agent may do so after one call, 0–10.</summary>
    public int WrapUpExtensions { get; init; } = 2;

    /// <summary>So many offered calls in a row that an agent does not take send him into a break, 1–20; 0: never.</summary>
    public int MissedCalls { get; init; }

    /// <summary>Share of their time at work that agents are meant to spend on calls and wrap-up, 50–95 %. Steers nothing: control centre and wallboard measure by it.</summary>
    public int OccupancyTarget { get; init; } = 85;

    /// <summary>Of mode preview.</summary>
    public PreviewRules Preview { get; init; } = new();

    /// <summary>Of mode agentless.</summary>
    public AgentlessRules Agentless { get; init; } = new();

    internal void Check(Validation check, string at, string dialMode)
    {
        check
            .OneOf($"{at}/choice", Choice, Choices)
            .Range($"{at}/wrapUpExtensionSeconds", WrapUpExtensionSeconds, 5, 600)
            .Range($"{at}/wrapUpExtensions", WrapUpExtensions, 0, 10)
            .Range($"{at}/missedCalls", MissedCalls, 0, 20)
            .Range($"{at}/occupancyTarget", OccupancyTarget, 50, 95)
            .Range($"{at}/reserve/agents", Reserve.Agents, 0, 1000)
            .Range($"{at}/reserve/percent", Reserve.Percent, 0, 90);
        Preview.Check(check, $"{at}/preview");
        Agentless.Check(check, $"{at}/agentless", dialMode == DialMode.Agentless);
    }
}

/// <summary>The larger of the two counts.</summary>
/// <param name="Agents">0–1,000</param>
/// <param name="Percent">of the agents who are signed on and not in a break, rounded up; 0–90</param>
public sealed record AgentReserve(int Agents = 0, int Percent = 0);
