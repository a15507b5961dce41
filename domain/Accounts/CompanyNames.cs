using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Accounts;

/// <summary>
/// The key of an account that has no domain: case, accents, punctuation, a leading "the" and trailing legal forms do not count.
/// Letters and digits of every script do.
/// </summary>
public static class CompanyNames
{
    private static readonly FrozenSet<string> LegalForms = new[]
    {
        "inc",
        "incorporated",
        "llc",
        "llp",
        "lp",
        "ltd",
        "limited",
        "corp",
        "corporation",
        "co",
        "company",
        "plc",
        "pc",
        "gmbh",
        "mbh",
        "ag",
        "kg",
        "kgaa",
        "ug",
        "se",
        "sa",
        "sas",
        "sarl",
        "srl",
        "spa",
        "sl",
        "slu",
        "bv",
        "nv",
        "cv",
        "ab",
        "as",
        "asa",
        "aps",
        "oy",
        "oyj",
        "pvt",
        "private",
        "pte",
        "pty",
        "sdn",
        "bhd",
        "kk",
        "jsc",
        "ojsc",
        "pjsc",
        "zrt",
        "kft",
        "doo",
        "ooo",
        "sro",
        "spzoo",
        "ltda",
        "eireli",
        "fzco",
        "fze",
        "dmcc",
        "gbr",
        "ohg",
        "ev",
        "eg",
        "lda",
        "snc",
        "scs",
        "sasu",
        "eurl",
        "scop",
        "bvba",
        "cvba",
        "vof",
        "hb",
        "kb",
        "ks",
        "kd",
        "dd",
        "ad",
        "hf",
        "ehf",
        "ou",
        "sia",
        "uab",
        "tov",
        "zao",
        "pao",
        "ao",
        "eood",
        "ood",
        "nyrt",
        "bt",
        "rt",
        "tbk",
        "wll",
        "psc",
        "saog",
        "sae",
        "sal",
        "cia",
        "cie",
    }.ToFrozenSet();

    // Written with blanks or strokes between: "sp. z o.o.", "S. A.", "A/S".
    private static readonly string[][] SpacedForms =
    [
        ["sp", "z", "oo"],
        ["sp", "z", "o", "o"],
        ["sp", "k"],
        ["sp", "j"],
        ["spol", "s", "ro"],
        ["spol", "s", "r", "o"],
        ["s", "r", "o"],
        ["s", "r", "l"],
        ["s", "p", "a"],
        ["d", "o", "o"],
        ["s", "a"],
        ["a", "s"],
        ["b", "v"],
        ["n", "v"],
        ["pty", "ltd"],
    ];

    /// <summary>The key as it is stored: cut where an index entry would become too long.</summary>
    public static string Key(string name) => Normalize(name) is var key && key.Length > 200 ? key.Beginning(200).TrimEnd() : key;

    /// <summary>The key; empty only when the name has no letter and no digit.</summary>
    public static string Normalize(string? name)
    {
        var words = Words(name);
        var start = 0;
        var end = words.Count;
        while (end - start > 1 && words[start] == "the")
            start++;
        for (int forms; end - start > 1 && (forms = FormAt(words, start, end)) > 0; )
        {
            end -= forms;
            // "GmbH & Co. KG"
            if (end - start > 1 && words[end - 1] == "and")
                end--;
        }

        return string.Join(' ', words[start..end]);
    }

    /// <summary>How many of the last words are a legal form; one word at least stays.</summary>
    private static int FormAt(List<string> words, int start, int end)
    {
        foreach (var form in SpacedForms)
        {
            if (end - form.Length > start && EndsWith(words, end, form))
                return form.Length;
        }

        return LegalForms.Contains(words[end - 1]) ? 1 : 0;
    }

    private static bool EndsWith(List<string> words, int end, string[] form)
    {
        for (var i = 1; i <= form.Length; i++)
        {
            if (words[end - i] != form[^i])
                return false;
        }

        return true;
    }

    private static List<string> Words(string? name)
    {
        var words = new List<string>(4);
        var word = new StringBuilder();
        foreach (var c in (name ?? "").InForm(NormalizationForm.FormKD))
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
