using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Dialer;

/// <summary>Modes preview and manual at the desk. The queue owns what is looked at; the agent's grain shows it and passes on what the agent wants.</summary>
internal sealed partial class AgentGrain
{
    private static readonly TimeSpan PreviewPatience = TimeSpan.FromSeconds(10);

    public async Task ShowPreview(PreviewCard preview)
    {
        if (!_exists) return;
        if (_state.OnPreview(preview)) await Tell();
        else await Carry(AgentDuty.Withdraw);
    }

    public async Task PreviewOver(Guid callId, string why, DateTimeOffset? nextAt)
    {
        if (_exists && _state.OnPreviewOver(callId, why, Now, nextAt)) await Tell();
    }

    public async Task<Result<AgentView>> DialPreview(Guid callId)
    {
        if (!_exists) return Gone();
        if (_state.Preview?.Card.CallId != callId || _state.Campaign is not { } campaign) return PreviewRefusals.Gone();
        if (!await GrainFactory.Queue(_key.Tenant, campaign.Id).DialPreview(_key.Id, callId))
        {
            _state.OnPreviewOver(callId, "gone", Now);
            await Tell();
            return PreviewRefusals.Gone();
        }

        _state.OnPreviewDialing(callId);
        await Tell();
        return View();
    }

    public async Task<Result<AgentView>> SkipPreview(Guid callId, string reason)
    {
        if (!_exists) return Gone();
        if (_state.Preview is not { } preview || preview.Card.CallId != callId || _state.Campaign is not { } campaign) return PreviewRefusals.Gone();
        var answer = await GrainFactory.Queue(_key.Tenant, campaign.Id).SkipPreview(_key.Id, callId);
        if (!answer.Ok) return answer.Refusals.ToList();
        _state.OnPreviewOver(callId, EntryReason.Skipped, Now);
        await Tell();
        await db.InTenant(_key.Tenant, async (s, ct) =>
        {
            await AuditRow.Insert(s, Ids.New(Now), _key.Id, "contacts.skipped", "contact", preview.Card.Contact.Id, new { campaign = campaign.Id, reason }, Now, ct);
            return true;
        });
        return View();
    }

    public async Task<Result<AgentView>> DialByHand(DialTarget target, Guid callId)
    {
        if (!_exists) return Gone();
        if (_state.Campaign is not { } campaign) return AgentRefusals.NoCampaign();
        if (!_state.CanTakeCall || _state.Preview is { Status: PreviewCard.Dialing }) return PreviewRefusals.NotFree();
        var verdict = await GrainFactory.Queue(_key.Tenant, campaign.Id).DialByHand(_key.Id, callId, target);
        return verdict.Ok ? View() : verdict.Refusals.ToList();
    }

    public async Task<Result<DialVerdict>> CheckDial(DialTarget target) =>
        _state.Campaign is { } campaign ? await GrainFactory.Queue(_key.Tenant, campaign.Id).CheckDial(target) : AgentRefusals.NoCampaign();
}
