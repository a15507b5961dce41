using Orleans;

namespace Pivotal.GrainInterfaces.Shared;

/// <summary>
/// A newer activation of the same grain owns the rows: this one wrote nothing and ends. The next call reaches the owner, so a caller may ask again at once
/// (over HTTP: 503 <c>engine.moved</c>).
/// </summary>
[GenerateSerializer, Alias("Pivotal.FenceLost")]
public sealed class FenceLostException() : Exception("Another activation has taken over; ask again.");
