namespace Pivotal.Domain.Campaigns;

/// <summary>The words of the schema's CHECKs, so that nobody types them twice.</summary>
public static class CampaignStatus
{
    public const string Draft = "draft",
        Active = "active",
        Paused = "paused",
        Draining = "draining",
        Completed = "completed",
        Cancelled = "cancelled";

    /// <summary>It dials, or waits for the end of calls it dialled.</summary>
    public static bool Runs(string status) => status is Active or Draining;
}
