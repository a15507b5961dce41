namespace Pivotal.Domain.Dialer.Idle;

/// <summary>A part of an agent's idle time, as it is stored.</summary>
/// <param name="Quarter">the quarter of an hour it lies in, by its beginning</param>
/// <param name="SeenUntil">the last moment that is counted</param>
public sealed record IdlePart(Guid AgentId, DateTimeOffset Quarter, string Reason, long Milliseconds, DateTimeOffset SeenUntil);

/// <summary>
/// Splits agents' idle time by why they had no call. A reason holds from the moment it is seen until the next look, so the parts of an agent
/// add up to the time between the first and the last look. Pure: time comes in.
/// </summary>
public sealed class IdleSplit
{
    /// <summary>So much of a gap in front of the first look (a restart) is counted at most; who was away longer worked elsewhere.</summary>
    private static readonly TimeSpan LongestGap = TimeSpan.FromMinutes(2);

    private static readonly long Quarter = TimeSpan.FromMinutes(15).Ticks;

    private readonly Dictionary<(Guid Agent, DateTimeOffset Quarter, string Reason), TimeSpan> _parts = [];
    private readonly HashSet<(Guid Agent, DateTimeOffset Quarter, string Reason)> _changed = [];
    private readonly Dictionary<Guid, (DateTimeOffset Until, string Reason)> _open = [];
    private readonly Dictionary<Guid, DateTimeOffset> _before = [];
    private readonly Dictionary<Guid, DateTimeOffset> _seen = [];

    /// <summary>What is stored of today, when an activation begins.</summary>
    public void OnRecovered(IEnumerable<IdlePart> parts)
    {
        foreach (var part in parts)
        {
            _parts[(part.AgentId, part.Quarter, part.Reason)] = TimeSpan.FromMilliseconds(part.Milliseconds);
            if (_before.GetValueOrDefault(part.AgentId) < part.SeenUntil)
                _before[part.AgentId] = part.SeenUntil;
        }
    }

    /// <summary>The agent is free and has this reason from now on.</summary>
    /// <param name="idleSince">when his idle time began</param>
    public void OnSeen(Guid agent, DateTimeOffset idleSince, string reason, DateTimeOffset now)
    {
        if (_open.TryGetValue(agent, out var open))
        {
            Add(agent, open.Until, now, open.Reason);
        }
        else if (_before.Remove(agent, out var stored) && idleSince < stored)
        {
            // Idle since before the activation ended that stored it, and nobody looked in between.
            Add(agent, now - stored > LongestGap ? now - LongestGap : stored, now, IdleReason.Service);
        }
        else
        {
            // Told a moment late; but whoever was away and kept his place in the line (a preview passed over) was not idle meanwhile.
            var away = _seen.TryGetValue(agent, out var seen) && seen > idleSince;
            Add(agent, away || now - idleSince > LongestGap ? now : idleSince, now, reason);
        }

        _open[agent] = (now, reason);
    }

    /// <summary>The agent has a call, a break, or is gone.</summary>
    public void OnLeft(Guid agent, DateTimeOffset now)
    {
        if (_open.Remove(agent, out var open))
            Add(agent, open.Until, now, open.Reason);
        _before.Remove(agent);
    }

    /// <summary>Agents under observation now.</summary>
    public IReadOnlyCollection<Guid> Open => _open.Keys;

    /// <summary>Idle seconds by reason since a moment, which must begin a quarter.</summary>
    public IReadOnlyDictionary<Guid, IReadOnlyDictionary<string, int>> Since(DateTimeOffset from) =>
        _parts
            .Where(p => p.Key.Quarter >= from)
            .GroupBy(p => p.Key.Agent)
            .ToDictionary(
                g => g.Key,
                g =>
                    (IReadOnlyDictionary<string, int>)
                        g.GroupBy(p => p.Key.Reason)
                            .Select(r => (Reason: r.Key, Seconds: (int)r.Sum(p => p.Value.TotalSeconds)))
                            .Where(r => r.Seconds > 0)
                            .ToDictionary(r => r.Reason, r => r.Seconds)
            );

    /// <summary>What changed since the last take. To be stored as it is; taken again by <see cref="OnNotStored"/> when that failed.</summary>
    public IReadOnlyList<IdlePart> TakeChanged()
    {
        IdlePart[] changed =
        [
            .. _changed.Select(k => new IdlePart(k.Agent, k.Quarter, k.Reason, (long)_parts[k].TotalMilliseconds, _seen[k.Agent])),
        ];
        _changed.Clear();
        return changed;
    }

    public void OnNotStored(IEnumerable<IdlePart> parts) => _changed.UnionWith(parts.Select(p => (p.AgentId, p.Quarter, p.Reason)));

    /// <summary>What lies before is stored and no longer shown.</summary>
    public void Forget(DateTimeOffset before)
    {
        foreach (var key in _parts.Keys.Where(k => k.Quarter < before && !_changed.Contains(k)).ToList())
            _parts.Remove(key);
    }

    private void Add(Guid agent, DateTimeOffset from, DateTimeOffset until, string reason)
    {
        _seen[agent] = until;
        while (from < until)
        {
            var quarter = new DateTimeOffset(from.UtcTicks - (from.UtcTicks % Quarter), TimeSpan.Zero);
            var end = quarter.AddTicks(Quarter) < until ? quarter.AddTicks(Quarter) : until;
            var key = (agent, quarter, reason);
            _parts[key] = _parts.GetValueOrDefault(key) + (end - from);
            _changed.Add(key);
            from = end;
        }
    }
}
