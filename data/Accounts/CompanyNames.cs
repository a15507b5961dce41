using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Pivotal.Data.Accounts;

/// <summary>
/// The key of an account that has no domain: case, accents, punctuation, a leading "the" and trailing legal forms do not count.
/// Letters and digits of every script do.
/// </summary>
public static class CompanyNames
{
    private static readonly FrozenSet<string> LegalForms = new[]
    {
        "inc", "incorporated", "llc", "llp", "lp", "ltd", "limited", "corp", "corporation", "co", "company", "plc", "pc", "gmbh", "mbh", "ag", "kg", "kgaa", "ug", "se",
        "sa", "sas", "sarl", "srl", "spa", "sl", "slu", "bv", "nv", "cv", "ab", "as", "asa", "aps", "oy", "oyj", "pvt", "private", "pte", "pty", "sdn", "bhd", "kk",
        "jsc", "ojsc", "pjsc", "zrt", "kft", "doo", "ooo", "sro", "spzoo", "ltda", "eireli", "fzco", "fze", "dmcc",
    }.ToFrozenSet();

    /// <summary>The key as it is stored: cut where an index entry would become too long.</summary>
    public static string Key(string name) => Normalize(name) is { Length: > 200 } key ? key[..200].TrimEnd() : Normalize(name);

    /// <summary>The key; empty only when the name has no letter and no digit.</summary>
    public static string Normalize(string? name)
    {
        var words = Words(name);
        var start = 0;
        var end = words.Count;
        while (end - start > 1 && words[start] == "the")
            start++;
        while (end - start > 1 && LegalForms.Contains(words[end - 1]))
            end--;
        return string.Join(' ', words[start..end]);
    }

    private static List<string> Words(string? name)
    {
        var words = new List<string>(4);
        var word = new StringBuilder();
        foreach (var c in (name ?? "").Normalize(NormalizationForm.FormKD))
        {
            switch (char.GetUnicodeCategory(c))
            {
                case UnicodeCategory.NonSpacingMark or UnicodeCategory.Format:
                    continue;
                // "S.A." is one word, and "Miller's" too.
                case UnicodeCategory.OtherPunctuation or UnicodeCategory.FinalQuotePunctuation when c is '.' or '\'' or '\u2019':
                    continue;
                case UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Surrogate or UnicodeCategory.OtherLetter:
                    word.Append(c);
                    continue;
            }

            if (c == '&')
                Flush("and");
            else if (char.IsLetterOrDigit(c))
                word.Append(char.ToLowerInvariant(c));
            else
                Flush(null);
        }

        Flush(null);
        return words;

        void Flush(string? next)
        {
            if (word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
            if (next is not null)
                words.Add(next);
        }
    }
}
