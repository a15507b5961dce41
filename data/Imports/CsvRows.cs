using System.Text;
using CsvHelper;
using Pivotal.Data.Shared;

namespace Pivotal.Data.Imports;

/// <summary>A cell without an end: a quote that is opened and never closed. The only thing that stops a file.</summary>
public sealed class CsvCellTooLargeException(long row, Exception inner)
    : Exception($"Row {row} is larger than {CsvRows.MaxRecord / 1_048_576} MB: a quote is opened there and not closed.", inner);

/// <summary>
/// Reads the data rows of a CSV file one after the other (RFC 4180: quotes, quoted line breaks, doubled quotes). Blank lines do not count as rows.
/// A cell that was escaped against formulas (<see cref="CsvText"/>) comes back as it was.
/// </summary>
public sealed class CsvRows : IDisposable
{
    internal const int MaxRecord = 16 * 1_048_576;

    private readonly CsvReader _reader;

    public CsvRows(Stream file, string encoding)
    {
        // A byte order mark in the stream wins over the name; both come from the same look at the file.
        _reader = CsvReader.Create(file, new CsvReaderOptions { Encoding = TextEncodings.Get(encoding), MaxRecordSize = MaxRecord, BufferSize = 256 * 1024 });
        try
        {
            Headers = [.. _reader.Headers.Select(h => CsvText.Unescape(h.Trim().Trim('\ufeff')))];
        }
        catch (CsvFormatException e)
        {
            throw new CsvCellTooLargeException(0, e);
        }
    }

    public IReadOnlyList<string> Headers { get; }

    /// <summary>Comma, semicolon, tab or bar: the one that divides the first lines most evenly, or what Excel's <c>sep=</c> line says.</summary>
    public string Delimiter => _reader.Separator.ToString();

    /// <summary>Number of the row read last; 1 = the first after the header.</summary>
    public long Number { get; private set; }

    /// <summary>Number of cells in this row.</summary>
    public int Count => _reader.FieldCount;

    /// <summary>The cell, empty where the row ends before it.</summary>
    public string this[int index] => CsvText.Unescape(_reader.GetString(index));

    /// <exception cref="CsvCellTooLargeException"/>
    public bool Read()
    {
        try
        {
            if (!_reader.Read())
                return false;
        }
        catch (CsvFormatException e)
        {
            throw new CsvCellTooLargeException(Number + 1, e);
        }

        Number++;
        return true;
    }

    public string[] Cells()
    {
        var cells = new string[Count];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = this[i];
        return cells;
    }

    public void Dispose() => _reader.Dispose();
}
