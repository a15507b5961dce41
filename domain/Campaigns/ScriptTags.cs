using System.Text.RegularExpressions;
using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Campaigns;

/// <summary>
/// What is filled into a script during the call: <c>{{contact.first_name}}</c> and the like. The desk fills them (<c>merge-script.ts</c> lists the same names); a tag that nobody fills would be read out as it
/// stands, so it is refused when the script is written.
/// </summary>
internal static partial class ScriptTags
{
    public static readonly IReadOnlyList<string> Known =
    [
        "contact.first_name",
        "contact.full_name",
        "contact.job_title",
        "contact.city",
        "contact.country",
        "account.name",
        "account.industry",
        "account.domain",
        "agent.first_name",
        "agent.full_name",
        "campaign.name",
    ];

    /// <summary>Camel case is taken for snake case, and a bare <c>{{first_name}}</c> means the person on the line; both as the desk reads them.</summary>
    public static IEnumerable<string> Unknown(string script) =>
        from Match tag in Tag().Matches(script)
        let key = Capital().Replace(tag.Groups[1].Value.Trim(), m => $"_{m.Value.ToLowerInvariant()}")
        where !Known.Contains(key) && !Known.Contains($"contact.{key}")
        select tag.Value;

    /// <param name="before">a script that does not change is not judged again</param>
    public static Validation Check(Validation check, string script, string? before)
    {
        var unknown = script == before ? [] : Unknown(script).Distinct().ToList();
        return check.That(
            unknown.Count == 0,
            "/script",
            "campaigns.unknown_tag",
            $"Nothing is known to fill {string.Join(", ", unknown.Take(3).Select(t => t.Length <= 60 ? t : t[..60] + "…"))}. There are {string.Join(", ", Known.Select(k => "{{" + k + "}}"))}."
        );
    }

    [GeneratedRegex(@"\{\{([^{}]*)\}\}")]
    private static partial Regex Tag();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
