using System.Collections.Frozen;
using System.Globalization;

namespace Pivotal.Data.Accounts;

/// <summary>The key of an account: host name in lower-case ASCII, without scheme, user, <c>www.</c>, port and path.</summary>
public static class Domains
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>Mail services for everybody. A company is never recognised by one of these.</summary>
    private static readonly FrozenSet<string> FreeMail = new[]
    {
        "gmail.com", "googlemail.com", "yahoo.com", "yahoo.co.uk", "yahoo.co.in", "yahoo.fr", "yahoo.de", "yahoo.ca", "ymail.com", "rocketmail.com",
        "hotmail.com", "hotmail.co.uk", "hotmail.fr", "hotmail.de", "outlook.com", "outlook.de", "outlook.fr", "live.com", "live.co.uk", "msn.com",
        "aol.com", "icloud.com", "me.com", "mac.com", "proton.me", "protonmail.com", "pm.me", "tutanota.com", "gmx.com", "gmx.de", "gmx.net", "gmx.at",
        "web.de", "t-online.de", "freenet.de", "mail.com", "mail.ru", "yandex.com", "yandex.ru", "inbox.ru", "zoho.com", "fastmail.com", "hey.com",
        "qq.com", "163.com", "126.com", "sina.com", "naver.com", "daum.net", "rediffmail.com", "btinternet.com", "sky.com", "orange.fr", "wanadoo.fr",
        "free.fr", "laposte.net", "sfr.fr", "libero.it", "virgilio.it", "comcast.net", "verizon.net", "att.net", "sbcglobal.net", "cox.net",
        "bigpond.com", "optusnet.com.au", "shaw.ca", "rogers.com", "uol.com.br", "bol.com.br", "terra.com.br", "bluewin.ch", "ziggo.nl", "telenet.be",
    }.ToFrozenSet();

    /// <summary>The normalised domain of a domain, host name or web address; null when there is none in it.</summary>
    public static string? Normalize(string? text)
    {
        var value = (text ?? "").Trim();
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
        return host;
    }

    public static bool IsFreeMail(string normalized) => FreeMail.Contains(normalized);

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
