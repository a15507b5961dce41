namespace Pivotal.Grains.Dialer.Queue;

/// <summary>Long work on the rows of a queue that is not finished (queue_chores).</summary>
/// <param name="Cursors">the last contact looked at: of each list, or of the queue</param>
/// <param name="Looked">contacts looked at</param>
/// <param name="Total">null: not counted yet</param>
/// <param name="Again">when it is through, it begins once more</param>
internal sealed record OpenChore(string Kind, Guid[] Lists, Guid[] Cursors, long Looked, long? Total, bool Again, DateTimeOffset BeganAt)
{
    /// <summary>The people of the lists come into the queue.</summary>
    public const string Members = "members";

    /// <summary>The contacts are compared with filters, quotas, caps and clocks that changed.</summary>
    public const string Rules = "rules";

    /// <summary>The contacts are placed for another order.</summary>
    public const string Order = "order";
}

/// <param name="Looked">contacts this piece of work looked at</param>
/// <param name="Added">rows that are new in the queue</param>
/// <param name="Dialable">by how many the contacts that can be dialled became more</param>
/// <param name="Done">nothing is left of it</param>
internal readonly record struct ChorePiece(int Looked, int Added, int Dialable, bool Done);
