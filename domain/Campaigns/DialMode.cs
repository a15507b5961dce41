namespace Pivotal.Domain.Campaigns;

public static class DialMode
{
    public const string Manual = "manual",
        Preview = "preview",
        Power = "power",
        Progressive = "progressive",
        Predictive = "predictive",
        Agentless = "agentless";

    public static readonly IReadOnlyList<string> All = [Manual, Preview, Power, Progressive, Predictive, Agentless];
}
