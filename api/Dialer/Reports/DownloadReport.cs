using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Dialer.Reports;

/// <summary>A report as CSV, streamed: no line waits for the last one.</summary>
internal static class DownloadReport
{
    private const int FlushAt = 32 * 1024;

    private static readonly IReadOnlyDictionary<string, ReportSheet> Sheets = new Dictionary<string, ReportSheet>
    {
        ["campaigns"] = CampaignReport.Sheet,
        ["penetration"] = PenetrationReport.Sheet,
        ["agents"] = AgentReport.Sheet,
        ["hours"] = HourReport.Sheet,
        ["amd"] = AmdReport.Sheet,
        ["callbacks"] = CallbackReport.Sheet,
        ["abandon"] = AbandonReport.Sheet,
    };

    /// <param name="report">campaigns, penetration, agents, hours, amd, callbacks, abandon</param>
    public static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> Handle(
        string report,
        [AsParameters] ReportRequest request,
        RequestDb db,
        TimeProvider time,
        HttpResponse response,
        CancellationToken ct
    )
    {
        if (!Sheets.TryGetValue(report, out var sheet))
            return Problem.NotFound("There is no such report.");
        var (range, problem) = await ReportRange.Of(request, db, time, ct);
        if (range is null)
            return problem!;
        response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(
            async body =>
            {
                var text = new StringBuilder("\uFEFF"); // Excel takes UTF-8 for what it is only with the mark
                CsvCell.Line(text, sheet.Columns);
                await foreach (var line in sheet.Lines(db, range, ct))
                {
                    CsvCell.Line(text, line);
                    if (text.Length >= FlushAt)
                        await Flush(text, body, ct);
                }

                await Flush(text, body, ct);
            },
            "text/csv; charset=utf-8",
            $"{report}-{range.From:yyyy-MM-dd}-{range.To:yyyy-MM-dd}.csv"
        );
    }

    private static async Task Flush(StringBuilder text, Stream body, CancellationToken ct)
    {
        await body.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), ct);
        await body.FlushAsync(ct);
        text.Clear();
    }
}
