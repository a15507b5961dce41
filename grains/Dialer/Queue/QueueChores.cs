using Orleans;
using Orleans.Runtime;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>
/// The long work on the queue's rows, a piece at a time beside the dialling. What is left of it stands in the rows, so that the next activation goes on with it.
/// </summary>
/// <param name="tell">lets those who watch see how far it is; at once, or when it is due</param>
internal sealed class QueueChores(
    QueueContext queue,
    TenantDb db,
    QueueClocks clocks,
    QueueFaults faults,
    QueueWorkOptions options,
    RegisterTimer timer,
    Func<bool, Task> tell
)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>Between two pieces, so that whoever waits for the campaign's row has it: a pause, a change of settings.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(5);

    /// <summary>In the order they are worked on; each gets its piece in turn.</summary>
    private IReadOnlyList<OpenChore> _chores = [];

    private Task _working = Task.CompletedTask;
    private IGrainTimer? _timer;

    /// <summary>Rows added since the planner was told.</summary>
    private int _unknownRows;

    private int _knownRows;
    private bool _waitsForTurn;

    /// <summary>A campaign that drains or has ended takes nobody more in; started again it begins with its list.</summary>
    private bool HasWork =>
        queue.State.Status is CampaignStatus.Active or CampaignStatus.Paused && !queue.Fence.IsLost && _chores.Count > 0;

    public bool TakesMembers => _chores.Any(c => c.Kind == OpenChore.Members);

    public async Task Read()
    {
        _chores = await queue.Rows.Chores();
        Ensure();
    }

    public void Ensure()
    {
        if (HasWork)
            _timer ??= timer(Begin, new GrainTimerCreationOptions(TimeSpan.Zero, Period) { Interleave = true, KeepAlive = true });
    }

    /// <summary>One goes through all of them at a time.</summary>
    public Task Begin() => _working.IsCompleted ? _working = WorkThrough() : _working;

    /// <summary>Whoever asked for the work waits a moment for its end; what is not done by then goes on without him.</summary>
    public async Task WorkForAMoment()
    {
        await Read();
        await Task.WhenAny(Begin(), Task.Delay(options.Patience, queue.Time));
    }

    public Task KnowTables() => MembersChore.KnowTables(db, queue.Key.Tenant, queue.Settings);

    public void OnAdded(int rows) => _unknownRows += rows;

    /// <summary>For the first people of a start. Null: others of the tenant are at it for longer than somebody should wait for an answer.</summary>
    public async Task<IDisposable?> TurnToFill()
    {
        using var limit = new CancellationTokenSource(options.LookForSomebody, queue.Time);
        try
        {
            return await db.BulkTurn(queue.Key.Tenant, limit.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    public QueueWork? Progress()
    {
        if (!HasWork)
            return null;
        var chore = _chores.FirstOrDefault(c => c.Kind == OpenChore.Members) ?? _chores[0];
        // While the first find their places in a new order, the walk through the queue has not begun.
        return new(chore.Kind, chore.Cursors.Length == 0 ? 0 : chore.Looked, chore.Total, _waitsForTurn);
    }

    private async Task WorkThrough()
    {
        try
        {
            do
            {
                while (HasWork)
                {
                    foreach (var chore in _chores)
                        if (HasWork)
                            await WorkInTurn(chore);
                    do await Task.Delay(Breath, queue.Time);
                    while (queue.Store.RowIsWanted);
                    await Read();
                    queue.Pulse.ViewChanged = true;
                    await tell(false);
                }

                await TellPlanner(1000);
            } while (HasWork);

            _timer?.Dispose();
            _timer = null;
            // Whoever watches hears that it is over, also where no step runs that would tell him.
            await tell(true);
        }
        catch (FenceLostException)
        {
            // Noted where it was lost; this activation is ending.
        }
        catch (DatabaseUnavailableException e)
        {
            DialerLog.StorageAway(queue.Log, queue.Key.Id, e);
        }
        catch (Exception e)
        {
            // The next period tries the same piece again.
            DialerLog.ChoreFailed(queue.Log, queue.Key.Id, e);
            faults.Remember("rows");
        }
    }

    /// <summary>Other queues and imports want to get on, too, of this tenant and of others.</summary>
    private async Task WorkInTurn(OpenChore chore)
    {
        var asked = db.BulkTurn(queue.Key.Tenant);
        if (!asked.IsCompleted)
        {
            (_waitsForTurn, queue.Pulse.ViewChanged) = (true, true);
            await tell(false);
        }

        using var turn = await asked;
        _waitsForTurn = false;
        if (HasWork)
            await WorkOn(chore);
    }

    private async Task WorkOn(OpenChore chore)
    {
        await CountWork(chore);
        if (chore is { Kind: OpenChore.Members, Looked: 0 })
            await KnowTables();
        var (open, _) = await clocks.Open();
        var piece = await queue.Store.Write(
            (s, ct) =>
                chore.Kind switch
                {
                    OpenChore.Members => MembersChore.Run(s, queue.Settings, options.Chunk, queue.Now, ct),
                    OpenChore.Rules => RulesChore.Run(s, queue.Settings, options.Chunk, queue.Now, ct),
                    _ => OrderChore.Run(s, queue.Settings, open, options.Chunk, queue.Now, ct),
                }
        );
        if (piece is { Added: 0, Dialable: 0 } && chore.Kind != OpenChore.Order)
            return;
        clocks.Forget();
        queue.Pulse.CountsChanged = true;
        OnAdded(piece.Added);
        if (queue.State.HopperCount == 0)
        {
            queue.Pulse.NextClaim = default;
            queue.Pulse.Kick();
        }

        await TellPlanner(Math.Max(1000, 3 * _knownRows));
    }

    /// <summary>How much there is to be done, for those who watch.</summary>
    private async Task CountWork(OpenChore chore)
    {
        if (chore.Total is not null)
            return;
        await queue.Store.Write((s, ct) => ChoreRows.CountTotal(s, queue.Key.Id, chore.Kind, ct));
        await Read();
    }

    /// <summary>The planner learns of many new rows now and not when autovacuum comes by.</summary>
    private async Task TellPlanner(int most)
    {
        if (_unknownRows < most)
            return;
        (_knownRows, _unknownRows) = (_knownRows + _unknownRows, 0);
        await db.TellPlanner(["queue_entries"]);
    }
}
