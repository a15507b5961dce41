using Orleans;
using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.Domain.Telephony;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.GrainInterfaces.Agents;

/// <summary>One agent's status machine: offline, available, on_call, wrap_up, break. It alone decides whether the agent may be given a call.</summary>
[Alias("Pivotal.Agent"), Version(2)]
public interface IAgentGrain : IGrainWithStringKey
{
    [Alias("Get"), Repeatable, AlwaysInterleave]
    Task<AgentView> Get();

    /// <summary>Asked by the agent or, with another <paramref name="by"/>, by a supervisor. While on a call, "break" and "offline" take effect after the call.
    /// Refusals: agents.no_campaign, agents.illegal_move.</summary>
    [Alias("SetStatus")]
    Task<Result<AgentView>> SetStatus(string status, string? reason, Guid by);

    /// <summary>More time after the call, as the campaign's rules allow. Refusals: agents.not_in_wrap_up, agents.no_extension_left.</summary>
    [Alias("ExtendWrapUp")]
    Task<Result<AgentView>> ExtendWrapUp();

    /// <summary>Refusals: calls.not_yours, calls.already_ended.</summary>
    [Alias("HangUp")]
    Task<Result<AgentView>> HangUp(Guid callId);

    /// <summary>Stores the disposition, applies its effects once, ends wrap-up. The same request again answers the same (idempotent by call).
    /// Refusals: calls.not_yours, calls.still_running, calls.already_disposed, calls.callback_in_past, calls.answer_required.</summary>
    [Alias("Dispose"), Repeatable]
    Task<Result<AgentView>> Dispose(DisposeCall request);

    /// <summary>From CallGrain: take this call. False when the agent left in the same instant.
    /// Interleaves, so that an answered call never waits for what the agent's grain stores at that moment.</summary>
    [Alias("Offer"), Repeatable, AlwaysInterleave]
    Task<bool> Offer(CallCard card);

    /// <summary>From CallGrain: state of the offered call changed (bridged, ended).</summary>
    [Alias("CallChanged"), Repeatable, AlwaysInterleave]
    Task CallChanged(Guid callId, string status, DateTimeOffset at, string? outcome);

    /// <summary>A verified event of the agent's own standing leg; takes effect once.</summary>
    [Alias("Handle"), Repeatable, AlwaysInterleave]
    Task Handle(CarrierEvent carrierEvent);

    /// <summary>From CallGrain: the carrier says that this standing leg no longer exists, although nobody reported its end.</summary>
    [Alias("LegGone"), Repeatable, AlwaysInterleave]
    Task LegGone(string legId);

    /// <summary>From the queue: look at this contact, or: it is being dialled for you. Repeats replace what is shown.</summary>
    [Alias("ShowPreview"), OneWay, AlwaysInterleave]
    Task ShowPreview(PreviewCard preview);

    /// <summary>From the queue: the contact is off the screen again.</summary>
    /// <param name="why">an outcome, a gate's reason, skipped, time_over, mode_changed …</param>
    /// <param name="nextAt">when the gate opens; null: never, or it is no gate</param>
    [Alias("PreviewOver"), OneWay, AlwaysInterleave]
    Task PreviewOver(Guid callId, string why, DateTimeOffset? nextAt);

    /// <summary>Dial what is on the screen. Refusals: previews.gone.</summary>
    [Alias("DialPreview"), Repeatable]
    Task<Result<AgentView>> DialPreview(Guid callId);

    /// <summary>Not this one. Refusals: previews.gone, previews.no_skip_left.</summary>
    [Alias("SkipPreview")]
    Task<Result<AgentView>> SkipPreview(Guid callId, string reason);

    /// <summary>Dial a contact or a number of the agent's own choice (modes manual and preview).
    /// Refusals: agents.not_free, calls.mode, calls.unknown_number, calls.not_allowed (with the gate's reason).</summary>
    /// <param name="callId">chosen by the caller, so that the same request twice is one call</param>
    [Alias("DialByHand"), Repeatable]
    Task<Result<AgentView>> DialByHand(DialTarget target, Guid callId);

    /// <summary>The verdict that <see cref="DialByHand"/> would meet. Refusals: agents.no_campaign, calls.unknown_number.</summary>
    [Alias("CheckDial"), Repeatable]
    Task<Result<DialVerdict>> CheckDial(DialTarget target);

    /// <summary>The agent was assigned to a campaign or taken off one.</summary>
    [Alias("CampaignChanged"), Repeatable]
    Task CampaignChanged();

    /// <summary>From the queue after it was activated, moved or let its agents go: look at your campaign again and say whether you are available.</summary>
    [Alias("Announce"), OneWay]
    Task Announce();

    /// <summary>From the API: a session of the agent's ended, or an account was disabled. Who has none left takes no further call: available and break become offline with reason
    /// signed_out at once, a call and its wrap-up are finished first.</summary>
    [Alias("SignedOut"), Repeatable]
    Task SignedOut();

    /// <summary>From the API, when the agent's first browser connects and from then on several times within the grace time: somebody sits there.</summary>
    [Alias("PresenceSeen"), Repeatable]
    Task PresenceSeen(DateTimeOffset at);

    /// <summary>As <see cref="BrowserLost"/>, decided at once even by an activation that cannot know who else has seen the agent.</summary>
    [Obsolete("Only processes of the release before say it."), Alias("PresenceLost"), Repeatable]
    Task PresenceLost(DateTimeOffset since);

    /// <summary>From the API: the agent's last browser is gone since then and did not come back within the grace time. Available becomes offline with reason
    /// connection_lost; after a call and its wrap-up the same happens; break stays. Means nothing when another API process has seen the agent later than
    /// <paramref name="since"/>. The agent returns by asking for available, or by disposing of the call with it as next status.</summary>
    /// <param name="told">within this time every process that sees the agent says so</param>
    /// <returns>false: this activation is younger than that, and nobody has told it yet what the one before it knew; say it again in a while</returns>
    [Alias("BrowserLost"), Repeatable]
    Task<bool> BrowserLost(DateTimeOffset since, TimeSpan told);
}

[GenerateSerializer, Immutable, Alias("Pivotal.AgentView")]
public sealed record AgentView(
    [property: Id(0)] Guid AgentId,
    [property: Id(1)] string Status,
    [property: Id(2)] string? Reason,
    [property: Id(3)] DateTimeOffset Since,
    [property: Id(4)] DateTimeOffset? IdleSince,
    [property: Id(5)] Guid? CampaignId,
    [property: Id(6)] string? CampaignName,
    [property: Id(7)] string? PendingStatus,
    [property: Id(8)] CallCard? Call,
    [property: Id(9)] AgentDay Today,
    [property: Id(10)] PreviewCard? Preview = null,
    [property: Id(11)] AgentNotice? Notice = null,
    [property: Id(12)] AgentMeans? Means = null
);

/// <summary>What the desk offers beside status and call, as the campaign and the tenant have it.</summary>
/// <param name="DialMode">of the campaign</param>
/// <param name="ExtensionSeconds">by how much a wrap-up can be lengthened</param>
/// <param name="ExtensionsLeft">how often still, after this call</param>
/// <param name="Pause">the break that runs, when it is one of the tenant's pause codes</param>
/// <param name="CampaignStatus">of the campaign: only active and draining ones dial; null: said by a program that does not know yet</param>
[GenerateSerializer, Immutable, Alias("Pivotal.AgentMeans")]
public sealed record AgentMeans(
    [property: Id(0)] string DialMode,
    [property: Id(1)] int ExtensionSeconds,
    [property: Id(2)] int ExtensionsLeft,
    [property: Id(3)] PauseInUse? Pause = null,
    [property: Id(4)] string? CampaignStatus = null
);
