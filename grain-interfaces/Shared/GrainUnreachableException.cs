using Orleans;

namespace Pivotal.GrainInterfaces.Shared;

/// <summary>A grain could not be reached for a few seconds, or its silo was lost with the answer. Whether the call took effect is not known. The API answers 503 with Retry-After.</summary>
[GenerateSerializer, Alias("Pivotal.GrainUnreachable")]
public sealed class GrainUnreachableException(string message) : Exception(message);
