using System.Collections.Frozen;

namespace Pivotal.Domain.Accounts;

/// <summary>Names on the net that many share, from the lists in <c>Lists/</c>: mail services for everybody, hosts of pages, suffixes under which names are given out.</summary>
internal static class SharedDomains
{
    private const string AnyTopLevel = ".*";

    private static readonly FrozenSet<string> Suffixes = Read("shared-suffixes");
    private static readonly FrozenSet<string> Mail = Read("free-mail");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> MailNames = Mail.Where(m =>
            m.EndsWith(AnyTopLevel, StringComparison.Ordinal)
        )
        .Select(m => m[..^AnyTopLevel.Length])
        .ToFrozenSet()
        .GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Hosts = Read("shared-hosts")
        .GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool IsFreeMail(string domain) =>
        Mail.Contains(domain)
        || domain.IndexOf('.') is > 0 and var dot && MailNames.Contains(domain.AsSpan(0, dot)) && IsTopLevel(domain[(dot + 1)..]);

    public static bool IsSuffix(string domain) => Suffixes.Contains(domain);

    /// <summary>The host itself, or a name in front of it: de.linkedin.com.</summary>
    public static bool IsHost(string domain)
    {
        for (var rest = domain.AsSpan(); ; rest = rest[(rest.IndexOf('.') + 1)..])
        {
            if (Hosts.Contains(rest))
                return true;
            if (!rest.Contains('.'))
                return false;
        }
    }

    /// <summary>"it", "co.jp", "com.br".</summary>
    private static bool IsTopLevel(string rest) => !rest.Contains('.') || Suffixes.Contains(rest);

    private static FrozenSet<string> Read(string list)
    {
        using var stream = typeof(SharedDomains).Assembly.GetManifestResourceStream($"accounts/{list}")!;
        using var text = new StreamReader(stream);
        return text.ReadToEnd()
            .Split('\n')
            .Where(l => !l.StartsWith('#'))
            .SelectMany(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .ToFrozenSet();
    }
}
