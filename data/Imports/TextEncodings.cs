using System.Text;

namespace Pivotal.Data.Imports;

/// <summary>The encodings a file may come in: a byte order mark decides, then valid UTF-8, then the zero bytes of UTF-16, and Windows-1252 is what remains.</summary>
public static class TextEncodings
{
    public const string Utf8 = "utf-8";
    public const string Utf16 = "utf-16le";
    public const string Utf16BigEndian = "utf-16be";
    public const string Windows1252 = "windows-1252";

    public static Encoding Get(string name) => name switch
    {
        Utf8 => new UTF8Encoding(false),
        Utf16 => new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
        Utf16BigEndian => new UnicodeEncoding(bigEndian: true, byteOrderMark: false),
        Windows1252 => CodePagesEncodingProvider.Instance.GetEncoding(1252)!,
        _ => throw new ArgumentException($"Unknown encoding {name}.", nameof(name)),
    };

    /// <summary>Reads the file once, from its start. Null: this is no text.</summary>
    public static string? Detect(Stream file)
    {
        var buffer = new byte[128 * 1024];
        var read = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        var head = buffer.AsSpan(0, read);
        if (head.StartsWith<byte>([0xFF, 0xFE, 0, 0]) || IsArchive(head))
            return null;
        if (head.StartsWith<byte>([0xFF, 0xFE]))
            return Utf16;
        if (head.StartsWith<byte>([0xFE, 0xFF]))
            return Utf16BigEndian;
        if (head.Contains((byte)0))
            return WithoutMark(head);
        if (HasControls(head))
            return null;

        var utf8 = true;
        var decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        for (; read > 0; read = file.Read(buffer))
        {
            var chunk = buffer.AsSpan(0, read);
            if (chunk.Contains((byte)0))
                return null;
            utf8 = utf8 && Decodes(decoder, chunk, last: false);
        }

        return utf8 && Decodes(decoder, default, last: true) ? Utf8 : Windows1252;
    }

    private static bool Decodes(Decoder decoder, ReadOnlySpan<byte> bytes, bool last)
    {
        try
        {
            decoder.GetCharCount(bytes, last);
            Span<char> sink = new char[bytes.Length + 4];
            decoder.GetChars(bytes, sink, last);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>Text in Latin script has its zero bytes on one side only.</summary>
    private static string? WithoutMark(ReadOnlySpan<byte> head)
    {
        int even = 0, odd = 0;
        for (var i = 0; i < head.Length; i++)
        {
            if (head[i] == 0)
                _ = i % 2 == 0 ? even++ : odd++;
        }

        var half = head.Length / 2;
        return odd > half / 2 && even == 0 ? Utf16 : even > half / 2 && odd == 0 ? Utf16BigEndian : null;
    }

    private static bool IsArchive(ReadOnlySpan<byte> head) =>
        head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("%PDF"u8) || head.StartsWith<byte>([0x1F, 0x8B]) || head.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]);

    private static bool HasControls(ReadOnlySpan<byte> head)
    {
        var controls = 0;
        foreach (var b in head)
        {
            if (b < 0x20 && b is not ((byte)'\t' or (byte)'\r' or (byte)'\n' or 0x0B or 0x0C or 0x1A or 0x1B))
                controls++;
        }

        return controls * 200 > head.Length;
    }
}
