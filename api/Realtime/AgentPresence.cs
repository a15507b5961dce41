namespace Pivotal.Api.Realtime;

/// <param name="At">seen: now; lost: when the last connection closed</param>
internal sealed record PresenceNews(Guid Tenant, Guid Agent, bool Lost, DateTimeOffset At);

/// <summary>
/// Which agents have a browser connected to this process, and what their grains have to hear of it. Connected agents are reported several times within the grace time,
/// so that a process which lost an agent's browser cannot outvote another one that still has one.
/// An agent who never opened a connection is not in here and is left alone.
/// </summary>
internal sealed class AgentPresence(TimeProvider time, PresenceOptions options)
{
    private const int SightsPerGrace = 3;

    /// <summary>How often what is due is looked for.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<(Guid Tenant, Guid Agent), Desk> _desks = [];

    /// <summary>Within this time each process that sees an agent has said so, also where the first try fails.</summary>
    public TimeSpan Told => options.Grace + Again + Every;

    public void Came(Guid tenant, Guid agent, string connection)
    {
        lock (_gate)
        {
            if (!_desks.TryGetValue((tenant, agent), out var desk))
                _desks[(tenant, agent)] = desk = new Desk();
            if (desk.Connections.Count == 0)
                desk.NextSight = desk.NotBefore = default;
            desk.Connections.Add(connection);
        }
    }

    public void Left(Guid tenant, Guid agent, string connection)
    {
        lock (_gate)
        {
            if (_desks.TryGetValue((tenant, agent), out var desk) && desk.Connections.Remove(connection) && desk.Connections.Count == 0)
                desk.EmptySince = time.GetUtcNow();
        }
    }

    /// <summary>After a start: who had a browser when the process ended has the grace time, from now on, to come back.</summary>
    public void ExpectBack(Guid tenant, IEnumerable<Guid> agents)
    {
        lock (_gate)
        {
            foreach (var agent in agents)
                _desks.TryAdd((tenant, agent), new Desk { EmptySince = time.GetUtcNow() });
        }
    }

    /// <summary>What is to be said now; say it and call <see cref="OnTold"/> or <see cref="OnNotTaken"/>.</summary>
    public List<PresenceNews> Due()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            List<PresenceNews> due = [];
            foreach (var ((tenant, agent), desk) in _desks)
            {
                if (now < desk.NotBefore)
                    continue;
                if (desk.Connections.Count > 0 && now >= desk.NextSight)
                    due.Add(new(tenant, agent, false, now));
                else if (desk.Connections.Count == 0 && now >= desk.EmptySince + options.Grace)
                    due.Add(new(tenant, agent, true, desk.EmptySince));
            }

            return due;
        }
    }

    public void OnTold(PresenceNews news)
    {
        lock (_gate)
        {
            if (!_desks.TryGetValue((news.Tenant, news.Agent), out var desk))
                return;
            if (!news.Lost)
                desk.NextSight = news.At + options.Grace / SightsPerGrace;
            else if (desk.Connections.Count == 0 && desk.EmptySince == news.At)
                _desks.Remove((news.Tenant, news.Agent));
        }
    }

    /// <summary>It could not be told, or whoever heard it cannot judge yet: it is due again in a while.</summary>
    public void OnNotTaken(PresenceNews news)
    {
        lock (_gate)
        {
            if (_desks.TryGetValue((news.Tenant, news.Agent), out var desk))
                desk.NotBefore = time.GetUtcNow() + Again;
        }
    }

    private sealed class Desk
    {
        public HashSet<string> Connections { get; } = [];

        public DateTimeOffset EmptySince { get; set; }

        public DateTimeOffset NextSight { get; set; }

        public DateTimeOffset NotBefore { get; set; }
    }
}
