using Orleans.Runtime;

namespace Orleans.Local;

/// <summary>Identities of observers: a grain type of their own and a random key.</summary>
internal static class ObserverIds
{
    public static GrainType Type { get; } = GrainType.Create("sys.client");

    public static GrainId New() => GrainId.Create(Type, Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16)));
}
