using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Dialer.Agents;

/// <summary>
/// One agent: offline, available, on_call, wrap_up, break. A status asked for during a call waits until the call and its wrap-up are over.
/// Calls are taken only while available and with the standing leg up.
/// </summary>
public sealed partial class AgentState(Guid agentId)
{
    private AgentLeg _leg = AgentLeg.None;

    public Guid AgentId { get; } = agentId;

    public string Status { get; private set; } = AgentStatus.Offline;

    public string? Reason { get; private set; }

    public DateTimeOffset Since { get; private set; }

    public DateTimeOffset? IdleSince { get; private set; }

    public string? Pending { get; private set; }

    public string? PendingReason { get; private set; }

    public CallCard? Call { get; private set; }

    public string? LegId => _leg.Id;

    public bool LegUp => _leg.Up;

    public AgentCampaign? Campaign { get; private set; }

    public AgentDay Today { get; private set; } = new(0, 0, 0, 0);

    public DateTimeOffset? WrapUpUntil => Status == AgentStatus.WrapUp ? Call?.WrapUpUntil : null;

    /// <summary>After a call: of the campaign he works on, or of the one he worked on last, which may be over before its last call is.</summary>
    public int WrapUpSeconds { get; private set; } = 60;

    public bool CanTakeCall => Status == AgentStatus.Available && LegUp && Campaign is not null;

    /// <summary>To decide on; what is decided on it changes nothing here.</summary>
    public AgentState Copy() => (AgentState)MemberwiseClone();

    /// <summary>As the rows say after a restart.</summary>
    public void Restore(
        string status,
        string? reason,
        DateTimeOffset since,
        DateTimeOffset? idleSince,
        string? legId,
        AgentCampaign? campaign,
        CallCard? call,
        AgentDay today,
        bool atDesk
    )
    {
        (Status, Reason, Since, IdleSince, _leg, Campaign, Call, Today, AtDesk) = (
            status,
            reason,
            since,
            idleSince,
            new(legId, false),
            campaign,
            call,
            today,
            atDesk
        );
        WrapUpSeconds = campaign?.WrapUpSeconds ?? WrapUpSeconds;
    }

    /// <summary>Refusals: agents.no_campaign, agents.illegal_move.</summary>
    public (Refusal? Refusal, AgentDuty Duty) SetStatus(string status, string? reason, DateTimeOffset now)
    {
        if (status is not (AgentStatus.Available or AgentStatus.Break or AgentStatus.Offline))
            return (AgentRefusals.IllegalMove(Status, status), AgentDuty.None);
        if (status == AgentStatus.Available && Campaign is null)
            return (AgentRefusals.NoCampaign(), AgentDuty.None);
        if (status == AgentStatus.Break && Status == AgentStatus.Offline)
            return (AgentRefusals.IllegalMove(Status, status), AgentDuty.None);
        if (Status == AgentStatus.OnCall)
        {
            (Pending, PendingReason) = status == AgentStatus.Available ? (null, null) : (status, reason);
            return (null, AgentDuty.None);
        }

        if (Status == status)
        {
            Reason = reason ?? Reason;
            return (null, status == AgentStatus.Available && LegId is null ? AgentDuty.DialLeg : AgentDuty.None);
        }

        return (null, Move(status, reason, now));
    }

    /// <summary>False when the agent cannot take it; the same call offered again is taken again.</summary>
    public bool Offer(CallCard card, DateTimeOffset now)
    {
        if (Status == AgentStatus.OnCall && Call?.CallId == card.CallId)
            return true;
        if (!CanTakeCall)
        {
            OnNotTaken();
            return false;
        }

        OnOffered();
        (Status, Reason, Since, IdleSince, Call, Preview) = (AgentStatus.OnCall, null, now, null, card, null);
        Today = Today with { Calls = Today.Calls + 1 };
        return true;
    }

    public bool OnBridged(Guid callId)
    {
        if (Call?.CallId != callId || Status != AgentStatus.OnCall)
            return false;
        Call = Call with { Status = CallStatus.Bridged };
        return true;
    }

    /// <summary>A connected call leads into wrap-up; one that never came together gives the agent back at once.</summary>
    public AgentDuty? OnCallEnded(Guid callId, string outcome, DateTimeOffset at, int wrapUpSeconds, DateTimeOffset now)
    {
        if (Call?.CallId != callId || Status != AgentStatus.OnCall)
            return null;
        OnTogether(outcome == Outcome.Connected);
        if (outcome != Outcome.Connected)
            return Next(now);
        var talked = Math.Max(0, (int)(at - Call.AnsweredAt).TotalSeconds);
        Today = Today with { Connected = Today.Connected + 1, TalkSeconds = Today.TalkSeconds + talked };
        if (wrapUpSeconds <= 0)
        {
            return Next(now);
        }

        Call = Call with { Status = CallStatus.Ended, EndedAt = at, WrapUpUntil = now.AddSeconds(wrapUpSeconds) };
        (Status, Reason, Since) = (AgentStatus.WrapUp, null, now);
        return AgentDuty.None;
    }

    /// <summary>The disposition of a call is stored. Only the call in wrap-up moves the agent; an older one is just noted.</summary>
    public AgentDuty OnDisposed(Guid callId, string disposition, string nextStatus, DateTimeOffset now)
    {
        if (disposition == Disposition.Qualified)
            Today = Today with { Qualified = Today.Qualified + 1 };
        return OnDisposedBefore(callId, nextStatus, now);
    }

    public bool WrapsUp(Guid callId) => Status == AgentStatus.WrapUp && Call?.CallId == callId;

    /// <summary>Its disposition is in the rows, and counted, already.</summary>
    public AgentDuty OnDisposedBefore(Guid callId, string nextStatus, DateTimeOffset now)
    {
        if (!WrapsUp(callId))
            return AgentDuty.None;
        // Whoever disposes of a call is there again.
        if (PendingReason is AgentReason.ConnectionLost or AgentReason.SignedOut)
            (Pending, PendingReason) = (null, null);
        if (Pending is null && nextStatus is AgentStatus.Break or AgentStatus.Offline)
            Pending = nextStatus;
        return Next(now);
    }

    public AgentDuty OnWrapUpOver(DateTimeOffset now) => WrapUpUntil <= now ? Next(now) : AgentDuty.None;

    public AgentDuty OnLegDialed(string legId)
    {
        _leg = _leg.Dialed(legId);
        return _leg.HasEnded(legId) ? AgentDuty.DialLeg : AgentDuty.None;
    }

    public AgentDuty OnLegUp(string legId)
    {
        var before = _leg;
        _leg = _leg.CameUp(legId);
        return _leg != before && Status == AgentStatus.Available ? AgentDuty.Announce : AgentDuty.None;
    }

    /// <summary>A lost leg is dialled again while the agent is signed on.</summary>
    public AgentDuty OnLegLost(string legId)
    {
        var own = LegId == legId;
        _leg = _leg.Lost(legId);
        if (!own)
            return AgentDuty.None;
        if (Status == AgentStatus.OnCall && Call?.Status != CallStatus.Bridged)
            _legLostInCall = true;
        Preview = null;
        return Status switch
        {
            AgentStatus.Offline => AgentDuty.None,
            AgentStatus.Available => AgentDuty.Withdraw | AgentDuty.DialLeg,
            _ => AgentDuty.DialLeg,
        };
    }

    /// <summary>Assigned elsewhere or nowhere. The call at hand is finished first.</summary>
    public AgentDuty OnCampaign(AgentCampaign? campaign, DateTimeOffset now)
    {
        var (moved, before) = (Campaign?.Id != campaign?.Id, Campaign);
        (Campaign, WrapUpSeconds) = (campaign, campaign?.WrapUpSeconds ?? WrapUpSeconds);
        // Only who is there is told: who comes later sees the campaign he comes to.
        if (moved)
            (Preview, Notice) = (
                null,
                Status == AgentStatus.Offline ? Notice : new(AgentNotice.CampaignMoved, before?.Name ?? "", campaign?.Name, null, now)
            );
        if (Status != AgentStatus.Available)
            return AgentDuty.None;
        if (campaign is null)
            return Move(AgentStatus.Break, "no_campaign", now);
        return moved && CanTakeCall ? AgentDuty.Announce : AgentDuty.None;
    }

    /// <summary>A new day on the campaign's clock.</summary>
    public void OnNewDay(AgentDay today) => Today = today;

    /// <summary>Adds to a duty what the queue could not be told before: how things are now, whatever was to be said then.</summary>
    /// <param name="owed">something was to be said and did not arrive</param>
    public AgentDuty WithOwed(AgentDuty duty, bool owed) => !owed ? duty : duty | (CanTakeCall ? AgentDuty.Announce : AgentDuty.Withdraw);

    private AgentDuty Next(DateTimeOffset now)
    {
        var (status, reason) =
            Campaign is null && Pending is null ? (AgentStatus.Break, "no_campaign") : (Pending ?? AgentStatus.Available, PendingReason);
        return Move(status, reason, now);
    }

    private AgentDuty Move(string status, string? reason, DateTimeOffset now)
    {
        (Status, Reason, Since, Call, Pending, PendingReason, Preview) = (status, reason, now, null, null, null, null);
        IdleSince = status == AgentStatus.Available ? now : null;
        Pause = null;
        if (reason is AgentReason.ConnectionLost or AgentReason.SignedOut)
            AtDesk = false;
        return status switch
        {
            AgentStatus.Available => LegUp ? AgentDuty.Announce
            : LegId is null ? AgentDuty.DialLeg
            : AgentDuty.None,
            AgentStatus.Offline => AgentDuty.Withdraw | (LegId is null ? AgentDuty.None : AgentDuty.HangUpLeg),
            _ => AgentDuty.Withdraw,
        };
    }
}
