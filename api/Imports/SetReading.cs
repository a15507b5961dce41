using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Imports;
using Pivotal.Domain.Imports;

namespace Pivotal.Api.Imports;

/// <param name="Encoding">one of the import's <c>encodings</c>, or of those proposed for it; null keeps it. Naming the one that was guessed confirms it</param>
/// <param name="Delimiter">comma, semicolon, tab or bar; null: found anew when the encoding changes, otherwise kept</param>
internal sealed record SetReadingRequest(string? Encoding, string? Delimiter);

/// <summary>Reads an uploaded file in the way somebody chose instead of the one that was guessed: headers, first values, the suggested mapping and the questions to its columns are new.</summary>
internal static class SetReading
{
    private const string Delimiters = ",;\t|";

    public static async Task<Results<Ok<ImportView>, ProblemHttpResult>> Handle(
        Guid id,
        SetReadingRequest body,
        RequestUser user,
        RequestDb db,
        ImportFiles files,
        CancellationToken ct
    )
    {
        var wrong = new Validation()
            .That(
                body.Encoding is null || TextEncodings.IsKnown(body.Encoding),
                "/encoding",
                "imports.encoding_unknown",
                "Choose one of the encodings that the import names."
            )
            .That(
                body.Delimiter is null || body.Delimiter.Length == 1 && Delimiters.Contains(body.Delimiter[0]),
                "/delimiter",
                "imports.delimiter_unknown",
                "Cells are separated by a comma, a semicolon, a tab or a bar."
            );
        if (wrong.Failed)
            return wrong.Problem();
        if (await db.Run((s, inner) => ImportRecord.Load(s, id, inner), ct) is not { } import)
            return Problem.NotFound();
        if (import.Status != ImportStatus.Uploaded)
            return ImportProblems.IllegalMove(import.Status, "read in another way");
        if (!files.Exists(user.TenantId, id))
            return Problem.Conflict("imports.file_missing", "The uploaded file is no longer there; upload it again.");

        var path = files.PathOf(user.TenantId, id);
        var reading = await Task.Run(() => Chosen(import, body, path), ct);
        var (shape, refusal) = await Task.Run(() => CsvShape.Of(path, reading.Format), ct);
        if (shape is null)
            return ImportProblems.Unreadable(refusal!);
        return await db.Run<Results<Ok<ImportView>, ProblemHttpResult>>(
            async (s, inner) =>
                await ImportRows.ReadAgain(s, id, reading, shape, inner)
                    ? TypedResults.Ok((await ImportView.Load(s, id, inner))!)
                    : ImportProblems.IllegalMove("no longer the same", "read in another way"),
            ct
        );
    }

    private static CsvReading Chosen(ImportRecord import, SetReadingRequest body, string path)
    {
        var encoding = body.Encoding ?? import.Encoding;
        var sure = body.Encoding is null ? Enum.Parse<Certainty>(import.EncodingCertainty, ignoreCase: true) : Certainty.Certain;
        if (body.Delimiter is [var chosen])
            return new(new(encoding, chosen), sure, Certainty.Certain);
        if (body.Encoding is null)
            return new(import.Format, sure, Enum.Parse<Certainty>(import.DelimiterCertainty, ignoreCase: true));
        var (delimiter, certainty) = CsvReading.DelimiterOf(path, encoding);
        return new(new(encoding, delimiter), sure, certainty);
    }
}
