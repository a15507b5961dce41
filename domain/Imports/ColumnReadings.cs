using System.Globalization;
using Pivotal.Domain.Accounts;

namespace Pivotal.Domain.Imports;

/// <summary>How somebody chose to have those values of a column read that can be read in two ways; a value that says itself how it is read is read so anyway.</summary>
public static class ColumnReadings
{
    /// <summary>03/04/2024 is the third of April.</summary>
    public const string Day = "day";

    /// <summary>03/04/2024 is the fourth of March.</summary>
    public const string Month = "month";

    /// <summary>1.234 and 1,234 are one thousand two hundred and thirty-four.</summary>
    public const string Thousands = "thousands";

    /// <summary>1.234 and 1,234 are one and a quarter, nearly.</summary>
    public const string Decimal = "decimal";

    /// <summary>They are left out and reported; rows come in without them.</summary>
    public const string LeaveOut = "leave_out";

    private static readonly string[] Dates = [Day, Month, LeaveOut];
    private static readonly string[] Amounts = [Thousands, Decimal, LeaveOut];

    /// <summary>The readings that can be chosen for a column that goes to a target of this kind.</summary>
    public static IReadOnlyList<string> Of(string? kind) =>
        kind switch
        {
            "date" or "founded" => Dates,
            "money" => Amounts,
            _ => [],
        };

    internal static DateOrder OrderOf(string? chosen, DateOrder learned) =>
        chosen switch
        {
            Day => DateOrder.Day,
            Month => DateOrder.Month,
            LeaveOut => DateOrder.Unknown,
            _ => learned,
        };

    internal static LoneSeparator SeparatorOf(string? chosen, DecimalMark learned) =>
        (chosen, learned) switch
        {
            (Thousands, _) => LoneSeparator.Thousands,
            (Decimal, _) => LoneSeparator.Decimal,
            (LeaveOut, _) => LoneSeparator.Unread,
            (_, DecimalMark.Point) => LoneSeparator.ByPoint,
            (_, DecimalMark.Comma) => LoneSeparator.ByComma,
            _ => LoneSeparator.Usual,
        };
}

/// <summary>The two ways in which values of a column can be read, when no other value of the column decides between them.</summary>
/// <param name="Kind">date, for a target of kind date or founded; amount, for one of kind money</param>
public sealed record ColumnAmbiguity(string Kind, IReadOnlyList<AmbiguousExample> Examples)
{
    public const string Date = "date";
    public const string Amount = "amount";

    /// <summary>At most one of each kind; a column that goes nowhere may have one too, because it can still be mapped.</summary>
    public static IReadOnlyList<ColumnAmbiguity> Of(DateOrder dates, DecimalMark decimals, AmbiguousValues values)
    {
        var found = new List<ColumnAmbiguity>(2);
        if (dates is DateOrder.Unknown or DateOrder.Mixed && values.Dates.Count > 0)
            found.Add(new(Date, [.. values.Dates.Select(DateExample)]));
        if (decimals is DecimalMark.Unknown or DecimalMark.Mixed && values.Amounts.Count > 0)
            found.Add(new(Amount, [.. values.Amounts.Select(AmountExample)]));
        return found;
    }

    private static AmbiguousExample DateExample(string value) =>
        new(
            value,
            [
                new(ColumnReadings.Day, Dates.Parse(value, DateOrder.Day, out _)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                new(ColumnReadings.Month, Dates.Parse(value, DateOrder.Month, out _)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ]
        );

    private static AmbiguousExample AmountExample(string value) =>
        new(
            value,
            [
                new(
                    ColumnReadings.Thousands,
                    Money.Parse(value, LoneSeparator.Thousands, out _)?.ToString("0.##", CultureInfo.InvariantCulture)
                ),
                new(
                    ColumnReadings.Decimal,
                    Money.Parse(value, LoneSeparator.Decimal, out _)?.ToString("0.##", CultureInfo.InvariantCulture)
                ),
            ]
        );
}

/// <param name="Value">as it stands in the file</param>
public sealed record AmbiguousExample(string Value, IReadOnlyList<ExampleReading> Readings);

/// <param name="Reading">day, month, thousands or decimal</param>
/// <param name="Value">what it then is: a date as 2024-04-03, an amount as 1234 or 1.23; null: in this way it is none</param>
public sealed record ExampleReading(string Reading, string? Value);
