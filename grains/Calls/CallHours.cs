using Pivotal.Data.Shared;
using Pivotal.Grains.Campaigns;

namespace Pivotal.Grains.Calls;

/// <summary>Whether a person may be called at this moment, by the campaign's hours and the law's.</summary>
internal static class CallHours
{
    /// <returns>false as well for somebody who is not in the campaign's queue</returns>
    public static async Task<bool> AreOpen(TenantSession db, Guid campaign, Guid contact, DateTimeOffset now, CancellationToken ct) =>
        await CampaignRow.Load(db, campaign, ct) is { } row
        && await db.Scalar<string>(
            "select time_zone from queue_entries where tenant_id = @tenant and campaign_id = @campaign and contact_id = @contact",
            new
            {
                tenant = db.TenantId,
                campaign,
                contact,
            },
            ct
        )
            is { } clocks
        && row.Settings.IsOpen(now, clocks);
}
