namespace Pivotal.Domain.Dialer.Places;

/// <summary>One row of cap_reservations after a change.</summary>
/// <param name="State">reserved, committed, released</param>
public sealed record CapChange(Guid RefId, string State, DateTimeOffset? LeasedUntil);

/// <summary>The cap of one account in one campaign. Uses held (reserved and not expired) plus uses committed never exceed the cap they were granted under.</summary>
public sealed class LeadCapState
{
    public const string Reserved = "reserved",
        Committed = "committed",
        Released = "released";

    private readonly Dictionary<Guid, DateTimeOffset> _leases = [];
    private readonly HashSet<Guid> _committed = [];

    public LeadCapState() { }

    public LeadCapState(IEnumerable<CapChange> rows)
    {
        foreach (var row in rows)
            Adopt(row);
    }

    /// <summary>Asked again for the same id it answers the same and extends the lease.</summary>
    public (CapDecision Decision, CapChange? Change) Reserve(Guid refId, int cap, TimeSpan lease, DateTimeOffset now)
    {
        Expire(now);
        if (_committed.Contains(refId))
            return (Decide(true), null);
        var anew = !_leases.ContainsKey(refId);
        if (anew && Used >= cap)
            return (Decide(false), null);
        var until = lease == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : now + lease;
        _leases[refId] = until;
        return (Decide(true) with { Anew = anew }, new(refId, Reserved, until == DateTimeOffset.MaxValue ? null : until));
    }

    public (CapDecision Decision, CapChange? Change) Commit(Guid refId, int cap, DateTimeOffset now)
    {
        Expire(now);
        if (_committed.Contains(refId))
            return (Decide(true), null);
        if (!_leases.Remove(refId) && Used >= cap)
            return (Decide(false), null);
        _committed.Add(refId);
        return (Decide(true), new(refId, Committed, null));
    }

    /// <summary>A committed use stays: it happened. Granted tells whether something was given back.</summary>
    public (CapDecision Decision, CapChange? Change) Release(Guid refId, DateTimeOffset now)
    {
        Expire(now);
        return _leases.Remove(refId) ? (Decide(true), new(refId, Released, null)) : (Decide(false), null);
    }

    /// <summary>What came of a committed use was not wanted after all, so it counts no more.</summary>
    public (CapDecision Decision, CapChange? Change) GiveBack(Guid refId, DateTimeOffset now)
    {
        Expire(now);
        return _leases.Remove(refId) | _committed.Remove(refId) ? (Decide(true), new(refId, Released, null)) : (Decide(false), null);
    }

    public CapDecision Get(DateTimeOffset now)
    {
        Expire(now);
        return Decide(true);
    }

    /// <summary>A row made beside this state (by the set-based fill).</summary>
    public void Adopt(CapChange row)
    {
        if (Knows(row.RefId))
            return;
        if (row.State == Committed)
            _committed.Add(row.RefId);
        // Without an end the use is held until somebody commits or releases it (queue_size).
        else if (row.State == Reserved)
            _leases[row.RefId] = row.LeasedUntil ?? DateTimeOffset.MaxValue;
    }

    public bool Knows(Guid refId) => _leases.ContainsKey(refId) || _committed.Contains(refId);

    private int Used => _leases.Count + _committed.Count;

    private CapDecision Decide(bool granted) => new(granted, _leases.Count, _committed.Count);

    private void Expire(DateTimeOffset now)
    {
        foreach (var (refId, until) in _leases)
            if (until <= now)
                _leases.Remove(refId);
    }
}
