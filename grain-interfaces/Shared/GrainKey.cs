using System.Buffers;
using System.Text;

namespace Pivotal.GrainInterfaces.Shared;

/// <summary>
/// The key of every tenant-owned grain: <c>{tenant:N}/{id:N}</c>, or <c>{tenant:N}/{id:N}/{sub:N}</c> where a thing is named by two ids
/// (an account inside a campaign). The tenant in the key is the authority inside timers and reminders.
/// </summary>
public readonly record struct GrainKey(Guid Tenant, Guid Id, Guid? Sub = null)
{
    private const int Longest = 98;

    public override string ToString() => Sub is { } sub ? $"{Tenant:N}/{Id:N}/{sub:N}" : $"{Tenant:N}/{Id:N}";

    /// <exception cref="FormatException">The text is not a tenant key.</exception>
    public static GrainKey Parse(string key) =>
        TryParse(key, out var parsed) ? parsed : throw new FormatException($"'{key}' is not a tenant grain key.");

    public static bool TryParse(ReadOnlySpan<char> key, out GrainKey parsed)
    {
        parsed = default;
        if (key.Length is not (65 or Longest) || key[32] != '/')
            return false;
        if (!Guid.TryParseExact(key[..32], "N", out var tenant) || !Guid.TryParseExact(key[33..65], "N", out var id))
            return false;
        if (key.Length == 65)
        {
            parsed = new GrainKey(tenant, id);
            return true;
        }

        if (key[65] != '/' || !Guid.TryParseExact(key[66..], "N", out var sub))
            return false;
        parsed = new GrainKey(tenant, id, sub);
        return true;
    }

    /// <summary>The key as the engine holds it, in UTF-8; nothing is allocated.</summary>
    public static bool TryParse(ReadOnlySpan<byte> key, out GrainKey parsed)
    {
        parsed = default;
        Span<char> text = stackalloc char[Longest];
        return key.Length <= Longest
            && Ascii.ToUtf16(key, text, out var length) == OperationStatus.Done
            && TryParse(text[..length], out parsed);
    }
}
