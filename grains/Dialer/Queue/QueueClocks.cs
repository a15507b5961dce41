using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Shared;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>Whose hours it is: the zones of the queue's people and the campaign's own.</summary>
internal sealed class QueueClocks(QueueContext queue)
{
    private IReadOnlyList<string>? _zones;
    private (CampaignSettings Of, IReadOnlyList<string>? Zones, DateTimeOffset? At)? _nextOpen;

    /// <summary>The campaign's day begins.</summary>
    public DateTimeOffset Midnight => LocalDay.StartOf(queue.Now, queue.Settings.ZoneOf(queue.Settings.Zone));

    /// <summary>People came, or moved.</summary>
    public void Forget() => _zones = null;

    /// <summary>Zones of this queue whose people may be called now; any when every entry follows the campaign's clock and that is open, so that all zones are.</summary>
    public async Task<(IReadOnlyList<string> Open, bool Any)> Open()
    {
        var campaign = queue.Settings;
        if (_zones is null)
        {
            _zones = await queue.Rows.Zones();
            queue.State.OnClocks(_zones);
        }

        if (!campaign.UseContactZone)
            return campaign.IsOpen(queue.Now, campaign.Zone) ? (_zones, true) : ([], false);
        return ([.. _zones.Where(z => campaign.IsOpen(queue.Now, z))], false);
    }

    /// <summary>When the first of the queue's clocks enters the window; null while one is inside, and when none ever does.</summary>
    public DateTimeOffset? NextOpen()
    {
        var (campaign, now) = (queue.Settings, queue.Now);
        IReadOnlyList<string> clocks = campaign.UseContactZone && _zones is { Count: > 0 } ? _zones : [campaign.Zone];
        if (clocks.Any(c => campaign.IsOpen(now, c)))
            return null;
        // Until then the answer is the same, and it may have taken a search through more than a year for each clock.
        if (
            _nextOpen is { } known
            && ReferenceEquals(known.Of, campaign)
            && ReferenceEquals(known.Zones, _zones)
            && (known.At is null || known.At > now)
        )
            return known.At;
        _nextOpen = (campaign, _zones, clocks.Min(c => campaign.NextOpen(now, c)));
        return _nextOpen.Value.At;
    }
}
