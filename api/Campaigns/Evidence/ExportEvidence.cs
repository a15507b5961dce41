using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Campaigns.Evidence;

/// <summary>
/// The call records as CSV. The file is written beside the transaction that notes the export in the audit log and sent only after that is stored, so no export goes unnoticed,
/// and a million calls need no memory.
/// </summary>
internal static class ExportEvidence
{
    private const int FlushAt = 64 * 1024;

    public static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> Handle(
        Guid id,
        string? from,
        string? to,
        RequestUser user,
        RequestDb db,
        TimeProvider time,
        HttpResponse response,
        CancellationToken ct
    )
    {
        var file = Spool();
        try
        {
            var refused = await db.Run<ProblemHttpResult?>(
                async (s, inner) =>
                {
                    // The work may run a second time after a broken connection: the file starts anew.
                    file.SetLength(0);
                    if (await Campaign.Load(s, id, inner) is not { } campaign)
                        return Problem.NotFound();
                    var (range, check) = EvidenceRange.Of(from, to, campaign.Window.TimeZone, time.GetUtcNow());
                    if (range is null)
                        return check.Problem();
                    var calls = await Write(s, campaign, range, file, inner);
                    await s.Record(
                        user,
                        "compliance.evidence_exported",
                        "campaign",
                        id,
                        new
                        {
                            range.From,
                            range.To,
                            calls,
                        },
                        inner
                    );
                    return null;
                },
                ct
            );
            if (refused is not null)
            {
                await file.DisposeAsync();
                return refused;
            }

            file.Position = 0;
            response.Headers.CacheControl = "no-store";
            return TypedResults.Stream(file, "text/csv; charset=utf-8", $"evidence-{id:N}.csv");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private static async Task<int> Write(TenantSession db, Campaign campaign, EvidenceRange range, FileStream file, CancellationToken ct)
    {
        var sheet = new EvidenceSheet(campaign, await EvidenceLaw.Load(db, campaign, range, ct));
        var text = new StringBuilder("\uFEFF"); // Excel takes UTF-8 for what it is only with the mark
        EvidenceSheet.Header(text);
        var calls = 0;
        await db.Each<EvidenceCall>(
            EvidenceSheet.Select,
            new
            {
                id = campaign.Id,
                start = range.Start,
                end = range.End,
            },
            async row =>
            {
                calls++;
                sheet.Row(text, row);
                if (text.Length < FlushAt)
                    return;
                await file.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), ct);
                text.Clear();
            },
            ct
        );
        await file.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), ct);
        return calls;
    }

    private static FileStream Spool()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(Path.Combine(Path.GetTempPath(), $"pivotal-{Ids.New():N}.csv"), options);
    }
}
