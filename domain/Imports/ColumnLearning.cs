using Pivotal.Domain.Accounts;

namespace Pivotal.Domain.Imports;

/// <summary>What the values of a column tell of how to read those that can be read in two ways.</summary>
/// <param name="Ambiguous">the first of these</param>
public sealed record ColumnFacts(DateOrder Dates, DecimalMark Decimals, AmbiguousValues Ambiguous);

/// <summary>Values of a column that can be read in two ways: at most two different ones of either kind, to ask by.</summary>
public sealed record AmbiguousValues(IReadOnlyList<string> Dates, IReadOnlyList<string> Amounts);

/// <summary>Goes through all rows of a file. A column without a single value that can be read in two ways has no question, whatever else is in it.</summary>
internal sealed class ColumnLearning(int columns)
{
    private const int Examples = 2;
    private const int MostExample = 40;

    private readonly DateOrder[] _dates = new DateOrder[columns];
    private readonly DecimalMark[] _decimals = new DecimalMark[columns];
    private readonly Dictionary<int, List<string>> _openDates = [];
    private readonly Dictionary<int, List<string>> _openAmounts = [];

    public IReadOnlyList<ColumnFacts> Facts =>
        [
            .. Enumerable
                .Range(0, columns)
                .Select(i => new ColumnFacts(
                    _dates[i],
                    _decimals[i],
                    new(_openDates.GetValueOrDefault(i) ?? [], _openAmounts.GetValueOrDefault(i) ?? [])
                )),
        ];

    /// <summary>The row the reader stands on.</summary>
    public void Add(CsvRows rows)
    {
        if (rows.Trouble != CsvTrouble.None)
            return;
        for (var i = 0; i < columns && i < rows.Count; i++)
        {
            var cell = rows.Cell(i);
            if (Dates.OrderOf(cell, out var date) is not DateOrder.Unknown and var order)
                _dates[i] = _dates[i] is DateOrder.Unknown || _dates[i] == order ? order : DateOrder.Mixed;
            if (date)
                Keep(_openDates, i, rows);
            if (Money.MarkOf(cell, out var amount) is not DecimalMark.Unknown and var mark)
                _decimals[i] = _decimals[i] is DecimalMark.Unknown || _decimals[i] == mark ? mark : DecimalMark.Mixed;
            if (amount)
                Keep(_openAmounts, i, rows);
        }
    }

    private void Keep(Dictionary<int, List<string>> examples, int column, CsvRows rows)
    {
        var kept = examples.GetValueOrDefault(column);
        if (kept is { Count: Examples } || rows.IsDamaged(column) || rows[column].Trim() is not { Length: <= MostExample } text)
            return;
        // A day and a month with something behind them that makes no date are no question.
        if (examples == _openDates && Dates.Parse(text, DateOrder.Day, out _) is null)
            return;
        if (kept is null)
            examples[column] = [text];
        else if (kept[0] != text)
            kept.Add(text);
    }
}
