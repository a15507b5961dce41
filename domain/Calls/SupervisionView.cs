using Orleans;

namespace Pivotal.Domain.Calls;

/// <summary>How a supervisor takes part in a call.</summary>
public static class SupervisorRole
{
    /// <summary>monitor: hears both; whisper: the agent hears him too; barge: everybody does.</summary>
    public const string Monitor = "monitor",
        Whisper = "whisper",
        Barge = "barge";

    public static readonly IReadOnlyList<string> All = [Monitor, Whisper, Barge];
}

/// <summary>A supervisor on a call.</summary>
/// <param name="Status">dialing: his own leg is being called; on: he is connected; over</param>
[GenerateSerializer, Immutable, Alias("Pivotal.SupervisionView")]
public sealed record SupervisionView(
    [property: Id(0)] Guid CallId,
    [property: Id(1)] Guid SupervisorId,
    [property: Id(2)] string Role,
    [property: Id(3)] string Status,
    [property: Id(4)] DateTimeOffset Since
)
{
    public const string Dialing = "dialing",
        On = "on",
        Over = "over";
}
