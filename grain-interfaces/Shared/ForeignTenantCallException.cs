using Orleans;

namespace Pivotal.GrainInterfaces.Shared;

/// <summary>A grain was called for another tenant than the one in its key. Always a bug or an attack, never a refusal to show.</summary>
[GenerateSerializer, Alias("Pivotal.ForeignTenantCall")]
public sealed class ForeignTenantCallException(string message) : Exception(message);
