using System.Collections.Frozen;
using System.Text;

namespace Pivotal.Domain.Imports;

/// <summary>What a page makes of bytes.</summary>
/// <param name="Score">natural logarithm of how likely they are as text of its languages; ASCII counts for nothing</param>
/// <param name="Characters">beyond ASCII</param>
/// <param name="Odd">of these, such as stand in no text: a capital or another script inside a word, a sign at a letter, a byte that means nothing</param>
internal readonly record struct Likelihood(double Score, int Characters, int Odd)
{
    public bool IsText => Characters > 0 && Odd * 5 <= Characters;

    /// <summary>With pieces in it that are none.</summary>
    public bool IsMostlyText => Characters > 0 && Odd * 2 <= Characters;
}

/// <summary>A code page of one byte a character with the letters of a language, or of several, the most frequent first.</summary>
internal sealed class LetterPage
{
    private const string CommonSigns = "’‘“”„–—…·•€£©®™°ºª²³§¿¡«»´\u00a0";

    private const string Currencies = "€£";

    // Letters between which they stand: O’Brien, Col·legi.
    private const string InsideWords = "’‘´·\u00ad";

    // Behind them comes a vowel in the languages of the Western page; ń and ő of the Central European one end words.
    private const string BeforeVowel = "ñõÑÕ";

    private const string Vowels = "aeiouyæœøı";

    // One letter in so many is not of the language. The other figures are of what surrounds a letter: rare in text, the rule in bytes that mean something else.
    private const double Foreign = 0.0008;
    private static readonly double OfCapital = Math.Log(0.12);
    private static readonly double CommonSign = Math.Log(0.02);
    private static readonly double OtherSign = Math.Log(0.0005);
    private static readonly double Meaningless = Math.Log(1e-6);
    private static readonly double CapitalInWord = Math.Log(0.02);
    private static readonly double SignInWord = Math.Log(0.05);
    private static readonly double MixedScripts = Math.Log(0.01);
    private static readonly double AccentsInRow = Math.Log(0.3);
    private static readonly double WrongPlace = Math.Log(0.15);

    private readonly char[] _characters = new char[256];
    private readonly double[] _costs = new double[256];

    /// <param name="share">of the files that come without a word about their encoding</param>
    public LetterPage(string name, double share, string letters)
    {
        (Name, Share) = (name, Math.Log(share));
        Encoding = TextEncodings.Get(name);
        Span<byte> all = stackalloc byte[256];
        for (var i = 0; i < 256; i++)
            all[i] = (byte)i;
        Encoding.GetChars(all, _characters);
        // The frequency of a letter falls with its rank.
        var ranks = letters.Distinct().Select((c, i) => (c, Frequency: 1.0 / (i + 3))).ToFrozenDictionary(l => l.c, l => l.Frequency);
        var sum = ranks.Values.Sum();
        for (var i = 128; i < 256; i++)
        {
            var c = _characters[i];
            _costs[i] =
                char.IsControl(c) || c == '\ufffd' ? Meaningless
                : ranks.TryGetValue(c, out var own) ? Math.Log(own / sum)
                : !IsLetter(c)
                    ? CommonSigns.Contains(c) ? CommonSign
                        : OtherSign
                : ranks.TryGetValue(char.ToLowerInvariant(c), out var small) ? Math.Log(small / sum) + OfCapital
                : Math.Log(Foreign);
        }
    }

    public string Name { get; }

    public double Share { get; }

    public Encoding Encoding { get; }

    public Likelihood Look(ReadOnlySpan<byte> bytes)
    {
        var (score, characters, odd) = (0.0, 0, 0);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 128)
                continue;
            var cost = At(
                i > 0 ? _characters[bytes[i - 1]] : ' ',
                bytes[i],
                i + 1 < bytes.Length ? _characters[bytes[i + 1]] : ' ',
                out var strange
            );
            (score, characters, odd) = (score + cost, characters + 1, odd + (strange ? 1 : 0));
        }

        return new(score, characters, odd);
    }

    private double At(char before, byte b, char after, out bool odd)
    {
        var (c, cost) = (_characters[b], _costs[b]);
        var (left, right) = (IsLetter(before), IsLetter(after));
        if (!IsLetter(c))
        {
            var free = CommonSigns.Contains(c) && !(left && right) && !Currencies.Contains(c) || InsideWords.Contains(c);
            odd = char.IsControl(c) || c == '\ufffd' || !free && (left || right);
            return cost + (odd ? SignInWord : 0);
        }

        odd = char.IsUpper(c)
            ? char.IsLower(before) || char.IsUpper(before) && char.IsLower(after)
            : char.IsLower(c) && char.IsUpper(after);
        if (odd)
            cost += CapitalInWord;
        if (c >= '\u0370')
        {
            if (!char.IsAsciiLetter(before) && !char.IsAsciiLetter(after))
                return cost;
            odd = true;
            return cost + MixedScripts;
        }

        if (left && before > 127)
            cost += AccentsInRow;
        if (left && right && IsVowel(c) == IsVowel(before) && IsVowel(c) == IsVowel(after) || BeforeVowel.Contains(c) && !IsVowel(after))
            cost += WrongPlace;
        return cost;
    }

    /// <summary>Nª and 2º are none.</summary>
    private static bool IsLetter(char c) => char.IsLetter(c) && c is not ('ª' or 'º');

    private static bool IsVowel(char c)
    {
        c = char.ToLowerInvariant(c);
        if (c > 127 && !Vowels.Contains(c))
            c = c.ToString().Normalize(NormalizationForm.FormD)[0];
        return Vowels.Contains(c);
    }
}
