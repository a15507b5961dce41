using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Orders;
using Pivotal.Api.Shared;
using Pivotal.Data.Orders;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Leads;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Portal;

/// <summary>
/// The client's leads as CSV. The file is written beside the transaction that records who got which leads, and sent only after that is stored:
/// a download that nobody recorded cannot happen.
/// </summary>
internal static class DownloadLeads
{
    private const int FlushAt = 64 * 1024;

    public static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> Handle(
        Guid id,
        RequestUser user,
        RequestDb db,
        HttpResponse response,
        CancellationToken ct
    )
    {
        var file = Spool();
        try
        {
            var written = await db.Run((s, token) => WriteAndRecord(id, user, s, file, token), ct);
            if (written is not { } download)
            {
                await file.DisposeAsync();
                return Problem.NotFound();
            }

            file.Position = 0;
            response.Headers.CacheControl = "no-store";
            response.Headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(download.Sha256)}:";
            return TypedResults.Stream(file, "text/csv; charset=utf-8", $"{download.Number}-leads.csv");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private sealed record Written(string Number, byte[] Sha256);

    private static async Task<Written?> WriteAndRecord(Guid id, RequestUser user, TenantSession db, FileStream file, CancellationToken ct)
    {
        // The work may run a second time after a broken connection: the file starts anew.
        file.SetLength(0);
        var scope = OrderScope.Of(user);
        var filter = new
        {
            id,
            all = scope.All,
            client = scope.Client,
            deliverable = LeadStatus.Deliverable,
        };
        if (await db.Scalar<string>(DeliverableLeads.Number, filter, ct) is not { } number)
            return null;

        var questions = await db.Query<IReadOnlyList<Question>>(
            """
            select m.document -> 'questions' as questions from order_campaigns oc join campaigns m on m.tenant_id = oc.tenant_id and m.id = oc.campaign_id
            where oc.order_id = @id order by oc.linked_at, m.id
            """,
            new { id },
            ct
        );
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var leads = await Write(db, scope, id, new LeadSheet(LeadSheet.QuestionColumns(questions)), file, sha256, ct);
        var hash = sha256.GetHashAndReset();
        var download = Ids.New();
        await OrderDownloadRows.Add(db, download, id, user.Id, leads, Convert.ToHexStringLower(hash), ct);
        await db.Record(user, "order.leads_downloaded", "order", id, new { download, leads = leads.Length }, ct);
        return new(number, hash);
    }

    private static async Task<Guid[]> Write(
        TenantSession db,
        OrderScope scope,
        Guid order,
        LeadSheet sheet,
        FileStream file,
        IncrementalHash sha256,
        CancellationToken ct
    )
    {
        var leads = new List<Guid>();
        var text = new StringBuilder("\uFEFF"); // Excel takes UTF-8 for what it is only with the mark
        sheet.Header(text);
        var filter = new
        {
            id = order,
            all = scope.All,
            client = scope.Client,
            deliverable = LeadStatus.Deliverable,
        };
        await db.Each<SheetLead>(
            $"{LeadSheet.Select} {DeliverableLeads.From} order by l.id",
            filter,
            async row =>
            {
                leads.Add(row.Id);
                sheet.Row(text, row);
                if (text.Length >= FlushAt)
                    await Flush(text, file, sha256, ct);
            },
            ct
        );

        await Flush(text, file, sha256, ct);
        return [.. leads];
    }

    private static async Task Flush(StringBuilder text, FileStream file, IncrementalHash sha256, CancellationToken ct)
    {
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        text.Clear();
        sha256.AppendData(bytes);
        await file.WriteAsync(bytes, ct);
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
