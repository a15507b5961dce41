using System.Text;
using Orleans.Runtime;

namespace Orleans.Local;

/// <summary>
/// The key columns of a row as the official provider fills them: a Guid key in N0 and N1, an integer key in N1, a string
/// key or key extension in the extension column, and hashes of the key and of the state name for the index.
/// </summary>
internal readonly record struct StorageKey(long N0, long N1, string? Text, int IdHash, int TypeHash)
{
    public static StorageKey Of(GrainId grain, string stateName)
    {
        var typeHash = Hash(Encoding.UTF8.GetBytes(stateName));
        if (grain.TryGetGuidKey(out var guid, out var extension))
        {
            var bytes = guid.ToByteArray();
            return new(BitConverter.ToInt64(bytes, 0), BitConverter.ToInt64(bytes, 8), extension, HashReversed(bytes, extension), typeHash);
        }

        if (grain.TryGetIntegerKey(out var number, out extension))
        {
            return new(0, number, extension, HashReversed(BitConverter.GetBytes(number), extension), typeHash);
        }

        var text = grain.Key.ToString();
        return new(0, 0, text, HashReversed([], text), typeHash);
    }

    /// <summary>The official provider hashes the bytes back to front.</summary>
    private static int HashReversed(byte[] key, string? text)
    {
        byte[] all = [.. key, .. Encoding.UTF8.GetBytes(text ?? "")];
        Array.Reverse(all);
        return Hash(all);
    }

    private static int Hash(byte[] bytes) => unchecked((int)StableHash.ComputeHash(bytes));
}
