using Pivotal.Api.Accounts;
using Pivotal.Api.Audience;
using Pivotal.Api.Audit;
using Pivotal.Api.Calls;
using Pivotal.Api.Campaigns;
using Pivotal.Api.Compliance;
using Pivotal.Api.Dialer;
using Pivotal.Api.Dialer.Reports;
using Pivotal.Api.Identity;
using Pivotal.Api.Imports;
using Pivotal.Api.Leads;
using Pivotal.Api.Orders;
using Pivotal.Api.Portal;
using Pivotal.Api.Realtime;
using Pivotal.Api.Shared;
using Pivotal.Api.Telephony;
using Pivotal.Api.Tenancy;
using Pivotal.Api.Tenancy.Demo;
using Pivotal.Hosting.Cluster;

namespace Pivotal.Api.Hosting;

/// <summary>Every feature of the API; each feature's route table is its own table of contents.</summary>
internal static class Routes
{
    public static void MapRoutes(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1").AddEndpointFilter(ETags.Write);
        api.MapTenancy();
        api.MapIdentity();
        api.MapAudit();
        api.MapAccounts();
        api.MapAudience();
        api.MapCompliance();
        api.MapImports();
        api.MapLeads();
        api.MapOrders();
        api.MapPortal();
        api.MapCampaigns();
        api.MapDialer();
        api.MapReports();
        api.MapCalls();
        api.MapTelephony();
        api.MapDemo(app.Configuration);

        app.MapRealtime();
        app.MapHealth();
        app.MapOpenApiDocument();
    }
}
