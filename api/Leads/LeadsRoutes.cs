using Pivotal.Api.Shared;

namespace Pivotal.Api.Leads;

internal static class LeadsRoutes
{
    public static void MapLeads(this IEndpointRouteBuilder api)
    {
        var leads = api.MapGroup("/leads").WithTags("Leads");
        leads.MapGet("", ListLeads.Handle).WithName(nameof(ListLeads)).RequireAuthorization(Policies.QaOrManage);
        leads.MapGet("/summary", SummarizeLeads.Handle).WithName(nameof(SummarizeLeads)).RequireAuthorization(Policies.QaOrManage);
        leads.MapGet("/{id:guid}", GetLead.Handle).WithName(nameof(GetLead)).RequireAuthorization(Policies.QaOrManage);
        leads.MapPost("/{id:guid}/review", ReviewLead.Start).WithName("StartLeadReview").RequireAuthorization(Policies.Qa);
        leads.MapPost("/{id:guid}/release", ReviewLead.Release).WithName("ReleaseLeadReview").RequireAuthorization(Policies.Qa);
        leads.MapPut("/{id:guid}/checklist", ReviewLead.SaveChecklist).WithName("SaveLeadChecklist").RequireAuthorization(Policies.Qa);
        leads.MapPost("/{id:guid}/approve", ReviewLead.Approve).WithName("ApproveLead").RequireAuthorization(Policies.Qa);
        leads.MapPost("/{id:guid}/reject", ReviewLead.Reject).WithName("RejectLead").RequireAuthorization(Policies.Qa);
        leads.MapPost("/{id:guid}/publish", ReviewLead.Publish).WithName("PublishLead").RequireAuthorization(Policies.Ops);
    }
}
