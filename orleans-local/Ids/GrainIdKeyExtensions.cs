using System.Buffers.Text;
using System.Text;

namespace Orleans.Runtime;

/// <summary>
/// Integer and Guid keys are text inside a <see cref="GrainId"/>: hexadecimal digits, or 32 digits without dashes,
/// each followed by <c>+extension</c> when the key is compound.
/// </summary>
public static class GrainIdKeyExtensions
{
    public static IdSpan CreateIntegerKey(long key) => CreateIntegerKey(key, (string?)null);

    public static IdSpan CreateIntegerKey(long key, string? keyExtension) => Join(key.ToString("X"), keyExtension);

    public static IdSpan CreateGuidKey(Guid key) => CreateGuidKey(key, (string?)null);

    public static IdSpan CreateGuidKey(Guid key, string? keyExtension) => Join(key.ToString("N"), keyExtension);

    public static bool TryGetIntegerKey(this GrainId grainId, out long key, out string? keyExt)
    {
        var text = grainId.Key.AsSpan();
        var plus = text.IndexOf((byte)'+');
        keyExt = plus >= 0 ? Encoding.UTF8.GetString(text[(plus + 1)..]) : null;
        text = plus >= 0 ? text[..plus] : text;
        return Utf8Parser.TryParse(text, out key, out var read, 'X') && read == text.Length;
    }

    public static long GetIntegerKey(this GrainId grainId, out string? keyExt) =>
        grainId.TryGetIntegerKey(out var key, out keyExt) ? key : throw NotA("an integer", grainId);

    public static long GetIntegerKey(this GrainId grainId) => grainId.GetIntegerKey(out _);

    public static bool TryGetGuidKey(this GrainId grainId, out Guid key, out string? keyExt)
    {
        const int digits = 32;
        var text = grainId.Key.AsSpan();
        keyExt = null;
        key = default;
        if (text.Length > digits && text[digits] == (byte)'+')
        {
            keyExt = Encoding.UTF8.GetString(text[(digits + 1)..]);
        }
        else if (text.Length != digits)
        {
            return false;
        }

        return Utf8Parser.TryParse(text[..digits], out key, out var read, 'N') && read == digits;
    }

    public static Guid GetGuidKey(this GrainId grainId, out string? keyExt) =>
        grainId.TryGetGuidKey(out var key, out keyExt) ? key : throw NotA("a Guid", grainId);

    public static Guid GetGuidKey(this GrainId grainId) => grainId.GetGuidKey(out _);

    private static IdSpan Join(string key, string? extension) =>
        IdSpan.Create(string.IsNullOrWhiteSpace(extension) ? key : $"{key}+{extension}");

    private static ArgumentException NotA(string kind, GrainId id) => new($"The key of \"{id}\" is not {kind}.", nameof(id));
}
