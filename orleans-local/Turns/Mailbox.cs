namespace Orleans.Local;

/// <summary>Decides which waiting call may start beside those that run, when the plain rule (one at a time) says no.</summary>
internal interface IJoinRule
{
    /// <param name="call">A call marked <see cref="GrainCall.MayOvertake"/>.</param>
    /// <param name="running">The first of the running calls; the others are linked to it.</param>
    bool MayJoin(GrainCall call, GrainCall running);
}

/// <summary>
/// The calls of a host: those that wait, in order of arrival, and those that have begun. A running call blocks the others
/// unless it is interleavable. Not thread-safe; the host's gate guards it.
/// </summary>
internal struct Mailbox
{
    private static readonly List<GrainCall> None = [];

    private CallList _waiting;
    private CallList _running;
    private int _blocking;
    private int _overtakers;

    public readonly int Count => _running.Count + _waiting.Count;

    public readonly bool IsQuiet => _running.Count == 0;

    public readonly bool HasWaiting => _waiting.Count > 0;

    /// <summary>Queues a call; true if it may be able to start at once.</summary>
    public bool Add(GrainCall call)
    {
        _waiting.Append(call);
        _overtakers += call.MayOvertake ? 1 : 0;
        return _blocking == 0 || call.MayOvertake;
    }

    /// <summary>
    /// Begins the next call that may, or returns null. Calls whose caller has an answer already (a timeout, a cancellation)
    /// are dropped: nobody wants the work done.
    /// </summary>
    public GrainCall? BeginNext(IJoinRule rule)
    {
        if (_blocking > 0 && _overtakers == 0)
        {
            return null;
        }

        for (var call = _waiting.First; call is not null;)
        {
            var next = call.Next;
            if (_blocking == 0 || !call.Blocks || (call.MayOvertake && rule.MayJoin(call, _running.First!)))
            {
                _waiting.Remove(call);
                _overtakers -= call.MayOvertake ? 1 : 0;
                if (!call.IsSettled)
                {
                    _running.Append(call);
                    _blocking += call.Blocks ? 1 : 0;
                    return call;
                }
            }

            call = next;
        }

        return null;
    }

    public void End(GrainCall call)
    {
        _running.Remove(call);
        _blocking -= call.Blocks ? 1 : 0;
    }

    /// <summary>The running and waiting calls of a kind; nearly always none.</summary>
    public readonly List<GrainCall> Find(Predicate<GrainCall> predicate)
    {
        List<GrainCall>? found = null;
        foreach (var first in (ReadOnlySpan<GrainCall?>)[_running.First, _waiting.First])
        {
            for (var call = first; call is not null; call = call.Next)
            {
                if (predicate(call))
                {
                    (found ??= []).Add(call);
                }
            }
        }

        return found ?? None;
    }

    public List<GrainCall> TakeWaiting()
    {
        List<GrainCall> taken = [];
        while (_waiting.First is { } call)
        {
            _waiting.Remove(call);
            taken.Add(call);
        }

        _overtakers = 0;
        return taken;
    }
}
