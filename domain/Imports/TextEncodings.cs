using System.Collections.Frozen;
using System.Text;

namespace Pivotal.Domain.Imports;

/// <summary>
/// The encodings a file may come in, by the names that a person chooses from. Some files are put together from others: <c>utf-8+windows-1252</c> is UTF-8 with lines in another page, <c>windows-1252+utf-8</c> a page with lines in UTF-8.
/// </summary>
public static class TextEncodings
{
    public const string Utf8 = "utf-8";
    public const string Utf16 = "utf-16le";
    public const string Utf16BigEndian = "utf-16be";
    public const string Windows1252 = "windows-1252";
    public const string ShiftJis = "shift_jis";

    // Korean Windows writes its own larger set under the name of euc-kr.
    private static readonly FrozenDictionary<string, int> Pages = new Dictionary<string, int>
    {
        [Windows1252] = 1252,
        ["windows-1250"] = 1250,
        ["windows-1251"] = 1251,
        ["windows-1253"] = 1253,
        ["windows-1254"] = 1254,
        ["windows-1255"] = 1255,
        ["windows-1256"] = 1256,
        ["windows-1257"] = 1257,
        ["iso-8859-2"] = 28592,
        ["iso-8859-15"] = 28605,
        ["koi8-r"] = 20866,
        ["ibm850"] = 850,
        ["macintosh"] = 10000,
        [ShiftJis] = 932,
        ["gb18030"] = 54936,
        ["big5"] = 950,
        ["euc-kr"] = 949,
        ["euc-jp"] = 51932,
    }.ToFrozenDictionary();

    /// <summary>Those of one byte a character that are found out by themselves, and may stand beside UTF-8 in a file.</summary>
    internal static IReadOnlyList<string> OneByte { get; } =
    [
        "windows-1250",
        "windows-1251",
        Windows1252,
        "windows-1253",
        "windows-1254",
        "windows-1255",
        "windows-1256",
        "windows-1257",
        "koi8-r",
        "ibm850",
        "macintosh",
    ];

    /// <summary>Those of one kind.</summary>
    public static IReadOnlyList<string> All { get; } = [Utf8, Utf16, Utf16BigEndian, .. Pages.Keys.Order(StringComparer.Ordinal)];

    /// <summary>What a person may choose from.</summary>
    public static IReadOnlyList<string> Choices { get; } =
    [.. All, .. OneByte.Where(p => p.StartsWith("windows-", StringComparison.Ordinal)).Select(p => Mixed(p, mostlyUtf8: true))];

    public static bool IsKnown(string name) => All.Contains(name) || IsMixed(name, out _, out _);

    /// <exception cref="ArgumentException">none of <see cref="All"/></exception>
    public static Encoding Get(string name) =>
        name switch
        {
            Utf8 => new UTF8Encoding(false),
            Utf16 => new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
            Utf16BigEndian => new UnicodeEncoding(bigEndian: true, byteOrderMark: false),
            _ when Pages.TryGetValue(name, out var page) => CodePagesEncodingProvider.Instance.GetEncoding(
                page,
                EncoderFallback.ReplacementFallback,
                new DecoderReplacementFallback("\ufffd")
            )!,
            _ => throw new ArgumentException($"Unknown encoding {name}.", nameof(name)),
        };

    /// <summary>The text of a file. A byte order mark in it wins over the name; both come from the same look at the file.</summary>
    public static TextReader Open(Stream file, string name) =>
        IsMixed(name, out var page, out var mostlyUtf8)
            ? new MixedText(file, page, mostlyUtf8)
            : new StreamReader(file, Get(name), detectEncodingFromByteOrderMarks: true, bufferSize: 128 * 1024);

    internal static string Mixed(string page, bool mostlyUtf8) => mostlyUtf8 ? $"{Utf8}+{page}" : $"{page}+{Utf8}";

    internal static bool IsMixed(string name, out string page, out bool mostlyUtf8)
    {
        mostlyUtf8 = name.StartsWith(Utf8 + "+", StringComparison.Ordinal);
        page =
            mostlyUtf8 ? name[(Utf8.Length + 1)..]
            : name.EndsWith("+" + Utf8, StringComparison.Ordinal) ? name[..^(Utf8.Length + 1)]
            : "";
        return OneByte.Contains(page);
    }
}
