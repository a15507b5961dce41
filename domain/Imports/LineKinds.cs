using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Pivotal.Domain.Imports;

/// <summary>How many lines of a file have bytes beyond ASCII, by whether they are UTF-8, and some of those that are not.</summary>
internal sealed class LineKinds
{
    public const int Block = 128 * 1024;

    /// <summary>Bytes that encodings are compared by.</summary>
    private const int Most = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _sample = new(4_096);

    public long InUtf8 { get; private set; }

    public long Others { get; private set; }

    /// <summary>Of lines that are no UTF-8, without the cells that are.</summary>
    public ReadOnlySpan<byte> Sample => _sample.WrittenSpan;

    public static LineKinds Of(Stream file)
    {
        var buffer = new byte[Block];
        return Of(file, buffer, file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
    }

    /// <param name="filled">bytes of the file that are in the buffer already</param>
    public static LineKinds Of(Stream file, byte[] buffer, int filled)
    {
        var lines = new LineKinds();
        while (filled > 0)
        {
            var used = WholeLines(buffer.AsSpan(0, filled));
            lines.Add(buffer.AsSpan(0, used));
            buffer.AsSpan(used..filled).CopyTo(buffer);
            var read = file.ReadAtLeast(buffer.AsSpan(filled - used), buffer.Length - (filled - used), throwOnEndOfStream: false);
            if (read == 0)
                lines.Add(buffer.AsSpan(0, filled - used));
            filled = read == 0 ? 0 : filled - used + read;
        }

        return lines;
    }

    /// <summary>Bytes up to the end of the last line; of a line that is longer than what is there, up to the end of a character.</summary>
    public static int WholeLines(ReadOnlySpan<byte> bytes)
    {
        if (bytes.LastIndexOfAny((byte)'\n', (byte)'\r') is >= 0 and var end)
            return end + 1;
        var last = bytes.Length - 1;
        while (last > 0 && bytes.Length - last < 4 && (bytes[last] & 0xc0) == 0x80)
            last--;
        return last > 0 && Rune.DecodeFromUtf8(bytes[last..], out _, out _) == OperationStatus.NeedMoreData ? last : bytes.Length;
    }

    /// <summary>The next line that has bytes beyond ASCII, with its end; false: there is none.</summary>
    public static bool Next(ReadOnlySpan<byte> bytes, out Range line)
    {
        line = default;
        if (bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7f) is not (>= 0 and var high))
            return false;
        var end = bytes[high..].IndexOfAny((byte)'\n', (byte)'\r');
        line = (bytes[..high].LastIndexOfAny((byte)'\n', (byte)'\r') + 1)..(end < 0 ? bytes.Length : high + end + 1);
        return true;
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        while (Next(bytes, out var range))
        {
            var line = bytes[range];
            if (Utf8.IsValid(line))
            {
                InUtf8++;
            }
            else
            {
                Others++;
                Keep(line[..Math.Min(line.Length, Most)]);
            }

            bytes = bytes[range.End..];
        }
    }

    /// <summary>A cell of a line may be UTF-8 all the same, and says nothing of the others. A bar is no end of a cell here: it may be half a character of two bytes.</summary>
    private void Keep(ReadOnlySpan<byte> line)
    {
        while (line.Length > 0 && _sample.WrittenCount < Most)
        {
            var end = line.IndexOfAny(",;\t"u8);
            var cell = end < 0 ? line : line[..(end + 1)];
            _sample.Write(!Ascii.IsValid(cell) && Utf8.IsValid(cell) ? cell[^1..] : cell);
            line = line[cell.Length..];
        }
    }
}
