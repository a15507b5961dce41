using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Domain.Imports;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Imports;

internal static class ImportProblems
{
    public static ProblemHttpResult TooLarge(long max) => Problem.Of(413, "imports.too_large", $"A file may have at most {max >> 20} MB.");

    public static ProblemHttpResult Unreadable(string code) =>
        Problem.From(
            new Refusal(
                RefusalKind.Invalid,
                code,
                code switch
                {
                    "imports.empty" => "The file has no rows.",
                    "imports.binary" => "This is not a text file. Save the sheet as CSV and upload that.",
                    "imports.no_header" => "The first row must hold the names of the columns.",
                    "imports.broken_quote" =>
                        "A quotation mark is opened in the first row, which holds the names of the columns, and never closed.",
                    "imports.too_many_columns" => $"A file may have at most {ImportLimits.Columns:N0} columns.",
                    "imports.too_many_rows" => $"A file may have at most {ImportLimits.Rows:N0} rows.",
                    "imports.vcard" =>
                        "This is a file of business cards (vCard). Open it in an address book, export the contacts as CSV and upload that.",
                    "imports.markup" => "This is a web page, XML or JSON and not a table. Save the sheet as CSV and upload that.",
                    _ => "The file cannot be read.",
                },
                "/file"
            )
        );

    public static ProblemHttpResult IllegalMove(string status, string move) =>
        Problem.Conflict("imports.illegal_move", $"An import that is {status} cannot be {move}.");
}
