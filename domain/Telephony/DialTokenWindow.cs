namespace Pivotal.Domain.Telephony;

/// <summary>
/// Dial tokens of one carrier account: at most <paramref name="limit"/> within any trailing <paramref name="window"/> (Telnyx: 150 in 5 s, error 90103 beyond).
/// Under backlog the window is shared max-min between the tenants that want more than they got: nobody is held below an equal share by another's greed.
/// </summary>
public sealed class DialTokenWindow(int limit, TimeSpan window)
{
    public const int TelnyxLimit = 150;
    public static readonly TimeSpan TelnyxWindow = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Tenth = TimeSpan.FromMilliseconds(100);

    /// <summary>A stored moment beyond this is a clock that was wrong.</summary>
    private static readonly TimeSpan LongestClosed = TimeSpan.FromHours(1);

    /// <summary>A tenant that was refused counts as waiting for this long: its share is kept for what it asks for next.</summary>
    private static readonly TimeSpan Hunger = TimeSpan.FromSeconds(2);

    private readonly Queue<DialGrant> _grants = [];
    private readonly Dictionary<Guid, int> _held = [];
    private readonly Dictionary<Guid, DateTimeOffset> _hungry = [];
    private int _used;
    private DateTimeOffset? _closedUntil;

    /// <summary>Hold back everybody: the carrier said so.</summary>
    public void BackOff(DateTimeOffset until)
    {
        if (!(_closedUntil >= until))
            _closedUntil = until;
    }

    /// <returns>tokens granted, and how long to wait before asking for the rest</returns>
    public (int Granted, TimeSpan RetryAfter) Take(Guid tenant, int wanted, DateTimeOffset now)
    {
        if (wanted <= 0)
            return (0, TimeSpan.Zero);
        Forget(now);
        if (_closedUntil > now)
            return (0, _closedUntil.Value - now);

        var granted = Math.Max(0, Math.Min(wanted, limit - _used - KeptForOthers(tenant)));
        if (granted > 0)
        {
            Count(new(now, tenant, granted));
        }

        if (granted == wanted)
            return (granted, TimeSpan.Zero);
        _hungry[tenant] = now;
        return (granted, _grants.TryPeek(out var oldest) ? oldest.At + window - now : TimeSpan.Zero);
    }

    /// <summary>What is still in the window, a tenant's tokens of the same tenth of a second as one. Each counts from the end of its tenth, on the safe side.</summary>
    public (List<DialGrant> Grants, DateTimeOffset? ClosedUntil) Kept(DateTimeOffset now)
    {
        Forget(now);
        return (
            [
                .. _grants
                    .GroupBy(g => (Tenth: g.At.UtcTicks / Tenth.Ticks, g.Tenant))
                    .Select(g => new DialGrant(
                        new DateTimeOffset((g.Key.Tenth + 1) * Tenth.Ticks, TimeSpan.Zero),
                        g.Key.Tenant,
                        g.Sum(x => x.Count)
                    ))
                    .OrderBy(g => g.At),
            ],
            _closedUntil
        );
    }

    /// <summary>Goes on with what another activation had granted. Nothing can have been granted later than now, nor more than the limit.</summary>
    public void OnKept(IEnumerable<DialGrant> grants, DateTimeOffset? closedUntil, DateTimeOffset now)
    {
        foreach (var grant in grants.OrderBy(g => g.At).Where(g => g.Count > 0))
            if (grant.At + window > now && _used < limit)
                Count(new(grant.At > now ? now : grant.At, grant.Tenant, Math.Min(grant.Count, limit - _used)));
        if (closedUntil is { } until && until < now + LongestClosed)
            BackOff(until);
    }

    private void Count(DialGrant grant)
    {
        _grants.Enqueue(grant);
        _used += grant.Count;
        _held[grant.Tenant] = _held.GetValueOrDefault(grant.Tenant) + grant.Count;
    }

    /// <summary>What waiting tenants still have of their equal share.</summary>
    private int KeptForOthers(Guid tenant)
    {
        var share = limit / (_hungry.Count + (_hungry.ContainsKey(tenant) ? 0 : 1));
        return _hungry.Keys.Where(other => other != tenant).Sum(other => Math.Max(0, share - _held.GetValueOrDefault(other)));
    }

    private void Forget(DateTimeOffset now)
    {
        while (_grants.TryPeek(out var oldest) && oldest.At + window <= now)
        {
            _grants.Dequeue();
            _used -= oldest.Count;
            _held[oldest.Tenant] -= oldest.Count;
            if (_held[oldest.Tenant] == 0)
                _held.Remove(oldest.Tenant);
        }

        foreach (var (who, since) in _hungry)
            if (since + Hunger <= now)
                _hungry.Remove(who);
    }
}
