namespace Pivotal.GrainInterfaces.Dialer.Rules;

/// <summary>Which due contact is dialled next.</summary>
public sealed record QueueRules
{
    public const string ByPriority = "priority", Fifo = "fifo", Lifo = "lifo";

    /// <summary>How contacts of equal priority follow each other: <c>priority</c> (longest due first), <c>fifo</c> (first into the queue first), <c>lifo</c>, …</summary>
    public string Order { get; init; } = ByPriority;
}
