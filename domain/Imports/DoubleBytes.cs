using System.Text;

namespace Pivotal.Domain.Imports;

/// <summary>An encoding of two bytes a character beside ASCII. How likely bytes are in it is told by which of them belong together, and by how common the characters are that they make.</summary>
internal sealed class DoubleBytes
{
    private enum Kind
    {
        /// <summary>No character of two bytes.</summary>
        None,

        /// <summary>In the part of the set that its language uses every day.</summary>
        Usual,
        Kana,
        Sign,
        Rare,
    }

    private const double ShareOfCommon = 0.7;
    private const double ShareOfUsual = 0.25;
    private const double ShareOfRare = 0.03;
    private static readonly double Sign = Math.Log(0.02 / 200);
    private static readonly double Meaningless = Math.Log(1e-6);
    private static readonly double AmongLetters = Math.Log(0.02);

    // 63 of them, which come in rows.
    private static readonly double HalfKana = Math.Log(1.0 / 63);
    private static readonly double FirstHalfKana = Math.Log(0.03 / 63);

    // A letter of ASCII that a page of one byte would not count.
    private static readonly double Letter = Math.Log(1.0 / 20);

    private readonly HashSet<ushort> _common;
    private readonly Func<byte, byte, Kind> _kindOf;
    private readonly double _usual;
    private readonly double _rare;
    private readonly double _kana;
    private readonly bool _halfKana;

    private DoubleBytes(
        string name,
        double share,
        string common,
        int usual,
        int rare,
        bool kana,
        bool halfKana,
        Func<byte, byte, Kind> kindOf
    )
    {
        (Name, Share, _kindOf, _halfKana) = (name, Math.Log(share), kindOf, halfKana);
        Encoding = TextEncodings.Get(name);
        _common =
        [
            .. common.Distinct().Select(c => Encoding.GetBytes([c])).Where(b => b.Length == 2).Select(b => (ushort)(b[0] << 8 | b[1])),
        ];
        Common = Math.Log(ShareOfCommon / _common.Count);
        (_usual, _rare) = (Math.Log(ShareOfUsual / usual), Math.Log(ShareOfRare / rare));
        _kana = kana ? Math.Log(0.4 / 170) : _rare;
    }

    public static IReadOnlyList<DoubleBytes> All { get; } =
    [
        new(
            "gb18030",
            0.05,
            CommonCharacters.Chinese,
            3_755,
            20_000,
            kana: false,
            halfKana: false,
            (lead, trail) =>
                lead is < 0x81 or 0xff || trail is < 0x40 or 0x7f or 0xff ? Kind.None
                : trail < 0xa1 || lead is < 0xa1 or > 0xf7 or >= 0xaa and < 0xb0 ? Kind.Rare
                : lead is 0xa4 or 0xa5 ? Kind.Kana
                : lead < 0xaa ? Kind.Sign
                : lead < 0xd8 ? Kind.Usual
                : Kind.Rare
        ),
        new(
            TextEncodings.ShiftJis,
            0.05,
            CommonCharacters.Japanese,
            2_965,
            3_400,
            kana: true,
            halfKana: true,
            (lead, trail) =>
                lead is < 0x81 or > 0xfc or > 0x9f and < 0xe0 || trail is < 0x40 or 0x7f or > 0xfc ? Kind.None
                : lead is 0x81 || lead is 0x82 && trail < 0x9f || lead is 0x83 && trail > 0x96 || lead is > 0x83 and < 0x88 ? Kind.Sign
                : lead is 0x82 or 0x83 ? Kind.Kana
                : lead < 0x98 || lead == 0x98 && trail < 0x73 ? Kind.Usual
                : Kind.Rare
        ),
        new(
            "euc-jp",
            0.004,
            CommonCharacters.Japanese,
            2_965,
            3_400,
            kana: true,
            halfKana: false,
            (lead, trail) =>
                lead is < 0xa1 or 0xff || trail is < 0xa1 or 0xff ? Kind.None
                : lead is 0xa4 or 0xa5 ? Kind.Kana
                : lead < 0xb0 ? Kind.Sign
                : lead < 0xd0 ? Kind.Usual
                : Kind.Rare
        ),
        new(
            "big5",
            0.03,
            CommonCharacters.Traditional,
            5_401,
            7_700,
            kana: false,
            halfKana: false,
            (lead, trail) =>
                lead is < 0x81 or 0xff || trail is < 0x40 or 0xff or > 0x7e and < 0xa1 ? Kind.None
                : lead < 0xa1 ? Kind.Rare
                : lead < 0xa4 ? Kind.Sign
                : lead < 0xc6 || lead == 0xc6 && trail < 0x7f ? Kind.Usual
                : Kind.Rare
        ),
        new(
            "euc-kr",
            0.03,
            CommonCharacters.Korean,
            2_350,
            13_000,
            kana: false,
            halfKana: false,
            (lead, trail) =>
                lead is < 0x81 or > 0xfd || trail is < 0x41 or 0xff or > 0x5a and < 0x61 or > 0x7a and < 0x81 ? Kind.None
                : trail < 0xa1 || lead < 0xa1 ? Kind.Rare
                : lead < 0xb0 ? Kind.Sign
                : lead < 0xc9 ? Kind.Usual
                : Kind.Rare
        ),
    ];

    public string Name { get; }

    public double Share { get; }

    public Encoding Encoding { get; }

    private double Common { get; }

    public Likelihood Look(ReadOnlySpan<byte> bytes)
    {
        var (score, characters, odd, afterHalf) = (0.0, 0, 0, false);
        for (var i = 0; i < bytes.Length; i++)
        {
            var (lead, half) = (bytes[i], false);
            if (lead < 0x80)
            {
                afterHalf = false;
                continue;
            }

            characters++;
            if (_halfKana && lead is > 0xa0 and < 0xe0)
            {
                score += afterHalf ? HalfKana : FirstHalfKana;
                half = true;
            }
            else if (i + 1 < bytes.Length && _kindOf(lead, bytes[i + 1]) is not Kind.None and var kind)
            {
                var trail = bytes[i + 1];
                score += _common.Contains((ushort)(lead << 8 | trail))
                    ? Common
                    : kind switch
                    {
                        Kind.Usual => _usual,
                        Kind.Kana => _kana,
                        Kind.Sign => Sign,
                        _ => _rare,
                    };
                if (trail < 0x80)
                    score -= Letter;
                var strange = kind == Kind.Rare;
                // One character between two letters is a letter with an accent.
                if (i > 0 && char.IsAsciiLetter((char)bytes[i - 1]) && i + 2 < bytes.Length && char.IsAsciiLetter((char)bytes[i + 2]))
                    (score, strange) = (score + AmongLetters, true);
                if (strange)
                    odd++;
                i++;
            }
            else if (FourBytes(bytes[i..]))
            {
                score += 2 * _rare;
                i += 3;
            }
            else
            {
                score += Meaningless;
                odd++;
            }

            afterHalf = half;
        }

        return new(score, characters, odd);
    }

    /// <summary>GB18030 has a place for every character, most of them in four bytes.</summary>
    private bool FourBytes(ReadOnlySpan<byte> bytes) =>
        Name == "gb18030"
        && bytes.Length > 3
        && bytes[1] is >= 0x30 and <= 0x39
        && bytes[2] is > 0x80 and < 0xff
        && bytes[3] is >= 0x30 and <= 0x39;
}
