namespace Pivotal.GrainInterfaces.Dialer.Rules;

/// <summary>Which law holds for the campaign's calls, and where the campaign is stricter than it; it is never laxer.</summary>
public sealed record ComplianceRules
{
    /// <summary>Jurisdiction profiles that hold at once; of each rule the strictest counts.</summary>
    public IReadOnlyList<string> Profiles { get; init; } = [];
}
