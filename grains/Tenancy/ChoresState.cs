namespace Pivotal.Grains.Tenancy;

/// <summary>When the rare chores of a tenant last ran. Lost, they run once too often.</summary>
public sealed class ChoresState
{
    public Dictionary<string, DateTimeOffset> LastRuns { get; set; } = [];
}
