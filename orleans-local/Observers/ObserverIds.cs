using Orleans.Runtime;

namespace Orleans.Local;

/// <summary>Identities of what is no grain: observers, with a random key, and the code outside that calls grains.</summary>
internal static class ObserverIds
{
    public static GrainType Type { get; } = GrainType.Create("sys.client");

    /// <summary>Who calls when no grain does.</summary>
    public static GrainId Outside { get; } = GrainId.Create(Type, "outside");

    public static GrainId New() => GrainId.Create(Type, Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16)));
}
