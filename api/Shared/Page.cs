using System.Buffers.Text;
using System.Text.Json;
using Pivotal.Api.Shared.Doors;

namespace Pivotal.Api.Shared;

/// <summary>One page of a list: as many rows as were asked for, and fewer where they are long, so that no answer is larger than about <see cref="Cursors.LargestPage"/>.</summary>
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
    /// <summary>What stands around the rows.</summary>
    private const int Frame = 1024;

    /// <summary>Bytes of JSON. A single row that is larger is a page of its own.</summary>
    public const int LargestPage = 1 << 20;

    public static string Encode<T>(T key) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(key, Json.Options));

    public static bool TryDecode<T>(string cursor, out T? key)
    {
        key = default;
        try
        {
            var json = Base64Url.DecodeFromChars(cursor);
            if (JsonDoor.Find(json) is not null)
                return false;
            key = JsonSerializer.Deserialize<T>(json, Json.Options);
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
        var fitting = Fitting(fetched, page.Take);
        if (fetched.Count <= fitting)
            return new Page<T>(fetched, null, total);
        fetched.RemoveRange(fitting, fetched.Count - fitting);
        return new Page<T>(fetched, Encode(key(fetched[^1])), total);
    }

    private static int Fitting<T>(List<T> rows, int most)
    {
        var room = LargestPage - Frame;
        for (var i = 0; i < rows.Count && i < most; i++)
        {
            room -= JsonSerializer.SerializeToUtf8Bytes(rows[i], Json.Options).Length + 1;
            if (room < 0)
                return Math.Max(1, i);
        }

        return most;
    }

    public static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Malformed() =>
        Problem.Malformed("request.cursor", "The cursor is not one that this list gave out.", "/cursor");
}
