using System.Text;
using System.Text.Unicode;

namespace Pivotal.Domain.Imports;

/// <summary>
/// The text of a file that was put together from files in UTF-8 and in a page of one byte a character. A line that is UTF-8 is read so; any other cell by cell, in UTF-8 where the cell is, otherwise in the page.
/// Where most is UTF-8, a cell that makes no text in the page either is a broken one and gets replacement characters. Holds a block of the file in memory.
/// </summary>
internal sealed class MixedText(Stream file, string page, bool mostlyUtf8) : TextReader
{
    private readonly Encoding _page = TextEncodings.Get(page);
    private readonly byte[] _bytes = new byte[LineKinds.Block];
    private readonly char[] _chars = new char[LineKinds.Block];
    private readonly Queue<(long From, long To)> _others = new();
    private int _filled;
    private int _at;
    private int _end;
    private long _before;
    private bool _begun;

    /// <summary>What the smaller part of the file is in.</summary>
    public string Other { get; } = mostlyUtf8 ? page : TextEncodings.Utf8;

    /// <summary>Was something between these characters of the text read in the encoding of the smaller part? To be asked from the beginning to the end.</summary>
    public bool IsOther(long from, long to)
    {
        while (_others.TryPeek(out var first) && first.To <= from)
            _others.Dequeue();
        return _others.TryPeek(out var next) && next.From < to;
    }

    public override int Peek() => _at < _end || Fill() ? _chars[_at] : -1;

    public override int Read() => _at < _end || Fill() ? _chars[_at++] : -1;

    public override int Read(char[] buffer, int index, int count)
    {
        if (count == 0 || _at == _end && !Fill())
            return 0;
        var length = Math.Min(count, _end - _at);
        _chars.AsSpan(_at, length).CopyTo(buffer.AsSpan(index));
        _at += length;
        return length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            file.Dispose();
        base.Dispose(disposing);
    }

    private bool Fill()
    {
        _before += _end;
        (_at, _end) = (0, 0);
        while (_end == 0)
        {
            var read = file.ReadAtLeast(_bytes.AsSpan(_filled), _bytes.Length - _filled, throwOnEndOfStream: false);
            _filled += read;
            if (_filled == 0)
                return false;
            var used = read == 0 ? _filled : LineKinds.WholeLines(_bytes.AsSpan(0, _filled));
            var text = _bytes.AsSpan(0, used);
            if (!_begun && text.StartsWith<byte>([0xEF, 0xBB, 0xBF]))
                text = text[3..];
            _begun = true;
            Decode(text);
            _bytes.AsSpan(used.._filled).CopyTo(_bytes);
            _filled -= used;
        }

        return true;
    }

    private void Decode(ReadOnlySpan<byte> text)
    {
        while (LineKinds.Next(text, out var range))
        {
            Append(Encoding.ASCII, text[..range.Start]);
            var line = text[range];
            var from = _before + _end;
            if (Utf8.IsValid(line) ? Append(Encoding.UTF8, line) && !mostlyUtf8 : Cells(line))
                _others.Enqueue((from, _before + _end));
            text = text[range.End..];
        }

        Append(Encoding.ASCII, text);
    }

    /// <summary>A cell of another encoding may stand beside one in UTF-8, where columns were put together.</summary>
    /// <returns>is something in it in the encoding of the smaller part?</returns>
    private bool Cells(ReadOnlySpan<byte> line)
    {
        var isOther = false;
        while (line.Length > 0)
        {
            var end = line.IndexOfAny(",;\t|"u8);
            var cell = end < 0 ? line : line[..(end + 1)];
            if (Ascii.IsValid(cell))
                Append(Encoding.ASCII, cell);
            else if (Utf8.IsValid(cell))
                isOther |= Append(Encoding.UTF8, cell) && !mostlyUtf8;
            else if (mostlyUtf8 && !CodePages.Reads(page, cell))
                Append(Encoding.UTF8, cell);
            else
                isOther |= Append(_page, cell) && mostlyUtf8;
            line = line[cell.Length..];
        }

        return isOther;
    }

    private bool Append(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        _end += encoding.GetChars(bytes, _chars.AsSpan(_end));
        return true;
    }
}
