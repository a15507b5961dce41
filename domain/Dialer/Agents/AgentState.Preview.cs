using Pivotal.Domain.Calls;

namespace Pivotal.Domain.Dialer.Agents;

/// <summary>A contact the agent sees before it is dialled. The queue decides about it; here is what the screen shows.</summary>
public sealed partial class AgentState
{
    public PreviewCard? Preview { get; private set; }

    public AgentNotice? Notice { get; private set; }

    /// <returns>false: the agent takes no calls, and the queue has to know</returns>
    public bool OnPreview(PreviewCard preview)
    {
        if (!CanTakeCall)
            return false;
        (Preview, Notice) = (preview, Notice?.Kind == AgentNotice.PreviewOver ? null : Notice);
        return true;
    }

    /// <returns>false: something else is on the screen</returns>
    public bool OnPreviewOver(Guid callId, string why, DateTimeOffset now, DateTimeOffset? nextAt = null)
    {
        if (Preview is not { } shown || shown.Card.CallId != callId)
            return false;
        (Preview, Notice) = (null, new(AgentNotice.PreviewOver, why, shown.Card.Contact.FullName, null, now, nextAt));
        return true;
    }

    public void OnPreviewDialing(Guid callId)
    {
        if (Preview?.Card.CallId == callId)
            Preview = Preview with { Status = PreviewCard.Dialing, Card = Preview.Card with { Status = CallStatus.Dialing } };
    }

    /// <summary>The time was over some while ago and nobody said what became of it: the message was lost.</summary>
    public bool PreviewForgotten(DateTimeOffset now, TimeSpan patience) =>
        Preview is { Status: PreviewCard.Offered, Until: { } until } && until + patience < now;

    public void OnForced(AgentNotice notice) => Notice = notice;

    /// <summary>What the agent has done since shows that it was read.</summary>
    public void OnNoticeRead() => Notice = null;
}
