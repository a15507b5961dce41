using System.Text;

namespace Pivotal.Domain.Shared;

/// <summary>What .NET and PostgreSQL refuse in a text, by throwing, and what people's files hold all the same.</summary>
public static class UnicodeText
{
    /// <summary>As <see cref="string.Normalize(NormalizationForm)"/>, for any text: half a surrogate pair and the mirrored byte order mark, which that throws for, become U+FFFD.</summary>
    public static string InForm(this string text, NormalizationForm form)
    {
        if (!text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') && !text.Contains('\ufffe'))
            return text.Normalize(form);
        var sound = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            sound.Append(rune.Value == 0xfffe ? Rune.ReplacementChar : rune);
        return sound.ToString().Normalize(form);
    }

    /// <summary>Whether PostgreSQL stores it and .NET normalises it: no NUL, no half of a surrogate pair, neither U+FFFE nor U+FFFF.</summary>
    public static bool IsSound(this string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '\0' or '\ufffe' or '\uffff' || char.IsLowSurrogate(text[i]))
                return false;
            if (char.IsHighSurrogate(text[i]) && (++i == text.Length || !char.IsLowSurrogate(text[i])))
                return false;
        }

        return true;
    }

    /// <summary>The same text with U+FFFD for each character that <see cref="IsSound"/> objects to.</summary>
    public static string Sound(this string text)
    {
        if (text.IsSound())
            return text;
        var sound = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            sound.Append(rune.Value is 0 or 0xfffe or 0xffff ? Rune.ReplacementChar : rune);
        return sound.ToString();
    }

    /// <summary>The first so many characters, or one fewer where that would cut a surrogate pair in two.</summary>
    public static string Beginning(this string text, int most) =>
        text.Length <= most ? text : text[..(most > 0 && char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
