namespace Pivotal.Domain.Shared;

/// <summary>The roles a user can have (several at once) and the sets that policies and pushes speak of.</summary>
public static class Roles
{
    public const string Admin = "admin";
    public const string CampaignManager = "campaign_manager";
    public const string DataOps = "data_ops";
    public const string QualityAnalyst = "quality_analyst";
    public const string Agent = "agent";
    public const string ContentCreator = "content_creator";
    public const string ClientUser = "client_user";

    public static readonly string[] All = [Admin, CampaignManager, DataOps, QualityAnalyst, Agent, ContentCreator, ClientUser];

    public static readonly string[] Staff = [Admin, CampaignManager, DataOps, QualityAnalyst, Agent, ContentCreator];

    public static readonly string[] Manage = [Admin, CampaignManager];

    public static readonly string[] Data = [Admin, CampaignManager, DataOps];

    public static readonly string[] Qa = [Admin, QualityAnalyst];

    public static readonly string[] Ops = [Admin, CampaignManager];
}
