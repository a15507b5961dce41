using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>The identity of one grain: which class (<see cref="Type"/>) and which individual (<see cref="Key"/>).</summary>
public readonly struct GrainId : IEquatable<GrainId>, IComparable<GrainId>, ISpanParsable<GrainId>
{
    private const char Separator = '/';

    public GrainId(GrainType type, IdSpan key) => (Type, Key) = (type, key);

    public GrainType Type { get; }

    public IdSpan Key { get; }

    public bool IsDefault => Type.IsDefault && Key.IsDefault;

    public static GrainId Create(string type, string key) => Create(GrainType.Create(type), key);

    public static GrainId Create(GrainType type, string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return new(type, IdSpan.Create(key));
    }

    public static GrainId Create(GrainType type, IdSpan key) => new(type, key);

    /// <summary>Reads <c>type/key</c>; the key may itself contain slashes.</summary>
    public static GrainId Parse(string value) =>
        TryParse(value, out var id) ? id : throw new ArgumentException($"\"{value}\" is not of the form type/key.", nameof(value));

    public static bool TryParse(string? value, out GrainId result)
    {
        // As the official one: any slash will do, whatever stands around it.
        var at = value?.IndexOf(Separator) ?? -1;
        result = at < 0 ? default : new(new GrainType(IdSpan.Create(value![..at])), IdSpan.Create(value[(at + 1)..]));
        return at >= 0;
    }

    /// <summary>Equal on every machine; the reminder table keeps it in <c>GrainHash</c>.</summary>
    public uint GetUniformHashCode() => unchecked(Type.GetUniformHashCode() * 31 + Key.GetUniformHashCode());

    public bool Equals(GrainId other) => Key.Equals(other.Key) && Type.Equals(other.Type);

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is GrainId other && Equals(other);

    public override int GetHashCode() => unchecked((int)GetUniformHashCode());

    public int CompareTo(GrainId other) => Type.CompareTo(other.Type) is var byType and not 0 ? byType : Key.CompareTo(other.Key);

    public override string ToString() => $"{Type}{Separator}{Key}";

    public static bool operator ==(GrainId left, GrainId right) => left.Equals(right);

    public static bool operator !=(GrainId left, GrainId right) => !left.Equals(right);

    static GrainId ISpanParsable<GrainId>.Parse(ReadOnlySpan<char> value, IFormatProvider? provider) => Parse(value.ToString());

    static bool ISpanParsable<GrainId>.TryParse(ReadOnlySpan<char> value, IFormatProvider? provider, out GrainId result) =>
        TryParse(value.ToString(), out result);

    static GrainId IParsable<GrainId>.Parse(string value, IFormatProvider? provider) => Parse(value);

    static bool IParsable<GrainId>.TryParse(string? value, IFormatProvider? provider, out GrainId result) => TryParse(value, out result);
}
