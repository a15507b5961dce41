using System.Buffers;
using System.Text;
using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Imports;

/// <summary>
/// Reads the data rows of a CSV file one after the other. Blank lines, and lines of separators alone, do not count as rows.
/// A cell that was escaped against formulas (<see cref="CsvText"/>) comes back as it was, and what no database holds as text (NUL, half a surrogate pair) is taken out of it.
/// </summary>
public sealed class CsvRows : IDisposable
{
    private static readonly SearchValues<char> Unsound = SearchValues.Create([
        .. Enumerable.Range('\ud800', 0x800).Concat(Enumerable.Range('\u0080', 0x20)).Select(c => (char)c),
        '\0',
        '\ufffd',
        '\ufffe',
        '\uffff',
    ]);

    private readonly TextReader _text;
    private readonly CsvScanner _scanner;

    public CsvRows(Stream file, CsvFormat format)
    {
        _text = TextEncodings.Open(file, format.Encoding);
        _scanner = new CsvScanner(_text, format.Delimiter);
        do
        {
            if (!_scanner.Read())
                return;
        } while (IsBlank() || Delimiters.IsExcelLine(_scanner));
        HeaderTrouble = _scanner.Trouble;
        Headers = [.. Enumerable.Range(0, _scanner.Count).Select(i => this[i].Trim().Trim('\ufeff').Beginning(ImportLimits.Header))];
        _scanner.Width = Headers.Count;
    }

    public IReadOnlyList<string> Headers { get; } = [];

    internal CsvTrouble HeaderTrouble { get; }

    /// <summary>Number of the row read last; 1 = the first after the header.</summary>
    public long Number { get; private set; }

    /// <summary>The line of the file on which the row begins; 1 = the first.</summary>
    public long Line => _scanner.Line;

    internal CsvTrouble Trouble => _scanner.Trouble;

    /// <summary>The encoding in which this row, or a part of it, was read because it is not in that of the file; null: all of it is.</summary>
    public string? OtherEncoding { get; private set; }

    /// <summary>Number of cells in this row.</summary>
    public int Count => _scanner.Count;

    /// <summary>Characters of this row.</summary>
    public int Length { get; private set; }

    /// <summary>The cell, empty where the row ends before it.</summary>
    public string this[int index]
    {
        get
        {
            if (index >= _scanner.Count)
                return "";
            var cell = _scanner.Cell(index);
            return CsvText.Unescape(cell.ContainsAny(Unsound) ? Sound(cell) : cell.ToString());
        }
    }

    public bool IsEmpty(int index) => index >= _scanner.Count || _scanner.Cell(index).IsWhiteSpace();

    /// <summary>Has the cell characters that no text has, so that it is not what somebody wrote?</summary>
    public bool IsDamaged(int index) =>
        index < _scanner.Count && _scanner.Cell(index) is var cell && cell.ContainsAny(Unsound) && (cell.Contains('\0') || IsLost(cell));

    /// <summary>Are there characters in the cell that cannot be known any more: bytes of another encoding (C1 controls are what a code page makes of bytes it has no letter for), half a surrogate pair? NUL is not among them: without it a cell is what it was.</summary>
    public bool IsLost(int index) =>
        index < _scanner.Count && _scanner.Cell(index) is var cell && cell.ContainsAny(Unsound) && IsLost(cell);

    internal ReadOnlySpan<char> Cell(int index) => _scanner.Cell(index);

    public bool Read()
    {
        do
        {
            if (!_scanner.Read())
                return false;
        } while (IsBlank());
        Number++;
        if (_text is MixedText mixed)
            OtherEncoding = mixed.IsOther(_scanner.Characters.From, _scanner.Characters.To) ? mixed.Other : null;
        return true;
    }

    public string[] Cells()
    {
        var cells = new string[Count];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = this[i];
        return cells;
    }

    public void Dispose() => _text.Dispose();

    private bool IsBlank()
    {
        Length = 0;
        var blank = _scanner.Trouble == CsvTrouble.None;
        for (var i = 0; i < _scanner.Count; i++)
        {
            var cell = _scanner.Cell(i);
            Length += cell.Length;
            blank = blank && cell.IsWhiteSpace();
        }

        return blank;
    }

    private static bool IsLost(ReadOnlySpan<char> cell) =>
        cell.IndexOfAny('\ufffd', '\ufffe', '\uffff') >= 0 || cell.ContainsAnyInRange('\u0080', '\u009f') || HasHalf(cell);

    private static bool HasHalf(ReadOnlySpan<char> cell)
    {
        while (cell.Length > 0)
        {
            if (Rune.DecodeFromUtf16(cell, out _, out var used) != OperationStatus.Done)
                return true;
            cell = cell[used..];
        }

        return false;
    }

    private static string Sound(ReadOnlySpan<char> cell)
    {
        var sound = new StringBuilder(cell.Length);
        foreach (var rune in cell.EnumerateRunes())
        {
            if (rune.Value != 0)
                sound.Append(rune.Value is 0xfffe or 0xffff ? Rune.ReplacementChar : rune);
        }

        return sound.ToString();
    }
}
