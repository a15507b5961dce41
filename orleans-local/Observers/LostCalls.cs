namespace Orleans.Local;

/// <summary>
/// Calls to observers that were deleted or collected. As with the official engine nobody answers them: they end by their response
/// timeout. Sending one is thus no error in itself, and a grain that awaits it learns late that nobody is there.
/// </summary>
internal sealed class LostCalls
{
    private readonly Lock _gate = new();
    private readonly List<GrainCall> _calls = [];

    public void Add(GrainCall call)
    {
        // Whoever sent a one-way call has gone on already.
        if (!call.IsOneWay)
        {
            lock (_gate)
            {
                _calls.Add(call);
            }
        }
    }

    public void Expire(ResponseTimeouts timeouts)
    {
        List<GrainCall> expired;
        lock (_gate)
        {
            expired = _calls.FindAll(timeouts.IsExpired);
            _calls.RemoveAll(call => call.IsSettled || expired.Contains(call));
        }

        foreach (var call in expired)
        {
            timeouts.Expire(call);
        }
    }
}
