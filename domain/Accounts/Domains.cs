using System.Globalization;

namespace Pivotal.Domain.Accounts;

/// <summary>The key of an account: host name in lower-case ASCII, without scheme, user, <c>www.</c>, port and path.</summary>
public static class Domains
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>The normalised domain of a domain, host name or web address; null when there is none in it, or only a suffix under which others have their names (co.uk).</summary>
    public static string? Normalize(string? text)
    {
        // "https:\\x.example" and "http:/x.example" are typed so.
        var value = (text ?? "").Trim().Replace('\\', '/');
        if (value.IndexOf(":/", StringComparison.Ordinal) is var typed and >= 0 && value.IndexOf("://", StringComparison.Ordinal) != typed)
            value = value[(typed + 2)..];
        if (value.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0)
            value = value[(scheme + 3)..];
        else if (value.StartsWith("//", StringComparison.Ordinal))
            value = value[2..];
        if (value.AsSpan().IndexOfAny("/?#\\") is var end and >= 0)
            value = value[..end];
        if (value.LastIndexOf('@') is var user and >= 0)
            value = value[(user + 1)..];
        if (value.LastIndexOf(':') is var port and > 0)
            value = value[..port];
        var host = HostName(value);
        while (host is not null && host.StartsWith("www.", StringComparison.Ordinal))
            host = HostName(host[4..]);
        return host is null || SharedDomains.IsSuffix(host) ? null : host;
    }

    public static bool IsFreeMail(string normalized) => SharedDomains.IsFreeMail(normalized);

    /// <summary>Can a company be known by this? Not by a mail service and not by a host on which many have a page.</summary>
    public static bool IsCompanys(string normalized) => !SharedDomains.IsFreeMail(normalized) && !SharedDomains.IsHost(normalized);

    /// <summary>A host name with at least two labels, in lower-case ASCII; null when it is not one.</summary>
    internal static string? HostName(string text)
    {
        var value = text.Trim().TrimEnd('.');
        if (value.Length is < 3 or > 253)
            return null;
        if (!System.Text.Ascii.IsValid(value))
        {
            try
            {
                value = Idn.GetAscii(value);
            }
            catch (ArgumentException)
            {
                return null;
            }
        }

        value = value.ToLowerInvariant();
        return HasLabels(value) ? value : null;
    }

    private static bool HasLabels(ReadOnlySpan<char> host)
    {
        var labels = 0;
        ReadOnlySpan<char> last = default;
        foreach (var range in host.Split('.'))
        {
            last = host[range];
            labels++;
            if (last.Length is 0 or > 63 || last[0] == '-' || last[^1] == '-')
                return false;
            foreach (var c in last)
            {
                if (!char.IsAsciiLetterOrDigit(c) && c != '-')
                    return false;
            }
        }

        // No top-level domain is a number, so an IP address is none either.
        return labels >= 2 && last.Length >= 2 && !char.IsAsciiDigit(last[0]);
    }
}
