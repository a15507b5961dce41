using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Imports;
using Pivotal.Domain.Imports;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Imports;

/// <param name="Rows">rows looked at: the first 1,000 at most</param>
internal sealed record ImportCheck(int Rows, IReadOnlyList<ImportCheckProblem> Problems);

/// <param name="Rejects">true: these rows would go to the error file; false: they come in without the value</param>
internal sealed record ImportCheckProblem(
    string Code,
    string? Field,
    string Detail,
    bool Rejects,
    int Count,
    IReadOnlyList<ImportCheckExample> Examples
);

internal sealed record ImportCheckExample(long Row, string? Value);

/// <summary>Runs the first rows through the same reading and normalising as the import, and writes nothing.</summary>
internal static class CheckImport
{
    private const int Rows = 1_000;
    private const int Examples = 5;
    private const int ExampleLength = 200;

    public static async Task<Results<Ok<ImportCheck>, ProblemHttpResult>> Handle(
        Guid id,
        RequestUser user,
        RequestDb db,
        ImportFiles files,
        CancellationToken ct
    )
    {
        if (await db.Run((s, inner) => ImportRecord.Load(s, id, inner), ct) is not { } import)
            return Problem.NotFound();
        if (!files.Exists(user.TenantId, id))
            return Problem.Conflict("imports.file_missing", "The uploaded file is no longer there; upload it again.");
        return TypedResults.Ok(await Task.Run(() => Look(import, files.OpenRead(user.TenantId, id)), ct));
    }

    private static ImportCheck Look(ImportRecord import, Stream file)
    {
        using var rows = new CsvRows(file, import.Format);
        var mapper = import.Mapper();
        var seen = new HashSet<string>();
        var found = new List<(long Row, RowProblem Problem)>();
        while (rows.Number < Rows && rows.Read())
        {
            var row = mapper.Map(rows);
            if (!row.Rejected && !seen.Add(row.Contact.EmailNormalized!))
                row.Problem(
                    "row.duplicate",
                    ImportTargets.Email,
                    "An earlier row has the same e-mail address; the earlier one counts.",
                    row.Contact.Email
                );
            found.AddRange((row.Problems ?? []).Select(p => (row.Number, p)));
        }

        return new(
            (int)rows.Number,
            [
                .. found
                    .GroupBy(f => (f.Problem.Code, f.Problem.Field, Why: f.Problem.Rejects ? null : f.Problem.Detail))
                    .OrderByDescending(g => g.Count())
                    .Select(g => new ImportCheckProblem(
                        g.Key.Code,
                        g.Key.Field,
                        g.First().Problem.Detail,
                        g.First().Problem.Rejects,
                        g.Count(),
                        [
                            .. g.Take(Examples)
                                .Select(f => new ImportCheckExample(
                                    f.Row,
                                    f.Problem.Value is { Length: > ExampleLength } v ? v.Beginning(ExampleLength) + "…" : f.Problem.Value
                                )),
                        ]
                    )),
            ]
        );
    }
}
