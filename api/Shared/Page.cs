using System.Buffers.Text;
using System.Text.Json;

namespace Pivotal.Api.Shared;

/// <summary>One page of a list.</summary>
/// <param name="NextCursor">opaque; null on the last page</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor, PageTotal Total);

/// <param name="Exact">false when the count is an estimate</param>
public sealed record PageTotal(long Count, bool Exact);

/// <summary>Query parameters of every list; handlers take it with <c>[AsParameters]</c>.</summary>
public readonly record struct PageRequest(string? Cursor, int? Limit, string? Sort)
{
    /// <summary>Rows to answer with: 50 unless asked, at most 200.</summary>
    public int Take => Math.Clamp(Limit ?? 50, 1, 200);

    /// <summary>Rows to fetch: one more, which tells whether there is a next page.</summary>
    public int Fetch => Take + 1;

    /// <summary>The place after which to go on; default at the start. False when the cursor is not one of ours.</summary>
    public bool TryAfter<T>(out T? after)
    {
        after = default;
        return Cursor is null || Cursors.TryDecode(Cursor, out after);
    }
}

/// <summary>Keyset cursors: the sort key of the last row, as opaque base64url.</summary>
public static class Cursors
{
    public static string Encode<T>(T key) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(key, Json.Options));

    public static bool TryDecode<T>(string cursor, out T? key)
    {
        key = default;
        try
        {
            key = JsonSerializer.Deserialize<T>(Base64Url.DecodeFromChars(cursor), Json.Options);
            return key is not null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return false;
        }
    }

    /// <summary>The page from <see cref="PageRequest.Fetch"/> rows.</summary>
    /// <param name="key">the sort key of a row, as <see cref="PageRequest.TryAfter{T}"/> will read it</param>
    public static Page<T> ToPage<T, TKey>(this List<T> fetched, PageRequest page, PageTotal total, Func<T, TKey> key)
    {
        if (fetched.Count <= page.Take)
            return new Page<T>(fetched, null, total);
        fetched.RemoveRange(page.Take, fetched.Count - page.Take);
        return new Page<T>(fetched, Encode(key(fetched[^1])), total);
    }

    public static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Malformed() =>
        Problem.Malformed("request.cursor", "The cursor is not one that this list gave out.", "/cursor");
}
