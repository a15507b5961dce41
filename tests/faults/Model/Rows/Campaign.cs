using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;

namespace Pivotal.FaultTests.Model.Rows;

/// <summary>A row of campaigns, with those who work on it.</summary>
internal sealed class Campaign(CampaignSettings settings, Entries entries)
{
    public CampaignSettings Settings => settings;

    public Entries Entries => entries;

    /// <summary>As his rows have it.</summary>
    public AgentCampaign Assignment { get; } =
        new(settings.Id, settings.Name, settings.WrapUpSeconds, settings.CallerId!) { DialMode = settings.DialMode };

    public string Status { get; set; } = CampaignStatus.Active;

    public long Epoch { get; set; }

    public List<Guid> Agents { get; } = [];
}
