using Pivotal.Api.Shared;

namespace Pivotal.Api.Leads;

internal static class LeadsRoutes
{
    public static void MapLeads(this RouteGroupBuilder api)
    {
        var leads = api.MapGroup("/leads").WithTags("Leads");
        leads.MapGet("/", ListLeads.Handle).RequireAuthorization(Policies.QaOrManage);
        leads.MapGet("/summary", SummarizeLeads.Handle).RequireAuthorization(Policies.QaOrManage);
        leads.MapGet("/{id:guid}", GetLead.Handle).RequireAuthorization(Policies.QaOrManage);
        leads.MapPost("/{id:guid}/review", ReviewLead.StartReview).RequireAuthorization(Policies.Qa);
        leads.MapPost("/{id:guid}/release", ReviewLead.ReleaseReview).RequireAuthorization(Policies.Qa);
        leads.MapPut("/{id:guid}/checklist", ReviewLead.SaveChecklist).RequireAuthorization(Policies.Qa);
        leads.MapPost("/{id:guid}/approve", ReviewLead.ApproveLead).RequireAuthorization(Policies.Qa);
        leads.MapPost("/{id:guid}/reject", ReviewLead.RejectLead).RequireAuthorization(Policies.Qa);
        leads.MapPost("/{id:guid}/publish", ReviewLead.PublishLead).RequireAuthorization(Policies.Ops);
    }
}
