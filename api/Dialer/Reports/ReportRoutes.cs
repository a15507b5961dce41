using Pivotal.Api.Shared;

namespace Pivotal.Api.Dialer.Reports;

internal static class ReportRoutes
{
    public static void MapReports(this RouteGroupBuilder api)
    {
        var reports = api.MapGroup("/reports/dialer").WithTags("Reports");
        reports.MapGet("/campaigns", CampaignReport.Handle).RequireAuthorization(Policies.Manage).MayTakeLong();
        reports.MapGet("/penetration", PenetrationReport.Handle).RequireAuthorization(Policies.Manage).MayTakeLong();
        reports.MapGet("/agents", AgentReport.Handle).RequireAuthorization(Policies.Manage).MayTakeLong();
        reports.MapGet("/hours", HourReport.Handle).RequireAuthorization(Policies.Manage).MayTakeLong();
        reports.MapGet("/amd", AmdReport.Handle).RequireAuthorization(Policies.Manage).MayTakeLong();
        reports.MapGet("/callbacks", CallbackReport.Handle).RequireAuthorization(Policies.Manage).MayTakeLong();
        reports.MapGet("/callbacks/list", CallbackReport.ListCallbackLines).RequireAuthorization(Policies.Manage).MayTakeLong();
        reports.MapGet("/abandon", AbandonReport.Handle).RequireAuthorization(Policies.Manage).MayTakeLong();
        reports.MapGet("/{report}/csv", DownloadReport.Handle).RequireAuthorization(Policies.Manage).MayTakeLong();
    }
}
