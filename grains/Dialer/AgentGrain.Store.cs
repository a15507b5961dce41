using Pivotal.Data.Shared;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Dialer;

/// <summary>What is stored of an agent, when, and under which fence.</summary>
internal sealed partial class AgentGrain
{
    /// <summary>
    /// Decided on a copy, stored, then done to the state as it is by then: a call may have been offered meanwhile, and whoever asked for a break has it after that call.
    /// Where it cannot be stored nothing of it has happened.
    /// </summary>
    /// <param name="change">a null duty: nothing changes</param>
    /// <param name="note">of a line in the log though the status stays</param>
    private async Task<Refusal?> Ask(Func<AgentState, (Refusal? Refusal, AgentDuty? Duty)> change, Guid? supervisor = null, string? note = null)
    {
        var next = _state.Copy();
        var (refusal, decided) = change(next);
        if (refusal is not null || decided is null) return refusal;
        var logged = _loggedStatus;
        await Store(next, supervisor, note is not null ? LineOf(next, note) : next.Status != logged ? LineOf(next, next.Reason) : null);
        if (_loggedStatus == logged) _loggedStatus = next.Status;
        var (late, duty) = change(_state);
        if (late is not null || LogStatus()) _unsaved = true;
        await Tell();
        await Carry(duty ?? AgentDuty.None);
        WorkNow();
        return late;
    }

    private Task Store() => Store(_state, null, null);

    private async Task Store(AgentState state, Guid? supervisor, AgentLogLine? line)
    {
        var lines = _log.ToArray();
        // An offer may come in between: what it changes is stored the next time.
        _unsaved = false;
        try
        {
            await Write(state, supervisor, line is null ? lines : [.. lines, line]);
        }
        catch (Exception e) when (e is not FenceLostException && Batches.IsPoison(e))
        {
            // It would be refused for ever. The next activation goes on from the row.
            DialerLog.AgentRefused(log, _key.Id, e);
            _log.Clear();
            _timer?.Dispose();
            this.DeactivateOnIdle();
            throw;
        }
        catch
        {
            _unsaved = true;
            throw;
        }

        _log.RemoveRange(0, lines.Length);
    }

    private Task Write(AgentState state, Guid? by, AgentLogLine[] lines) =>
        Fenced(async (s, ct) =>
        {
            await AgentRow.Store(s, state, _epoch, lines, ct);
            if (by is { } supervisor) await AuditRow.Insert(s, Ids.New(Now), supervisor, "agents.forced", "user", _key.Id, new { status = state.Pending ?? state.Status, reason = state.PendingReason ?? state.Reason }, Now, ct);
            return true;
        });

    /// <summary>For work that compares the epoch: by the row's own update, or by holding the fence first.</summary>
    private async Task<T> Fenced<T>(Func<TenantSession, CancellationToken, Task<T>> work)
    {
        try
        {
            return await db.InTenant(_key.Tenant, work);
        }
        catch (FenceLostException)
        {
            DialerLog.AgentFenceLost(log, _key.Id);
            _timer?.Dispose();
            this.DeactivateOnIdle();
            throw;
        }
    }

    /// <exception cref="FenceLostException">This activation was replaced.</exception>
    private Task StillOurs() => Fenced((s, _) =>
    {
        AgentRow.HoldFence(s, _key.Id, _epoch);
        return Task.FromResult(true);
    });
}
