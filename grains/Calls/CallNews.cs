using Microsoft.Extensions.Logging;
using Orleans;
using Pivotal.Domain.Calls;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Calls;

/// <summary>What the queue and the agent hear of a call.</summary>
internal sealed class CallNews(CallTerms terms, CallState state, WatchTimer timer, IGrainFactory grains, TimeProvider time, ILogger log)
{
    private string? _untold;
    private DialRefused? _refused;
    private Func<Task>? _again;

    /// <summary>What it came to is not known to everybody yet.</summary>
    public bool Owes => _untold is not null || _refused is not null;

    public Task End(string outcome)
    {
        _untold = outcome;
        _again = () =>
        {
            _untold = outcome;
            return TellEnd();
        };
        ProductMeter.OnEnded(outcome);
        return TellEnd();
    }

    /// <summary>Nobody took the dial.</summary>
    public Task Refused(string reason, TimeSpan retryAfter)
    {
        var refused = new DialRefused(terms.CallId, terms.ContactId, reason, retryAfter);
        _again = () =>
        {
            _refused = refused;
            return TellRefused();
        };
        return _again();
    }

    /// <summary>What it came to, although everybody has been told.</summary>
    public Task TellAgain() => _again?.Invoke() ?? Task.CompletedTask;

    public async Task TellOwed()
    {
        await TellEnd();
        await TellRefused();
    }

    /// <summary>Repeats until both have heard it: an agent that never hears of the end takes no further call, and neither does the contact.</summary>
    private async Task TellEnd()
    {
        if (_untold is not { } outcome)
            return;
        try
        {
            var at = state.Facts.HungUpAt ?? time.GetUtcNow();
            await grains
                .Queue(terms.Tenant, terms.CampaignId)
                .CallEnded(new CallEnded(terms.CallId, terms.ContactId, outcome, state.AgentId, at) { Rang = state.Rang });
            if (state.AgentId is { } agent)
                await grains.Agent(terms.Tenant, agent).CallChanged(terms.CallId, CallStatus.Ended, at, outcome);
            _untold = null;
        }
        catch (Exception e)
        {
            CallsLog.EndNotTold(log, terms.CallId, e);
            timer.Start();
        }
    }

    /// <summary>Repeats until the queue has heard it: it would keep the contact, and an agent for him, for a call that is none.</summary>
    private async Task TellRefused()
    {
        if (_refused is not { } refused)
            return;
        try
        {
            await grains.Queue(terms.Tenant, terms.CampaignId).DialRefused(refused);
            _refused = null;
        }
        catch (Exception e)
        {
            CallsLog.EndNotTold(log, terms.CallId, e);
            timer.Start();
        }
    }

    public async Task Bridged()
    {
        if (state.AgentId is not { } agent)
            return;
        try
        {
            await grains
                .Agent(terms.Tenant, agent)
                .CallChanged(terms.CallId, CallStatus.Bridged, state.Facts.BridgedAt ?? time.GetUtcNow(), null);
        }
        catch (Exception e)
        {
            // Where the agent's grain starts anew it reads of the bridge in the call's row.
            CallsLog.BridgeNotTold(log, terms.CallId, e);
        }
    }

    public async Task ConnectedLate()
    {
        try
        {
            await grains.Queue(terms.Tenant, terms.CampaignId).ConnectedLate(terms.CallId);
        }
        catch (Exception e)
        {
            // Where the queue's grain starts anew it reads of it in the call's row.
            CallsLog.BridgeNotTold(log, terms.CallId, e);
        }
    }
}
