namespace Pivotal.Domain.Imports;

/// <summary>What a file may bring at most, in each of its dimensions. Its bytes are limited by the upload.</summary>
public static class ImportLimits
{
    public const int Columns = 1_000;

    /// <summary>Data rows.</summary>
    public const long Rows = 10_000_000;

    /// <summary>Characters of a header; what is longer is cut.</summary>
    public const int Header = 200;

    /// <summary>Characters: what a spreadsheet cell can hold. Longer text is a broken quote or not meant for a contact.</summary>
    public const int Cell = 32_767;

    /// <summary>Characters of all cells of a row together.</summary>
    public const int Row = 256 * 1024;

    /// <summary>Line breaks inside one quoted cell.</summary>
    public const int LinesOfCell = 200;

    /// <summary>First rows that are kept to be shown.</summary>
    public const int Samples = 5;

    /// <summary>Characters of a cell where it is only shown.</summary>
    public const int ShownCell = 200;

    /// <summary>Cells of a row where it is only shown.</summary>
    public const int ShownCells = 100;
}
