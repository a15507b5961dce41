using Pivotal.Domain.Campaigns;

namespace Pivotal.Domain.Dialer.Order;

/// <summary>
/// Whose turn it is among the lanes of a queue: lists by their weights, and within a list first calls and repeats by <see cref="QueueRules.NewEvery"/>.
/// Smooth weighted round robin (as nginx spreads over upstreams): deterministic, and after any number of turns no lane is more than one turn off its share.
/// A lane without anybody passes its turn on and has no claim to it later.
/// </summary>
public sealed class ListMix
{
    /// <summary>Contacts that came from no list of the mix.</summary>
    public const string NoList = "-";

    /// <summary>Callbacks and contacts of raised priority: always first, and in nobody's share.</summary>
    public const string Express = "!";

    private readonly Turns _lists;
    private readonly Dictionary<string, Turns> _within = [];

    private readonly string _express;

    /// <param name="turn">what all lanes of the order begin with</param>
    public ListMix(QueueRules rules, string turn = "")
    {
        (Turn, _express) = (turn, turn + Express);
        (string, int)[] lists = rules.Lists.Count == 0 ? [(NoList, 1)] : [.. rules.Lists.Select(l => (l.ListId.ToString("N"), l.Weight))];
        _lists = new(lists);
        foreach (var (list, _) in lists)
            _within[list] = rules.NewEvery is { } every
                ? new([($"{turn}{list}r", every - 1), ($"{turn}{list}n", 1)])
                : new([($"{turn}{list}a", 1)]);
        // What a removed list left in the queue comes when nothing else is due.
        if (
            _within.TryAdd(
                NoList,
                rules.NewEvery is { } n ? new([($"{turn}{NoList}r", n - 1), ($"{turn}{NoList}n", 1)]) : new([($"{turn}{NoList}a", 1)])
            )
        )
            _lists.AddLast(NoList);
        Lanes = [_express, .. _within.Values.SelectMany(t => t.Names)];
    }

    /// <summary>Lanes of an earlier order begin otherwise: nobody in them is taken before he has his place in this one.</summary>
    public string Turn { get; }

    public IReadOnlyList<string> Lanes { get; }

    /// <summary>The next <paramref name="most"/> contacts out of the heads of the lanes, in the order they are to be dialled.</summary>
    /// <param name="heads">the first contacts of each lane, best first</param>
    public IReadOnlyList<Guid> Take(IReadOnlyDictionary<string, IReadOnlyList<Guid>> heads, int most)
    {
        var left = heads.ToDictionary(h => h.Key, h => new Queue<Guid>(h.Value));
        List<Guid> taken = [];
        while (taken.Count < most && left.TryGetValue(_express, out var first) && first.TryDequeue(out var contact))
            taken.Add(contact);
        while (taken.Count < most && _lists.Next(list => _within[list].Names.Any(HasAny)) is { } list)
            taken.Add(left[_within[list].Next(HasAny)!].Dequeue());
        return taken;

        bool HasAny(string lane) => left.TryGetValue(lane, out var queue) && queue.Count > 0;
    }

    private sealed class Turns((string Name, int Weight)[] members)
    {
        private readonly List<(string Name, int Weight)> _members = [.. members];
        private readonly Dictionary<string, int> _credit = members.ToDictionary(m => m.Name, _ => 0);

        public IEnumerable<string> Names => _members.Select(m => m.Name);

        public void AddLast(string name)
        {
            _members.Add((name, 0));
            _credit[name] = 0;
        }

        public string? Next(Func<string, bool> hasAny)
        {
            var (chosen, total) = ((string?)null, 0);
            foreach (var (name, weight) in _members)
            {
                if (!hasAny(name))
                {
                    _credit[name] = 0;
                    continue;
                }

                total += weight;
                _credit[name] += weight;
                // Strictly more: of equals the first named goes first. A weight of zero wins only alone.
                if (chosen is null || _credit[name] > _credit[chosen] && weight > 0)
                    chosen = name;
            }

            if (chosen is not null)
                _credit[chosen] -= total;
            return chosen;
        }
    }
}
