using System.Globalization;

namespace Pivotal.Api.Shared.Doors;

/// <summary>Where in a document a reader stands.</summary>
internal sealed class JsonPlace
{
    private readonly Stack<Level> _levels = new();

    public bool InArray => _levels.TryPeek(out var level) && level.Names is null;

    /// <summary>As RFC 6901 writes it.</summary>
    public string Pointer =>
        string.Concat(
            _levels.Reverse().Select(level => level.Part).OfType<string>().Select(part => "/" + part.Replace("~", "~0").Replace("/", "~1"))
        );

    public void Enter(bool array) => _levels.Push(new Level(array));

    public void Leave() => _levels.Pop();

    /// <summary>False when the object has this name already.</summary>
    public bool Name(string name) => _levels.Peek().Named(name);

    public void Value()
    {
        if (InArray)
            _levels.Peek().Next();
    }

    private sealed class Level(bool array)
    {
        private int _index = -1;
        private string? _name;

        public HashSet<string>? Names { get; } = array ? null : new(StringComparer.Ordinal);

        public string? Part =>
            Names is not null ? _name
            : _index < 0 ? null
            : _index.ToString(CultureInfo.InvariantCulture);

        public void Next() => _index++;

        public bool Named(string name)
        {
            _name = name;
            return Names!.Add(name);
        }
    }
}
