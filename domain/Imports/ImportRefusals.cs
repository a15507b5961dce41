using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Imports;

internal static class ImportRefusals
{
    public static readonly Refusal NotFound = new(RefusalKind.NotFound, "not_found", "There is no such import.");

    public static readonly Refusal EmailUnmapped = new(
        RefusalKind.Invalid,
        "imports.email_unmapped",
        "Choose the column that holds the e-mail address.",
        "/columns"
    );

    public static readonly Refusal FileMissing = new(
        RefusalKind.Conflict,
        "imports.file_missing",
        "The uploaded file is no longer there; upload it again."
    );

    public static Refusal ReadingNeeded(int column, string header) =>
        new(
            RefusalKind.Invalid,
            "imports.reading_needed",
            $"Day and month cannot be told apart in the column “{(header.Length > 80 ? header.Beginning(80) + "…" : header)}”: say how it is read (day, month or leave_out).",
            $"/columns/{column}/reading"
        );

    public static readonly Refusal EncodingNeeded = new(
        RefusalKind.Invalid,
        "imports.reading_needed",
        "The file can be read in several encodings: look at what each makes of it, and say which is right.",
        "/encoding"
    );

    public static Refusal IllegalMove(string status, string move) =>
        new(RefusalKind.Conflict, "imports.illegal_move", $"An import that is {status} cannot be {move}.");
}
