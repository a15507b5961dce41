using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Dialer;

/// <summary>Breaks with a limit, and more time after a call.</summary>
internal sealed partial class AgentGrain
{
    private DateTimeOffset _pauseKnown;
    private bool _pauseOverTold;

    public async Task<Result<AgentView>> ExtendWrapUp()
    {
        if (!_exists) return Gone();
        return await Ask(state => (state.ExtendWrapUp(), AgentDuty.None), note: AgentReason.Extended) is { } refused ? refused : View();
    }

    private AgentMeans Means(AgentCampaign campaign) => new(campaign.DialMode, campaign.Rules.WrapUpExtensionSeconds, _state.ExtensionsLeft, _state.Pause, campaign.Status);

    /// <summary>What limits the break that has begun; managers hear of it once when it is over the limit, and nobody is sent back.</summary>
    private async Task KnowPause()
    {
        if (_state.Status != AgentStatus.Break) return;
        if (_pauseKnown != _state.Since)
        {
            var (since, reason) = (_state.Since, _state.Reason);
            var pause = reason is null ? null : await db.InTenant(_key.Tenant, (s, ct) => PauseRows.Find(s, _key.Id, reason, since, DayStart(), ct));
            if (_state.Since != since) return;
            (_pauseKnown, _pauseOverTold) = (since, false);
            _state.OnPause(pause);
            if (pause is not null) await Tell();
        }

        if (_pauseOverTold || _state.Pause?.Until is not { } until || until > Now) return;
        _pauseOverTold = true;
        await Tell();
    }
}
