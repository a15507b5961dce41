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
}
