using System.Globalization;
using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Accounts;

/// <summary>
/// The key of a contact: lower case, trimmed, domain in its ASCII (IDN) form. A <c>+tag</c> and dots stay:
/// two addresses that a mail server may keep apart are two contacts.
/// </summary>
public static class Emails
{
    private const string LocalPunctuation = "!#$%&'*+-/=?^_`{|}~.";

    /// <summary>The normalised address, or null when the text is not one address.</summary>
    public static string? Normalize(string? text)
    {
        var value = Bare(text);
        if (value.Length is < 6 or > 254)
            return null;
        var at = value.LastIndexOf('@');
        if (at is < 1 or > 64 || !IsLocalPart(value.AsSpan(0, at)))
            return null;
        var domain = Domains.HostName(value[(at + 1)..]);
        return domain is null ? null : string.Concat(value[..at].ToLowerInvariant(), "@", domain);
    }

    /// <summary>The address alone, in the letters in which it was written: what is kept to be shown and written to. Only of a text that <see cref="Normalize"/> takes for one.</summary>
    public static string Written(string text) => Bare(text);

    /// <summary>The part after the @ of a normalised address.</summary>
    public static string DomainOf(string normalized) => normalized[(normalized.LastIndexOf('@') + 1)..];

    private static string Bare(string? text)
    {
        var value = (text ?? "").AsSpan().Trim();
        if (value.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
            value = value[7..];
        if (value.IndexOf('?') is > 0 and var query && query > value.IndexOf('@'))
            value = value[..query];
        // "Ada Example <ada@example.com>", as mail programs copy it.
        if (value.EndsWith(">") && value.LastIndexOf('<') is var open and >= 0)
            value = value[(open + 1)..^1];
        // "ada@example.com (work)"
        if (value.EndsWith(")") && value.IndexOf(" (") is > 0 and var note)
            value = value[..note];
        // What sheets put before a text, and what lists put behind an address.
        value = value.Trim("'\"<> \u00a0\u200b\ufeff").TrimEnd(",;.").Trim();
        var address = value.ToString();
        return System.Text.Ascii.IsValid(value) ? address : address.InForm(System.Text.NormalizationForm.FormC);
    }

    private static bool IsLocalPart(ReadOnlySpan<char> local)
    {
        if (local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal))
            return false;
        foreach (var c in local)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !LocalPunctuation.Contains(c) && (c < 128 || !IsWritten(c)))
                return false;
        }

        return true;
    }

    // Internationalised local parts (RFC 6531): letters, marks and digits of any script.
    private static bool IsWritten(char c) =>
        char.IsLetterOrDigit(c)
        || char.GetUnicodeCategory(c)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.Surrogate;
}
