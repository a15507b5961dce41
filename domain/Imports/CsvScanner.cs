using System.Buffers;

namespace Pivotal.Domain.Imports;

/// <summary>What is wrong with a record as a whole.</summary>
internal enum CsvTrouble
{
    None,

    /// <summary>A quotation mark is opened and, as far as can be told, never closed; the record is what stands on its first line.</summary>
    BrokenQuote,

    /// <summary>More than <see cref="ImportLimits.Row"/> characters or <see cref="ImportLimits.Columns"/> cells; the rest of the line is left out.</summary>
    TooLong,
}

/// <summary>
/// Cuts a text into records of cells (RFC 4180; blanks around quotes are allowed, a quote inside an unquoted cell is text). A quoted cell that swallows whole records, or has no end, costs its own line only:
/// reading goes on with the next one. Holds one record in memory, whatever the text.
/// </summary>
internal sealed class CsvScanner(TextReader text, char delimiter)
{
    /// <summary>After so many broken quotes no cell may span lines any more, so that a hostile file is not read over and over.</summary>
    private const int Patience = 1_000;

    private const char EndOfFile = '\u001a';

    private readonly SearchValues<char> _ends = SearchValues.Create([delimiter, '\r', '\n']);
    private readonly List<int> _lengths = [];
    private char[] _buffer = new char[128 * 1024];
    private char[] _cells = new char[4_096];
    private int _start;
    private int _end;
    private int _used;
    private int _broken;
    private bool _over;
    private bool _dropped;
    private long _nextLine = 1;
    private long _before;

    /// <summary>Cells of a whole record; 0 until the header is known. Lines inside quotes that have as many are records swallowed by a broken quote.</summary>
    public int Width { get; set; }

    public int Count => _lengths.Count;

    public CsvTrouble Trouble { get; private set; }

    /// <summary>The line of the file on which the record begins; 1 = the first.</summary>
    public long Line { get; private set; }

    /// <summary>The characters of the text that the record is made of.</summary>
    public (long From, long To) Characters { get; private set; }

    public ReadOnlySpan<char> Cell(int index)
    {
        var from = index == 0 ? 0 : _lengths[index - 1];
        return _cells.AsSpan(from, _lengths[index] - from);
    }

    /// <summary>The next record, an empty line being one with one empty cell.</summary>
    public bool Read()
    {
        if (_start == _end && !Fill())
            return false;
        Line = _nextLine;
        _dropped = false;
        var from = _before + _start;
        var at = Parse(maySpan: _broken < Patience);
        if (at < 0)
        {
            _broken++;
            at = Parse(maySpan: false);
        }

        _start = at;
        Characters = (from, _before + _start);
        return true;
    }

    /// <returns>where the next record begins in the buffer; −1: a quote is broken</returns>
    private int Parse(bool maySpan)
    {
        _lengths.Clear();
        (_used, _nextLine, Trouble) = (0, Line, CsvTrouble.None);
        // Relative to _start: Fill moves the record to the front of the buffer.
        var at = 0;
        while (true)
        {
            var open = AfterBlanks(at);
            if (Peek(open) == '"')
            {
                var after = Quoted(open + 1, maySpan);
                if (after < 0)
                {
                    if (maySpan && !_dropped)
                        return -1;
                    var from = _used;
                    after = Plain(at);
                    // "Acme" Inc: closed, and more behind it; that is text.
                    if (_cells.AsSpan(from, _used - from).Count('"') % 2 > 0)
                        Trouble = CsvTrouble.BrokenQuote;
                }

                at = after;
            }
            else
            {
                at = Plain(at);
            }

            EndCell();
            switch (Peek(at))
            {
                case var c when c == delimiter:
                    at++;
                    if (at > 2 * ImportLimits.Row)
                        at = Drop(at);
                    continue;
                case '\r':
                    at += Peek(at + 1) == '\n' ? 2 : 1;
                    break;
                case '\n':
                    at++;
                    break;
            }

            _nextLine++;
            return _start + at;
        }
    }

    /// <summary>Keeps the text up to the next delimiter or line break; what is beyond the limits is read and dropped.</summary>
    private int Plain(int at)
    {
        while (true)
        {
            var rest = _buffer.AsSpan(_start + at, _end - _start - at);
            var length = rest.IndexOfAny(_ends);
            Keep(rest[..(length < 0 ? rest.Length : length)]);
            if (length >= 0)
                return at + length;
            at += rest.Length;
            if (_end - _start > ImportLimits.Row)
                at = Drop(at);
            if (!Fill())
                return at;
        }
    }

    /// <summary>A line of a gigabyte need not lie in memory: what was read of it is forgotten.</summary>
    private int Drop(int at)
    {
        _dropped = true;
        _start += at;
        return 0;
    }

    /// <returns>behind the closing quote and its blanks; −1: it is broken</returns>
    private int Quoted(int at, bool maySpan)
    {
        var (begin, mark, lines, line, swallowed, odd) = (at, _used, 0, -1, 0, false);
        while (true)
        {
            var c = Peek(at);
            if (c is null || at - begin > 2 * ImportLimits.Cell || lines > ImportLimits.LinesOfCell)
                return Broken(mark);
            if (c == '"')
            {
                if (Peek(at + 1) == '"')
                {
                    Keep("\"");
                    at += 2;
                    continue;
                }

                var end = AfterBlanks(at + 1);
                if (Peek(end) is null or '\r' or '\n' || Peek(end) == delimiter)
                    return Counted(end, lines);
                // A quote in the middle of the text, forgotten to be doubled, is text as long as the cell ends on its line.
                if (lines > 0)
                    return Broken(mark);
                odd = true;
                Keep("\"");
                at++;
                continue;
            }

            if (c is '\r' or '\n')
            {
                if (!maySpan || odd)
                    return Broken(mark);
                if (line >= 0 && IsRecord(_start + line, _start + at) && ++swallowed * Width >= 4)
                    return Broken(mark);
                var width = c == '\r' && Peek(at + 1) == '\n' ? 2 : 1;
                Keep(_buffer.AsSpan(_start + at, width));
                at += width;
                (line, lines) = (at, lines + 1);
                continue;
            }

            var rest = _buffer.AsSpan(_start + at, _end - _start - at);
            var length = rest.IndexOfAny('"', '\r', '\n') is var found and >= 0 ? found : rest.Length;
            Keep(rest[..length]);
            at += length;
        }
    }

    private int Counted(int at, int lines)
    {
        _nextLine += lines;
        return at;
    }

    private int Broken(int mark)
    {
        _used = mark;
        return -1;
    }

    /// <summary>As many cells as the header has, and an address in it: no part of a description looks like that.</summary>
    private bool IsRecord(int from, int to)
    {
        var line = _buffer.AsSpan(from, to - from);
        return Width > 1
            && line.Count(delimiter) == Width - 1
            && line.IndexOf('@') is > 0 and var at
            && at + 1 < line.Length
            && char.IsLetterOrDigit(line[at - 1])
            && char.IsLetterOrDigit(line[at + 1]);
    }

    private int AfterBlanks(int at)
    {
        while (Peek(at) is ' ' or '\t' or '\u00a0' && Peek(at) != delimiter)
            at++;
        return at;
    }

    private void Keep(ReadOnlySpan<char> part)
    {
        var before = _lengths.Count == 0 ? 0 : _lengths[^1];
        // One more than a cell may have, so that its row is told.
        var room = ImportLimits.Cell + 1 - (_used - before);
        if (part.Length > room)
            part = part[..room];
        room = _lengths.Count > ImportLimits.Columns ? 0 : ImportLimits.Row - _used;
        if (part.Length > room)
        {
            Trouble = CsvTrouble.TooLong;
            part = part[..room];
        }

        if (_used + part.Length > _cells.Length)
            Array.Resize(ref _cells, Math.Max(_cells.Length * 2, _used + part.Length));
        part.CopyTo(_cells.AsSpan(_used));
        _used += part.Length;
    }

    private void EndCell()
    {
        if (_lengths.Count <= ImportLimits.Columns)
            _lengths.Add(_used);
        else
            Trouble = CsvTrouble.TooLong;
    }

    /// <summary>The character so far behind the record's start, or null behind the end of the text.</summary>
    private char? Peek(int at) => _start + at < _end || Fill() && _start + at < _end ? _buffer[_start + at] : null;

    /// <summary>Reads on; what lies before the record is overwritten.</summary>
    private bool Fill()
    {
        if (_over)
            return false;
        if (_start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            _before += _start;
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = text.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _over = read == 0;
        // DOS ended its text files with this.
        if (!_over && _buffer[_end - 1] == EndOfFile && text.Peek() < 0)
            _end--;
        return !_over;
    }
}
