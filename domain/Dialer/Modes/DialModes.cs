using Pivotal.Domain.Campaigns;

namespace Pivotal.Domain.Dialer.Modes;

/// <summary>Every mode there is. A new one is a file and a line here.</summary>
public static class DialModes
{
    public static readonly IReadOnlyList<Mode> All =
    [
        new ManualMode(),
        new PreviewMode(),
        new PowerMode(),
        new ProgressiveMode(),
        new PredictiveMode(),
        new AgentlessMode(),
    ];

    private static readonly Dictionary<string, Mode> ByName = All.ToDictionary(m => m.Name);

    /// <summary>Null: there is none of this name.</summary>
    public static Mode? Find(string? name) => name is null ? null : ByName.GetValueOrDefault(name);

    /// <param name="name">one of <see cref="Campaigns.DialMode"/></param>
    /// <exception cref="ArgumentOutOfRangeException">there is none of this name</exception>
    public static Mode Of(string name) => Find(name) ?? throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such mode.");

    extension(CampaignSettings campaign)
    {
        /// <summary>How it dials.</summary>
        public Mode Mode => Of(campaign.DialMode);
    }
}
