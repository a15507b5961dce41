using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Dialer.Agents;

/// <summary>Time after a call that an agent asks for, breaks with a purpose, and the break that comes by itself when offered calls are not taken.</summary>
public sealed partial class AgentState
{
    private int _extensions;
    private bool _legLostInCall;

    /// <summary>Offered calls in a row that did not come together because of the agent's own leg.</summary>
    public int MissedInRow { get; private set; }

    /// <summary>The break that runs, when it is one of the tenant's pause codes.</summary>
    public PauseInUse? Pause { get; private set; }

    public int ExtensionsLeft => Status == AgentStatus.WrapUp ? Math.Max(0, (Campaign?.Rules.WrapUpExtensions ?? 0) - _extensions) : 0;

    /// <summary>Refusals: agents.not_in_wrap_up, agents.no_extension_left.</summary>
    public Refusal? ExtendWrapUp()
    {
        if (Status != AgentStatus.WrapUp || Call?.WrapUpUntil is not { } until)
            return AgentRefusals.NotInWrapUp();
        if (ExtensionsLeft == 0)
            return AgentRefusals.NoExtensionLeft();
        _extensions++;
        Call = Call with { WrapUpUntil = until.AddSeconds(Campaign!.Rules.WrapUpExtensionSeconds) };
        return null;
    }

    public void OnPause(PauseInUse? pause) => Pause = Status == AgentStatus.Break ? pause : null;

    /// <summary>Whoever misses as many calls in a row as the campaign's rules say is not at work.</summary>
    public AgentDuty? AutoPause(DateTimeOffset now)
    {
        if (Campaign is not { Rules.MissedCalls: > 0 and var limit } || MissedInRow < limit || Status != AgentStatus.Available)
            return null;
        MissedInRow = 0;
        var duty = Move(AgentStatus.Break, AgentReason.MissedCalls, now);
        Notice = new(AgentReason.MissedCalls, AgentReason.MissedCalls, AgentStatus.Break, null, now);
        return duty;
    }

    private void OnOffered() => (_legLostInCall, _extensions) = (false, 0);

    private void OnNotTaken()
    {
        if (Status == AgentStatus.Available)
            MissedInRow++;
    }

    private void OnTogether(bool connected)
    {
        if (connected)
            MissedInRow = 0;
        else if (_legLostInCall)
            MissedInRow++;
    }
}
