using System.Globalization;
using System.Text.RegularExpressions;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Campaigns;

/// <summary>A text as the history may tell it: of a long one the place that changed, and nobody's number or address, which the log does not hold.</summary>
internal static partial class ChangedText
{
    private const int Longest = 120,
        Before = 30;

    /// <param name="at">where it becomes another text</param>
    public static string Of(string text, int at)
    {
        if (
            Guid.TryParse(text, out _)
            || DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        )
            return text;
        var first = text.Length <= Longest ? 0 : Math.Clamp(at - Before, 0, text.Length - Longest);
        var part = text.Substring(first, Math.Min(Longest, text.Length - first));
        return $"{(first > 0 ? "…" : "")}{Address().Replace(Number().Replace(part, m => $"…{m.Value[^2..]}"), "…")}{(first + part.Length < text.Length ? "…" : "")}".Sound();
    }

    [GeneratedRegex(@"\+?\d(?:[\s().-]*\d){6,}")]
    private static partial Regex Number();

    [GeneratedRegex(@"[^\s@]+@[^\s@]+")]
    private static partial Regex Address();
}
