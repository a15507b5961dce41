namespace Pivotal.GrainInterfaces.Dialer.Rules;

/// <summary>How calls and agents come together.</summary>
public sealed record AgentRules
{
    public const string LongestIdle = "longest_idle";

    /// <summary>Which free agent gets a call: <c>longest_idle</c>, …</summary>
    public string Choice { get; init; } = LongestIdle;
}
