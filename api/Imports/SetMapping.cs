using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Audience;
using Pivotal.Data.Imports;
using Pivotal.Domain.Imports;

namespace Pivotal.Api.Imports;

/// <param name="Columns">where each column goes, and how its values are read that can be read in two ways; a column that is not named is left out</param>
/// <param name="ListName">put the contacts on the list of this name, which is made when there is none; empty for no list</param>
/// <param name="ListId">put the contacts on this list</param>
internal sealed record SetMappingRequest(IReadOnlyList<ColumnTarget?>? Columns, string? ListName, Guid? ListId);

internal static class SetMapping
{
    public static async Task<Results<Ok<ImportView>, ProblemHttpResult>> Handle(
        Guid id,
        SetMappingRequest body,
        RequestUser user,
        RequestDb db,
        CancellationToken ct
    )
    {
        var columns = body.Columns ?? [];
        return await db.Run<Results<Ok<ImportView>, ProblemHttpResult>>(
            async (s, inner) =>
            {
                if (await ImportRecord.Load(s, id, inner) is not { } import)
                    return Problem.NotFound();
                if (import.Status != ImportStatus.Uploaded)
                    return ImportProblems.IllegalMove(import.Status, "mapped");
                if (Check(columns, import, body.ListName) is { Failed: true } wrong)
                    return wrong.Problem();
                if (
                    body.ListId is { } given
                    && !await s.Scalar<bool>("select exists (select 1 from lists where id = @given)", new { given }, inner)
                )
                    return new Validation().That(false, "/listId", "lists.unknown", "There is no such list.").Problem();

                var list =
                    body.ListId
                    ?? (
                        string.IsNullOrWhiteSpace(body.ListName)
                            ? (Guid?)null
                            : await ListRows.Named(s, body.ListName.Trim(), user.Id, inner)
                    );
                var mapping = columns.OfType<ColumnTarget>().Where(c => c.Target is not null).OrderBy(c => c.Index);
                await ImportRows.Map(s, id, mapping, list, inner);
                return TypedResults.Ok((await ImportView.Load(s, id, inner))!);
            },
            ct
        );
    }

    private static Validation Check(IReadOnlyList<ColumnTarget?> columns, ImportRecord import, string? listName)
    {
        var check = new Validation().OptionalText("/listName", listName, 200);
        var (targets, indexes) = (new HashSet<string>(), new HashSet<int>());
        check.That(columns.Count <= ImportLimits.Columns, "/columns", "field.too_long", $"At most {ImportLimits.Columns:N0} columns.");
        for (var i = 0; i < columns.Count && i < ImportLimits.Columns; i++)
        {
            if (columns[i] is not var (index, target, reading))
            {
                check.That(false, $"/columns/{i}", "field.required", "This is needed.");
                continue;
            }

            check.That(
                index >= 0 && index < import.Headers.Length,
                $"/columns/{i}/index",
                "imports.column_unknown",
                "The file has no such column."
            );
            check.That(indexes.Add(index), $"/columns/{i}/index", "imports.column_twice", "This column is named twice.");
            var allowed = ColumnReadings.Of(ImportTargets.Find(target)?.Kind);
            check.That(
                reading is null || allowed.Contains(reading),
                $"/columns/{i}/reading",
                "imports.reading_unknown",
                allowed.Count > 0
                    ? $"The values of this column can be read as {string.Join(", ", allowed)}."
                    : "The values of this column can be read in one way only."
            );
            if (target is null)
                continue;
            check.That(
                ImportTargets.Find(target) is not null,
                $"/columns/{i}/target",
                "imports.target_unknown",
                "There is nothing of this name to map to."
            );
            check.That(targets.Add(target), $"/columns/{i}/target", "imports.target_twice", "Two columns go to the same place.");
        }

        return check.That(
            targets.Contains(ImportTargets.Email),
            "/columns",
            "imports.email_unmapped",
            "Choose the column that holds the e-mail address."
        );
    }
}
