using Pivotal.Api.Campaigns.Callbacks;
using Pivotal.Api.Campaigns.Evidence;
using Pivotal.Api.Shared;
using Pivotal.Domain.Campaigns;

namespace Pivotal.Api.Campaigns;

internal static class CampaignRoutes
{
    public static void MapCampaigns(this RouteGroupBuilder api)
    {
        var campaigns = api.MapGroup("/campaigns").WithTags("Campaigns");
        campaigns.MapGet("/", ListCampaigns.Handle).RequireAuthorization(Policies.Staff);
        campaigns
            .MapPost("/", CreateCampaign.Handle)
            .RequireAuthorization(Policies.Manage)
            .Accepts<CampaignDocument>("application/json")
            .Idempotent();
        campaigns.MapPost("/preview", PreviewAudience.Handle).RequireAuthorization(Policies.Manage).MayTakeLong();
        campaigns.MapGet("/{id:guid}", GetCampaign.Handle).RequireAuthorization(Policies.Staff);
        campaigns
            .MapPatch("/{id:guid}", UpdateCampaign.Handle)
            .RequireAuthorization(Policies.Manage)
            .RequireIfMatch()
            .Accepts<CampaignDocument>("application/json")
            .MayTakeLong();
        campaigns.MapDelete("/{id:guid}", DeleteCampaign.Handle).RequireAuthorization(Policies.Manage);
        campaigns.MapGet("/{id:guid}/agents", CampaignAgents.Get).RequireAuthorization(Policies.Manage);
        campaigns.MapPut("/{id:guid}/agents", CampaignAgents.Put).RequireAuthorization(Policies.Manage).MayTakeLong();
        campaigns.MapPost("/{id:guid}/agents/transfer", TransferAgents.Handle).RequireAuthorization(Policies.Manage).MayTakeLong();
        campaigns.MapPost("/{id:guid}/start", MoveCampaign.Start).RequireAuthorization(Policies.Manage).MayTakeLong();
        campaigns.MapPost("/{id:guid}/pause", MoveCampaign.Pause).RequireAuthorization(Policies.Manage);
        campaigns.MapPost("/{id:guid}/drain", MoveCampaign.Drain).RequireAuthorization(Policies.Manage);
        campaigns.MapPost("/{id:guid}/complete", MoveCampaign.Complete).RequireAuthorization(Policies.Manage);
        campaigns.MapPost("/{id:guid}/what-if", AskWhatIf.Handle).RequireAuthorization(Policies.Manage).MayTakeLong();
        campaigns.MapGet("/{id:guid}/compliance", GetCompliance.Handle).RequireAuthorization(Policies.Staff);
        campaigns.MapGet("/{id:guid}/compliance/evidence", GetEvidence.Handle).RequireAuthorization(Policies.Manage).MayTakeLong();
        campaigns.MapGet("/{id:guid}/compliance/evidence.csv", ExportEvidence.Handle).RequireAuthorization(Policies.Manage).MayTakeLong();
        campaigns.MapGet("/{id:guid}/queue", GetQueue.Handle).RequireAuthorization(Policies.Manage);
        campaigns.MapGet("/{id:guid}/pace", GetPace.Handle).RequireAuthorization(Policies.Manage);
        campaigns.MapGet("/{id:guid}/changes", ListCampaignChanges.Handle).RequireAuthorization(Policies.Manage);
        campaigns.MapGet("/{id:guid}/queue/entries", ListQueueEntries.Handle).RequireAuthorization(Policies.Manage);
        campaigns.MapPost("/{id:guid}/queue/entries", InsertQueueEntry.Handle).RequireAuthorization(Policies.Manage).Idempotent();
        campaigns.MapGet("/{id:guid}/quotas", ListQuotas.Handle).RequireAuthorization(Policies.Manage);
        campaigns.MapPut("/{id:guid}/callbacks/{contactId:guid}", ChangeCallback.Reassign).RequireAuthorization(Policies.Manage);
        campaigns.MapDelete("/{id:guid}/callbacks/{contactId:guid}", ChangeCallback.Cancel).RequireAuthorization(Policies.Manage);
        api.MapGet("/callbacks", ListCallbacks.Handle).RequireAuthorization(Policies.AgentOrManage).WithTags("Campaigns");
        api.MapGet("/contacts/{id:guid}/campaigns", ContactCampaigns.Handle).RequireAuthorization(Policies.Manage).WithTags("Campaigns");
        campaigns.MapGet("/{id:guid}/contacts/{contactId:guid}/why", GetWhy.Handle).RequireAuthorization(Policies.Manage);
    }
}
