namespace Pivotal.Grains.Dialer.Queue;

/// <summary>How the long work on a queue's rows is cut.</summary>
public sealed class QueueWorkOptions
{
    /// <summary>Contacts per transaction. A pause or a change of settings waits for one of them at most, so it is well under a second's worth.</summary>
    public int Chunk { get; init; } = 5_000;

    /// <summary>Who asked for the work waits so long for its end; most queues are small and done by then.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A start looks so long for the first person who can be dialled before it goes on without having found one.</summary>
    public TimeSpan LookForSomebody { get; init; } = TimeSpan.FromSeconds(10);
}
