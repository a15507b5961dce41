using Microsoft.Extensions.Logging;
using Pivotal.Data.Shared;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Agents;

/// <summary>What is stored of an agent, when, and under which fence.</summary>
/// <param name="epoch">of this activation</param>
/// <param name="stored">the status that the row has</param>
/// <param name="end">this activation ends: another one has the row, or the row refuses what this one knows</param>
internal sealed class AgentStore(
    IAgentRows rows,
    GrainKey key,
    AgentState state,
    long epoch,
    string stored,
    TimeProvider time,
    ILogger log,
    Action end
)
{
    private readonly List<AgentLogLine> _lines = [];
    private string _logged = stored;

    /// <summary>Something has happened that the row does not know yet.</summary>
    public bool Behind { get; private set; } = state.Status != stored;

    private DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Something has happened: a change of status gets its line, and all of it is stored a moment later.</summary>
    public void OnMoved()
    {
        LogStatus();
        Behind = true;
    }

    /// <summary>Something has happened that is no change of status.</summary>
    public void OnNews() => Behind = true;

    /// <summary>Stored before it is done. Where it cannot be stored nothing of it happens.</summary>
    /// <param name="next">a copy on which it was decided</param>
    /// <param name="note">of a line in the log though the status stays</param>
    public async Task Ahead(AgentState next, Guid? supervisor = null, string? note = null)
    {
        var logged = _logged;
        await Store(
            next,
            supervisor,
            note is not null ? LineOf(next, note)
                : next.Status != logged ? LineOf(next, next.Reason)
                : null
        );
        if (_logged == logged)
            _logged = next.Status;
    }

    /// <summary>What was stored ahead has been done to the state as it was by then.</summary>
    /// <param name="refused">by what had come in between</param>
    public void OnDone(bool refused)
    {
        if (refused || LogStatus())
            Behind = true;
    }

    /// <summary>The state as it is now.</summary>
    public Task Store() => Store(state);

    /// <summary>No change of status is in it, so that no line comes of it.</summary>
    public Task Store(AgentState what) => Store(what, null, null);

    /// <summary>Work that compares the epoch it is given.</summary>
    /// <exception cref="FenceLostException">This activation was replaced.</exception>
    public async Task<T> Fenced<T>(Func<long, Task<T>> work)
    {
        try
        {
            return await work(epoch);
        }
        catch (FenceLostException)
        {
            AgentsLog.AgentFenceLost(log, key.Id);
            end();
            throw;
        }
    }

    /// <exception cref="FenceLostException">This activation was replaced.</exception>
    public Task StillOurs() => Fenced(rows.HoldFence);

    private async Task Store(AgentState what, Guid? supervisor, AgentLogLine? line)
    {
        var lines = _lines.ToArray();
        // An offer may come in between: what it changes is stored the next time.
        Behind = false;
        try
        {
            await Fenced(held => rows.Store(what, held, line is null ? lines : [.. lines, line], supervisor, Now));
        }
        catch (Exception e) when (e is not FenceLostException && Batches.IsPoison(e))
        {
            // It would be refused for ever. The next activation goes on from the row.
            AgentsLog.AgentRefused(log, key.Id, e);
            _lines.Clear();
            end();
            throw;
        }
        catch
        {
            Behind = true;
            throw;
        }

        _lines.RemoveRange(0, lines.Length);
    }

    private Task Fenced(Func<long, Task> work) =>
        Fenced(async held =>
        {
            await work(held);
            return true;
        });

    /// <returns>true: a line waits to be stored</returns>
    private bool LogStatus()
    {
        if (state.Status == _logged)
            return false;
        _lines.Add(LineOf(state, state.Reason));
        _logged = state.Status;
        return true;
    }

    private AgentLogLine LineOf(AgentState of, string? reason) =>
        new(Ids.New(Now), of.Status, reason, of.Campaign?.Id, of.Call?.CallId, Now);
}
