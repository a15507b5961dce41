using System.Text;

namespace Pivotal.Domain.Imports;

/// <summary>An encoding that bytes may be in.</summary>
/// <param name="Score">natural logarithm of how likely that is beside the others</param>
internal readonly record struct PageGuess(string Name, Encoding Encoding, double Score, Likelihood Likelihood);

/// <summary>
/// Tells encodings apart that have no mark, by how likely the bytes are as text of their languages: which letters and characters they make, and where those stand.
/// </summary>
internal static class CodePages
{
    /// <summary>So much likelier than every other reading something has to be (twenty to one), or somebody is asked.</summary>
    private static readonly double Clear = Math.Log(20);

    /// <summary>Fewer characters decide nothing, unless they are Western ones at their places: most files that have few are Western.</summary>
    private const int Few = 10;

    private const string Western = "éüöäóíáèñçãøåêßëôúâîæïõàòûùœìÿšžýðþ";
    private const string Russian = "оаеинтсрвлкмдпуяыьгзбчйхжшюцщэфъё";

    private static readonly LetterPage[] Pages =
    [
        new(TextEncodings.Windows1252, 0.7, Western),
        new(TextEncodings.Windows1252, 0.003, "óðíáþöéúæý"),
        new("windows-1250", 0.012, "łąóęśżćńźüöäßéá"),
        new("windows-1250", 0.012, "íáéýřčěšžůúóďťňľôäĺŕöüß"),
        new("windows-1250", 0.006, "éáóöőíúüűäß"),
        new("windows-1250", 0.006, "ćčšžđöüäßéá"),
        new("windows-1250", 0.004, "ăţşîâéáöüä"),
        new("windows-1254", 0.03, "ıüşçöğİâîûéä"),
        new("windows-1257", 0.006, "āšėžīūčēņļķģąęįųõäöüé"),
        new("windows-1251", 0.05, Russian),
        new("windows-1251", 0.01, "оаниівретсклудмпьзягбчйхцжєїюшфщґ"),
        new("windows-1251", 0.006, "аоиентрсвлдкпмгъбзучщйяжшхцюфь"),
        new("koi8-r", 0.004, Russian),
        new("windows-1253", 0.02, "αοιετσνηυρπκμλςωάόίέήύώγδβχθφξζψϊϋ"),
        new("windows-1255", 0.01, "יוהלאמרתבשנכדקפםעחגסטזצןךףץ"),
        new("windows-1256", 0.02, "الينمرتبوهدسعحقفكجشطخصزذضغثءةىئؤأإآظپچژگ"),
        new("macintosh", 0.004, Western),
        new("ibm850", 0.004, Western),
    ];

    /// <param name="bytes">lines with bytes beyond ASCII</param>
    public static (PageGuess Best, Certainty Certainty) Likeliest(ReadOnlySpan<byte> bytes)
    {
        var ranked = Rank(bytes);
        var best = ranked[0];
        // Another page that makes the same text of these bytes is no other reading; of those that do, the most usual one is named.
        var text = best.Encoding.GetString(bytes);
        var (usual, next) = (best, double.MinValue);
        foreach (var guess in ranked.Skip(1))
        {
            if (guess.Encoding.GetString(bytes) != text)
                next = Math.Max(next, guess.Score);
            else if (guess.Name == TextEncodings.Windows1252)
                usual = guess;
        }

        var enough = best.Likelihood.Characters >= Few || usual.Name == TextEncodings.Windows1252;
        return (usual, enough && best.Likelihood.IsText && best.Score - next >= Clear ? Certainty.Likely : Certainty.Guess);
    }

    /// <summary>All of them, the likeliest first.</summary>
    public static List<PageGuess> Rank(ReadOnlySpan<byte> bytes)
    {
        var best = new Dictionary<string, PageGuess>();
        foreach (var page in Pages)
            Keep(page.Name, page.Encoding, page.Share, page.Look(bytes));
        foreach (var page in DoubleBytes.All)
            Keep(page.Name, page.Encoding, page.Share, page.Look(bytes));
        return [.. best.Values.OrderByDescending(g => g.Score)];

        void Keep(string name, Encoding encoding, double share, Likelihood found)
        {
            var score = share + found.Score;
            if (!best.TryGetValue(name, out var other) || other.Score < score)
                best[name] = new(name, encoding, score, found);
        }
    }

    /// <summary>Is this text in the page, and not a broken piece of UTF-8? That ends in half a character, or is one with signs and capitals where none stand.</summary>
    public static bool Reads(string page, ReadOnlySpan<byte> piece) => !EndsInHalf(piece) && First(page).Look(piece).Odd == 0;

    private static LetterPage First(string page) => Array.Find(Pages, p => p.Name == page)!;

    /// <summary>Two bytes of three or three of four; one byte alone may as well be the é of another page.</summary>
    private static bool EndsInHalf(ReadOnlySpan<byte> piece)
    {
        while (piece.Length > 0 && piece[^1] < 0x80 && !char.IsAsciiLetterOrDigit((char)piece[^1]))
            piece = piece[..^1];
        var at = piece.Length - 1;
        while (at >= 0 && (piece[at] & 0xc0) == 0x80)
            at--;
        return at >= 0
            && piece.Length - at > 1
            && Rune.DecodeFromUtf8(piece[at..], out _, out _) == System.Buffers.OperationStatus.NeedMoreData;
    }
}
