namespace Pivotal.Api.Accounts;

/// <summary>
/// The start of a text as a half-open range in byte order, for the operators <c>~&gt;=~</c> and <c>~&lt;~</c>: they are leakproof,
/// so that row-level security lets them use an index, which LIKE is not.
/// </summary>
internal readonly record struct Prefix(string? From, string? To)
{
    public static Prefix Of(string? typed)
    {
        var start = typed?.Trim().ToLowerInvariant();
        // No character sorts behind U+10FFFF, so this is behind everything that begins with the text.
        return string.IsNullOrEmpty(start) ? default : new(start, start + "\U0010FFFF");
    }
}
