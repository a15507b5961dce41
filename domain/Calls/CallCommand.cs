namespace Pivotal.Domain.Calls;

/// <summary>What the call's grain has to do next.</summary>
public abstract record CallCommand
{
    /// <summary>A person is on the line: find an agent.</summary>
    public sealed record Route : CallCommand;

    /// <summary>Somebody, or a machine that may hear it, is on the line and gets no agent: play the message.</summary>
    public sealed record Speak : CallCommand;

    /// <summary>Never call this person again; said once.</summary>
    public sealed record OptOut : CallCommand;

    /// <param name="Why">machine, fax, abandoned, agent, supervisor, suppressed, ring_timeout, message_over, opted_out, taken_back</param>
    public sealed record HangUp(string Why) : CallCommand;

    /// <summary>The two legs are connected.</summary>
    public sealed record Bridged : CallCommand;

    /// <summary>The agent came on the line later than the law allows; said once.</summary>
    public sealed record ConnectedLate : CallCommand;

    /// <summary>The call is over; said once.</summary>
    public sealed record Finished(string Outcome) : CallCommand;
}
