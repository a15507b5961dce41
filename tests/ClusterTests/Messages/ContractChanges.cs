namespace Pivotal.ClusterTests.Messages;

/// <summary>
/// What in the contracts of now breaks a call from or to a program of an older release, each with what to do about it. Two kinds: what must never be, because the older program gets or sends something that the
/// other one does not understand; and what may be once the interface's version is raised, because Orleans then asks only silos that know it.
/// </summary>
internal static class ContractChanges
{
    private const string Gone =
        "Programs of the release before still use it. Put it back; what nothing uses any more is marked [Obsolete] for one release and may go in the next.";

    public static IReadOnlyList<string> Between(Contract was, Contract now)
    {
        var interfaces = now.Interfaces.ToDictionary(i => i.Alias);
        var messages = now.Messages.ToDictionary(m => m.Alias);
        var raised = was
            .Interfaces.Where(i => interfaces.TryGetValue(i.Alias, out var n) && n.Version > i.Version)
            .Select(i => i.Alias)
            .Concat(interfaces.Keys.Except(was.Interfaces.Select(i => i.Alias)))
            .ToHashSet();
        return
        [
            .. was.Interfaces.SelectMany(i =>
                interfaces.TryGetValue(i.Alias, out var n) ? OfInterface(i, n) : Missing("The interface", i.Alias, i.Obsolete)
            ),
            .. was.Messages.SelectMany(m =>
                messages.TryGetValue(m.Alias, out var n)
                    ? OfMessage(m, n, [.. n.UsedBy.Where(u => interfaces.ContainsKey(u) && !raised.Contains(u))], interfaces)
                    : Missing("The message", m.Alias, m.Obsolete)
            ),
        ];
    }

    private static IEnumerable<string> Missing(string kind, string name, bool obsolete) =>
        obsolete ? [] : [$"{kind} {name} is gone, or its alias is another one. {Gone}"];

    private static IEnumerable<string> OfInterface(InterfaceContract was, InterfaceContract now)
    {
        if (now.Version < was.Version)
            yield return $"{was.Alias} had version {was.Version} and has {now.Version}. A version only rises.";
        if (now.Key != was.Key)
            yield return $"{was.Alias} was {was.Key} and is {now.Key}. A grain keeps the kind of its key; take a new interface.";
        var raise =
            now.Observer ? "An observer has no version, so programs of the release before would be called with it. Take a new interface."
            : now.Version > was.Version ? null
            : $"Raise its [Version] to {was.Version + 1}, so that only silos that know it are asked.";
        var methods = now.Methods.ToDictionary(m => m.Alias);
        foreach (var method in was.Methods)
        {
            var name = $"{was.Alias}.{method.Alias}";
            foreach (
                var fault in methods.TryGetValue(method.Alias, out var other)
                    ? OfMethod(name, method, other, raise)
                    : Missing("The method", name, method.Obsolete)
            )
                yield return fault;
        }

        foreach (var added in raise is null ? [] : methods.Keys.Except(was.Methods.Select(m => m.Alias)))
            yield return $"{was.Alias} has a new method {added}. {raise}";
    }

    private static IEnumerable<string> OfMethod(string name, MethodContract was, MethodContract now, string? raise)
    {
        if (now.Answer != was.Answer)
            yield return $"{name} answered {was.Answer} and answers {now.Answer}. What is on the wire keeps its type; take a new method.";
        foreach (var fault in OfFields(name, "parameter", was.Parameters, now.Parameters, raise))
            yield return fault;
        if (raise is not null && !now.Marks.SequenceEqual(was.Marks))
            yield return $"{name} was marked [{string.Join(", ", was.Marks)}] and is marked [{string.Join(", ", now.Marks)}]. {raise}";
    }

    private static IEnumerable<string> OfMessage(
        MessageContract was,
        MessageContract now,
        string[] notRaised,
        Dictionary<string, InterfaceContract> interfaces
    )
    {
        if (now.Kind != was.Kind || now.Base != was.Base)
            yield return $"{was.Alias} was {Full(was)} and is {Full(now)}. What is on the wire keeps its type; take a new message.";
        var raise = notRaised is []
            ? null
            : $"Raise [Version] of the interfaces that carry it: {string.Join(", ", notRaised.Select(i => $"{i} to {interfaces[i].Version + 1}"))}.";
        foreach (
            var fault in OfFields(
                was.Alias,
                was.Kind.StartsWith("enum", StringComparison.Ordinal) ? "word" : "field",
                was.Fields,
                now.Fields,
                raise
            )
        )
            yield return fault;
    }

    private static IEnumerable<string> OfFields(
        string of,
        string kind,
        IReadOnlyList<FieldContract> was,
        IReadOnlyList<FieldContract> now,
        string? raise
    )
    {
        var byId = now.ToDictionary(f => f.Id);
        foreach (var field in was)
        {
            var moved = now.FirstOrDefault(f => f.Name == field.Name && f.Id != field.Id);
            if (moved is not null)
                yield return $"{of}: the {kind} {field.Name} had number {field.Id} and has {moved.Id}. An older program still means {field.Id}; a number belongs to its {kind} for good.";
            else if (!byId.TryGetValue(field.Id, out var other))
            {
                if (!field.Obsolete)
                    yield return $"{of} lost its {kind} {field.Id}, {field.Name}. {Gone}";
            }
            else if (other.Type != field.Type)
                yield return $"{of}: the {kind} {field.Id}, {field.Name}, was {field.Type} and is {other.Type}. What is on the wire keeps its type; add a {kind} with the next free number.";
            else if (other.Name != field.Name && raise is not null)
                yield return $"{of}: the {kind} {field.Id} was {field.Name} and is {other.Name}. If it means something else, it needs the next free number instead. If only the word changed: {raise}";
        }

        foreach (var added in now.Where(n => was.All(w => w.Id != n.Id && w.Name != n.Name)))
        {
            if (added.LeftOut is { } why)
                yield return $"{of} has a new {kind} {added.Id}, {added.Name}, that an older program leaves out: {why}. Let it be nullable, and null mean what was before.";
            if (raise is not null)
                yield return $"{of} has a new {kind} {added.Id}, {added.Name}. {raise}";
        }
    }

    private static string Full(MessageContract message) => message.Base is { } parent ? $"{message.Kind} based on {parent}" : message.Kind;
}
