using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Dialer;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>From one status of the campaign to another.</summary>
internal sealed class QueueMoves(
    QueueContext queue,
    QueueWorkOptions options,
    QueueOutcomes outcomes,
    NewsReader news,
    QueueChores chores,
    QueueClocks clocks,
    QueueCounter counter,
    QueueBoard board,
    QueueTeam team
)
{
    private bool _starting;

    private QueueState State => queue.State;

    public async Task<Result<QueueSnapshot>> Start(Guid by)
    {
        if (_starting)
            return QueueRefusals.Starting();
        _starting = true;
        try
        {
            return await StartOnce(by);
        }
        finally
        {
            _starting = false;
        }
    }

    public async Task<Result<QueueSnapshot>> Move(string to, Guid? by, params string[] from)
    {
        if (!from.Contains(State.Status))
            return QueueRefusals.IllegalMove(State.Status, to);
        var was = State.Status;
        // From this instant nothing new is planned, whatever the storing takes.
        State.Status = to;
        var back = State.EmptyHopper();
        IReadOnlyList<Guid> free;
        try
        {
            free = await queue.Rows.Move(was, to, by, [.. back.Select(e => new EntryBack(e.ContactId))]);
        }
        catch
        {
            State.Status = was;
            outcomes.GoBack(back.Select(e => new EntryBack(e.ContactId)));
            throw;
        }

        // It is over: each of them reads that he works on nothing now.
        await team.Announce(free);
        return await Moved();
    }

    private async Task<Result<QueueSnapshot>> StartOnce(Guid by)
    {
        if (State.Status is not (CampaignStatus.Draft or CampaignStatus.Paused))
            return QueueRefusals.IllegalMove(State.Status, CampaignStatus.Active);
        await news.LoadSettings();
        var agents = await team.All();
        if (QueueRefusals.AtStart(queue.Settings, agents.Count) is { Count: > 0 } refusals)
            return refusals;
        using var turn = await chores.TurnToFill();
        if (turn is null)
            return QueueRefusals.BulkBusy();
        await chores.KnowTables();
        if (!await Fill(queue.Settings, first: State.Status == CampaignStatus.Draft, by))
            return QueueRefusals.EmptyAudience();
        // The rest is done in pieces that have turns of their own.
        turn.Dispose();
        State.Status = CampaignStatus.Active;
        queue.Pulse.Start();
        await chores.WorkForAMoment();
        return await Moved();
    }

    /// <summary>The first people come in before anybody is told that the campaign runs; the others while it does.</summary>
    /// <returns>false: there is nobody who could be dialled, and the campaign is as it was</returns>
    private async Task<bool> Fill(CampaignSettings settings, bool first, Guid by)
    {
        try
        {
            await queue.Store.WriteAlone(
                async (s, ct) =>
                {
                    await MembersChore.Begin(s, settings, queue.Now, ct);
                    await RulesChore.Begin(s, settings, everything: !first, queue.Now, ct);
                    var (looked, piece, dialable) = (queue.Time.GetTimestamp(), default(ChorePiece), 0);
                    do
                    {
                        piece = await MembersChore.Run(s, settings, options.Chunk, queue.Now, ct);
                        dialable += piece.Dialable;
                        chores.OnAdded(piece.Added);
                    } while (first && dialable == 0 && !piece.Done && queue.Time.GetElapsedTime(looked) < options.LookForSomebody);

                    if (first && dialable == 0 && piece.Done)
                        throw new EmptyAudienceException();
                    await CampaignMoves.Move(
                        s,
                        queue.Key.Id,
                        queue.Fence.Epoch,
                        State.Status,
                        CampaignStatus.Active,
                        by,
                        queue.Now,
                        Ids.New(),
                        ct
                    );
                }
            );
            return true;
        }
        catch (EmptyAudienceException)
        {
            return false;
        }
    }

    private async Task<Result<QueueSnapshot>> Moved()
    {
        DialerLog.Moved(queue.Log, queue.Key.Id, State.Status);
        queue.Pulse.CountsChanged = true;
        clocks.Forget();
        if (CampaignStatus.Runs(State.Status))
            queue.Pulse.Start();
        chores.Ensure();
        await team.AnnounceAll();
        await counter.Fresh(TimeSpan.Zero);
        await board.PushMove();
        queue.Pulse.Kick();
        return board.View();
    }

    /// <summary>Rolls back what the start had stored.</summary>
    private sealed class EmptyAudienceException : Exception;
}
