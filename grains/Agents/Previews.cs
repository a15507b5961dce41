using Orleans;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Agents;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Agents;

/// <summary>Modes preview and manual at the desk. The queue owns what is looked at; here it is shown, and what the agent wants is passed on.</summary>
internal sealed class Previews(
    IAgentRows rows,
    GrainKey key,
    AgentState state,
    Desk desk,
    Availability availability,
    IGrainFactory grains,
    TimeProvider time
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private DateTimeOffset Now => time.GetUtcNow();

    public async Task Show(PreviewCard preview)
    {
        if (state.OnPreview(preview))
            await desk.Tell();
        else
            await availability.Say(AgentDuty.Withdraw);
    }

    public async Task Over(Guid callId, string why, DateTimeOffset? nextAt)
    {
        if (state.OnPreviewOver(callId, why, Now, nextAt))
            await desk.Tell();
    }

    /// <summary>By the clock: the queue has said nothing of what became of it.</summary>
    public async Task Watch()
    {
        if (state.PreviewForgotten(Now, Patience))
            await availability.Say(AgentDuty.Announce);
    }

    public async Task<Result<AgentView>> Dial(Guid callId)
    {
        if (state.Preview?.Card.CallId != callId || state.Campaign is not { } campaign)
            return PreviewRefusals.Gone();
        if (!await grains.Queue(key.Tenant, campaign.Id).DialPreview(key.Id, callId))
        {
            state.OnPreviewOver(callId, "gone", Now);
            await desk.Tell();
            return PreviewRefusals.Gone();
        }

        state.OnPreviewDialing(callId);
        await desk.Tell();
        return desk.View();
    }

    public async Task<Result<AgentView>> Skip(Guid callId, string reason)
    {
        if (state.Preview is not { } preview || preview.Card.CallId != callId || state.Campaign is not { } campaign)
            return PreviewRefusals.Gone();
        var answer = await grains.Queue(key.Tenant, campaign.Id).SkipPreview(key.Id, callId);
        if (!answer.Ok)
            return answer.Refusals.ToList();
        state.OnPreviewOver(callId, EntryReason.Skipped, Now);
        await desk.Tell();
        await rows.NoteSkipped(preview.Card.Contact.Id, campaign.Id, reason, Now);
        return desk.View();
    }

    public async Task<Result<AgentView>> DialByHand(DialTarget target, Guid callId)
    {
        if (state.Campaign is not { } campaign)
            return AgentRefusals.NoCampaign();
        if (!state.CanTakeCall || state.Preview is { Status: PreviewCard.Dialing })
            return PreviewRefusals.NotFree();
        var verdict = await grains.Queue(key.Tenant, campaign.Id).DialByHand(key.Id, callId, target);
        return verdict.Ok ? desk.View() : verdict.Refusals.ToList();
    }

    public async Task<Result<DialVerdict>> Check(DialTarget target) =>
        state.Campaign is { } campaign ? await grains.Queue(key.Tenant, campaign.Id).CheckDial(target) : AgentRefusals.NoCampaign();
}
