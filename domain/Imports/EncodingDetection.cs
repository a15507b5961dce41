namespace Pivotal.Domain.Imports;

/// <summary>
/// Finds the encoding of a file: a byte order mark decides, then the zero bytes of UTF-16, then UTF-8. Lines that are no UTF-8 are read in the page that makes the likeliest text of them; where a file has lines of both kinds, each is read as what it is.
/// </summary>
public static class EncodingDetection
{
    /// <summary>Reads the file once, from its start. Null: this is no text.</summary>
    public static (string Encoding, Certainty Certainty)? Find(Stream file)
    {
        var buffer = new byte[LineKinds.Block];
        var head = buffer.AsSpan(0, file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
        if (head.StartsWith<byte>([0xFF, 0xFE, 0, 0]) || IsArchive(head))
            return null;
        if (head.StartsWith<byte>([0xFF, 0xFE]))
            return (TextEncodings.Utf16, Certainty.Certain);
        if (head.StartsWith<byte>([0xFE, 0xFF]))
            return (TextEncodings.Utf16BigEndian, Certainty.Certain);
        var marked = head.StartsWith<byte>([0xEF, 0xBB, 0xBF]);
        if (!marked && WithoutMark(head) is { } wide)
            return (wide, Certainty.Likely);
        if (!marked && HasControls(head))
            return null;
        return Decide(LineKinds.Of(file, buffer, head.Length), marked);
    }

    private static (string Encoding, Certainty Certainty) Decide(LineKinds lines, bool marked)
    {
        if (lines.Others == 0)
            return (TextEncodings.Utf8, Certainty.Certain);
        var (page, sure) = CodePages.Likeliest(lines.Sample);
        if (lines.InUtf8 == 0 && !marked)
            return (page.Name, sure);
        var (mostly, few) = (marked || lines.InUtf8 >= lines.Others, lines.InUtf8 >= 10 * lines.Others);
        // In two bytes a character a line may be UTF-8 by accident; and what is text in no page is UTF-8 that was cut.
        if (!TextEncodings.OneByte.Contains(page.Name) || !page.Likelihood.IsMostlyText)
            return mostly ? (TextEncodings.Utf8, few ? Certainty.Likely : Certainty.Guess) : (page.Name, sure);
        // A few rows that are told one by one are no reason to ask before all.
        return (TextEncodings.Mixed(page.Name, mostly), few ? Certainty.Likely : sure);
    }

    /// <summary>Text in Latin script has its zero bytes on one side only; a few on the other side are characters U+0000.</summary>
    private static string? WithoutMark(ReadOnlySpan<byte> head)
    {
        int even = 0,
            odd = 0;
        for (var i = 0; i < head.Length; i++)
        {
            if (head[i] == 0)
                _ = i % 2 == 0 ? even++ : odd++;
        }

        var half = head.Length / 2;
        return odd > half / 2 && even * 20 <= odd ? TextEncodings.Utf16
            : even > half / 2 && odd * 20 <= even ? TextEncodings.Utf16BigEndian
            : null;
    }

    private static bool IsArchive(ReadOnlySpan<byte> head) =>
        head.StartsWith("PK\u0003\u0004"u8)
        || head.StartsWith("%PDF"u8)
        || head.StartsWith("Rar!"u8)
        || head.StartsWith("7z\u00bc"u8)
        || head.StartsWith<byte>([0x1F, 0x8B])
        || head.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]);

    /// <summary>One or two of them are an accident inside a text; a binary file is full of them.</summary>
    private static bool HasControls(ReadOnlySpan<byte> head)
    {
        var controls = 0;
        foreach (var b in head)
        {
            if (b < 0x20 && b is not ((byte)'\t' or (byte)'\r' or (byte)'\n' or 0x0B or 0x0C or 0x1A or 0x1B))
                controls++;
        }

        return controls > 3 && controls * 200 > head.Length;
    }
}
