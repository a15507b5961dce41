using System.Security.Cryptography;
using System.Text;
using Pivotal.Domain.Campaigns;

namespace Pivotal.Domain.Dialer.Places;

/// <summary>The names of places under a cap that several campaigns of a tenant share.</summary>
public static class SharedPlaces
{
    /// <summary>The place of one contact of one campaign among those of several campaigns.</summary>
    public static Guid Place(Guid campaign, Guid contact) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{campaign}{contact}"))[..16], bigEndian: true);

    /// <summary>Where campaigns of a tenant that share a cap keep its places: one scope for each mode, because a place means something else in each.</summary>
    public static Guid Scope(Guid tenant, string mode)
    {
        var bytes = tenant.ToByteArray();
        bytes[15] ^= mode switch
        {
            CapMode.QueueSize => 1,
            CapMode.ConnectedCalls => 2,
            _ => 3,
        };
        return new Guid(bytes);
    }

    /// <summary>Under whose id places of the account's cap are kept.</summary>
    public static Guid CapScope(this CampaignSettings campaign, Guid tenant) =>
        campaign.SharesCap && campaign.Cap is { } cap ? Scope(tenant, cap.Mode) : campaign.Id;

    /// <summary>The place of a waiting contact (mode queue_size). Where places are shared, a contact that waits in two campaigns takes two.</summary>
    public static Guid PlaceOf(this CampaignSettings campaign, Guid contact) => campaign.SharesCap ? Place(campaign.Id, contact) : contact;
}
