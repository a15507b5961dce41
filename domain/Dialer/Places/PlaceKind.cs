namespace Pivotal.Domain.Dialer.Places;

/// <summary>What a disposition can use up.</summary>
public static class PlaceKind
{
    public const string AccountCap = "account_cap",
        LeadGoal = "lead_goal",
        Quota = "quota";
}
