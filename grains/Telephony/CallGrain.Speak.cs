using Pivotal.Domain.Calls;

namespace Pivotal.Grains.Telephony;

/// <summary>The message that is played instead of finding an agent (mode agentless), or when none was found in time.</summary>
internal sealed partial class CallGrain
{
    private SpokenMessage? _message;
    private bool _speaking;
    private int _speakTries;

    private async Task Speak()
    {
        if (_message is not { } message || _state!.Facts.LegId is not { } leg) return;
        _speaking = true;
        var reply = await carrier.Speak(leg, message.Text, message.Language, message.OptOutKey is not null, CommandId.Of(CallId, "speak", _speakTries++), CancellationToken.None);
        if (reply is CarrierReply.Accepted)
        {
            _speaking = false;
            await Do(_state.OnMessageAccepted(Now));
            return;
        }

        TelephonyLog.CommandFailed(log, CallId, "speak", reply.GetType().Name);
        if (reply is CarrierReply.Gone && await LegIsOver(HangupCause.Lost)) _speaking = false;
        else _timer?.Change(RouteAgain, Second);
    }

    /// <returns>true when the watch has nothing else to look at now</returns>
    private async Task<bool> WatchMessage()
    {
        if (_message is not { } message) return false;
        if (_speaking)
        {
            if (_speakTries < MostBridgeTries)
            {
                await Speak();
                return true;
            }

            _speaking = false;
            await Do(_state!.OnCancel("message_failed"));
            return true;
        }

        if (_state!.AwaitsGreeting && Now > (_state.Facts.AmdAt ?? _createdAt) + watch.GreetingLimit)
        {
            await Do(_state.OnGreetingOverdue());
            return true;
        }

        if (_state!.Facts is { MessageAt: { } since, MessageOverAt: null } && Now > since + AgentlessMessage.Longest(message))
        {
            await Do(_state.OnMessageOverdue(Now));
            return true;
        }

        return false;
    }
}
