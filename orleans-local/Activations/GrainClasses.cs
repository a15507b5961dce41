using System.Collections.Concurrent;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Local;

/// <summary>All grain classes of the process, and which of them stands behind an interface.</summary>
internal sealed class GrainClasses
{
    private readonly Dictionary<GrainType, GrainClass> _byType = [];
    private readonly ConcurrentDictionary<(Type Interface, string? Prefix), GrainClass> _byInterface = new();

    public GrainClasses(IEnumerable<Type> types, GrainCollectionOptions collection)
    {
        foreach (var found in types.Select(t => new GrainClass(t, collection)))
        {
            if (!_byType.TryAdd(found.GrainType, found))
            {
                throw new OrleansConfigurationException(
                    $"{found.Type} and {_byType[found.GrainType].Type} are both the grain type \"{found.GrainType}\"; give one of them a [GrainType].");
            }
        }

        RefuseSharedStateRows();
    }

    public int Count => _byType.Count;

    public GrainClass? Find(GrainType type) => _byType.GetValueOrDefault(type);

    public GrainClass Behind(Type interfaceType, string? classNamePrefix) =>
        _byInterface.GetOrAdd((interfaceType, classNamePrefix), key => Search(key.Interface, key.Prefix));

    private GrainClass Search(Type interfaceType, string? prefix)
    {
        var found = _byType.Values
            .Where(c => c.Type.IsAssignableTo(interfaceType))
            .Where(c => prefix is null || c.Type.FullName!.StartsWith(prefix, StringComparison.Ordinal))
            .ToArray();
        if (found.Length > 1)
        {
            // IThing is meant by ThingGrain or Thing, whoever else implements it.
            var name = interfaceType.Name[1..];
            found = [.. found.Where(c => c.Type.Name == name || c.Type.Name == name + "Grain").DefaultIfEmpty(found[0])];
            if (found.Length != 1 || (found[0].Type.Name != name && found[0].Type.Name != name + "Grain"))
            {
                throw new ArgumentException($"Several grain classes implement {interfaceType}; name one with a class name prefix.", nameof(interfaceType));
            }
        }

        return found.Length == 1 ? found[0] : throw new ArgumentException($"No grain class implements {interfaceType}.", nameof(interfaceType));
    }

    /// <summary>
    /// A row of <c>OrleansStorage</c> is found by grain key and state name, not by grain class (the official provider does
    /// the same), so two classes with one state name would overwrite each other as soon as they share a key.
    /// </summary>
    private void RefuseSharedStateRows()
    {
        var shared = _byType.Values
            .SelectMany(c => c.States.Select(s => (s.StorageName, s.StateName, c.Type)))
            .GroupBy(s => (s.StorageName, s.StateName))
            .FirstOrDefault(g => g.Select(s => s.Type).Distinct().Count() > 1);
        if (shared is not null)
        {
            throw new OrleansConfigurationException(
                $"The state name \"{shared.Key.StateName}\" is used by {string.Join(" and ", shared.Select(s => s.Type.Name))}; a state row is found by key and state name only.");
        }
    }
}
