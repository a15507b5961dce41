using Microsoft.Extensions.Logging;
using Pivotal.Domain.Calls;
using Pivotal.Grains.Telephony;

namespace Pivotal.Grains.Calls;

/// <summary>The message that is played instead of finding an agent (mode agentless), or when none was found in time.</summary>
internal sealed class Speech(
    ICarrier carrier,
    CallTerms terms,
    CallState state,
    CustomerLeg leg,
    WatchTimer timer,
    CallWatchOptions watch,
    CarryOut carryOut,
    TimeProvider time,
    ILogger log
)
{
    private const int MostTries = 8;

    private bool _open;
    private int _tries;

    private DateTimeOffset Now => time.GetUtcNow();

    public async Task Speak()
    {
        if (terms.Spoken is not { } message || state.Facts.LegId is not { } person)
            return;
        _open = true;
        var reply = await carrier.Speak(
            person,
            message.Text,
            message.Language,
            message.OptOutKey is not null,
            CommandId.Of(terms.CallId, "speak", _tries++),
            CancellationToken.None
        );
        if (reply is CarrierReply.Accepted)
        {
            _open = false;
            await carryOut(state.OnMessageAccepted(Now));
            return;
        }

        CallsLog.CommandFailed(log, terms.CallId, "speak", reply.GetType().Name);
        if (reply is CarrierReply.Gone && await leg.IsOver(HangupCause.Lost))
            _open = false;
        else
            timer.Soon();
    }

    /// <returns>true when the watch has nothing else to look at now</returns>
    public async Task<bool> Watch()
    {
        if (terms.Spoken is not { } message)
            return false;
        if (_open)
        {
            if (_tries < MostTries)
            {
                await Speak();
                return true;
            }

            _open = false;
            await carryOut(state.OnCancel("message_failed"));
            return true;
        }

        if (state.AwaitsGreeting && Now > (state.Facts.AmdAt ?? terms.CreatedAt) + watch.GreetingLimit)
        {
            await carryOut(state.OnGreetingOverdue());
            return true;
        }

        if (state.Facts is { MessageAt: { } since, MessageOverAt: null } && Now > since + AgentlessMessage.Longest(message))
        {
            await carryOut(state.OnMessageOverdue(Now));
            return true;
        }

        return false;
    }
}
