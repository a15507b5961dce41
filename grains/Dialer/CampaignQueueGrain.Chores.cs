using Orleans;
using Orleans.Runtime;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Dialer;

/// <summary>
/// The long work on the queue's rows, a piece at a time beside the dialling. What is left of it stands in the rows, so that the next activation goes on with it.
/// </summary>
internal sealed partial class CampaignQueueGrain
{
    private static readonly TimeSpan ChorePeriod = TimeSpan.FromSeconds(1);

    /// <summary>Between two pieces, so that whoever waits for the campaign's row has it: a pause, a change of settings.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(5);

    /// <summary>In the order they are worked on; each gets its piece in turn.</summary>
    private IReadOnlyList<QueueChore> _chores = [];

    private Task _working = Task.CompletedTask;
    private IGrainTimer? _choreTimer;

    /// <summary>Rows added since the planner was told.</summary>
    private int _unknownRows;

    private int _knownRows;

    private bool _waitsForTurn;

    /// <summary>A campaign that drains or has ended takes nobody more in; started again it begins with its list.</summary>
    private bool HasWork => _state is { Status: CampaignStatus.Active or CampaignStatus.Paused } && !_lost && _chores.Count > 0;

    /// <summary>Whoever asked for the work waits a moment for its end; what is not done by then goes on without him.</summary>
    private async Task WorkForAMoment()
    {
        await ReadChores();
        await Task.WhenAny(Work(), Task.Delay(work.Patience, time));
    }

    private async Task ReadChores()
    {
        _chores = await InTenant((s, ct) => QueueChore.All(s, _key.Id, ct));
        EnsureWorking();
    }

    private void EnsureWorking()
    {
        if (HasWork) _choreTimer ??= this.RegisterGrainTimer(_ => Work(), new GrainTimerCreationOptions(TimeSpan.Zero, ChorePeriod) { Interleave = true, KeepAlive = true });
    }

    private Task Work() => _working.IsCompleted ? _working = WorkThrough() : _working;

    private async Task WorkThrough()
    {
        try
        {
            do
            {
                while (HasWork)
                {
                    foreach (var chore in _chores)
                        if (HasWork) await WorkInTurn(chore);
                    do await Task.Delay(Breath, time);
                    while (_alone > 0);
                    await ReadChores();
                    _dirty = true;
                    await PushWhenDue();
                }

                await TellPlanner(1000);
            }
            while (HasWork);

            _choreTimer?.Dispose();
            _choreTimer = null;
            // Whoever watches hears that it is over, also where no step runs that would tell him.
            (_dirty, _pushedAt) = (true, default);
            await PushWhenDue();
        }
        catch (FenceLostException)
        {
            // Noted where it was lost; this activation is ending.
        }
        catch (DatabaseUnavailableException e)
        {
            DialerLog.StorageAway(log, _key.Id, e);
        }
        catch (Exception e)
        {
            // The next period tries the same piece again.
            DialerLog.ChoreFailed(log, _key.Id, e);
            (_failed, _dirty) = (("rows", Now), true);
        }
    }

    /// <summary>For the first people of a start. Null: others of the tenant are at it for longer than somebody should wait for an answer.</summary>
    private async Task<IDisposable?> TurnToFill()
    {
        using var limit = new CancellationTokenSource(work.LookForSomebody, time);
        try
        {
            return await db.BulkTurn(_key.Tenant, limit.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Other queues and imports want to get on, too, of this tenant and of others.</summary>
    private async Task WorkInTurn(QueueChore chore)
    {
        var asked = db.BulkTurn(_key.Tenant);
        if (!asked.IsCompleted)
        {
            (_waitsForTurn, _dirty) = (true, true);
            await PushWhenDue();
        }

        using var turn = await asked;
        _waitsForTurn = false;
        if (HasWork) await WorkOn(chore);
    }

    private async Task WorkOn(QueueChore chore)
    {
        await CountWork(chore);
        if (chore is { Kind: QueueChore.Members, Looked: 0 }) await MembersChore.KnowTables(db, _key.Tenant, State.Settings);
        var (open, _) = await OpenZones();
        var piece = await Fenced((s, ct) => chore.Kind switch
        {
            QueueChore.Members => MembersChore.Run(s, State.Settings, work.Chunk, Now, ct),
            QueueChore.Rules => RulesChore.Run(s, State.Settings, work.Chunk, Now, ct),
            _ => OrderChore.Run(s, State.Settings, open, work.Chunk, Now, ct),
        });
        if (piece is { Added: 0, Dialable: 0 } && chore.Kind != QueueChore.Order) return;
        (_zones, _countsDirty, _unknownRows) = (null, true, _unknownRows + piece.Added);
        if (State.HopperCount == 0)
        {
            _nextClaim = default;
            Kick();
        }

        await TellPlanner(Math.Max(1000, 3 * _knownRows));
    }

    /// <summary>How much there is to be done, for those who watch.</summary>
    private async Task CountWork(QueueChore chore)
    {
        if (chore.Total is not null) return;
        await Fenced(async (s, ct) =>
        {
            if (await QueueChore.Find(s, _key.Id, chore.Kind, ct) is not { Total: null } open) return;
            var total = open.Kind == QueueChore.Members
                ? await MembersChore.Count(s, open.Lists, ct)
                : await s.Scalar<long>("select count(*) from queue_entries where tenant_id = @tenant and campaign_id = @campaign", new { tenant = s.TenantId, campaign = _key.Id }, ct);
            await (open with { Total = total }).Store(s, _key.Id, ct);
        });
        await ReadChores();
    }

    /// <summary>The planner learns of many new rows now and not when autovacuum comes by.</summary>
    private async Task TellPlanner(int most)
    {
        if (_unknownRows < most) return;
        (_knownRows, _unknownRows) = (_knownRows + _unknownRows, 0);
        await db.TellPlanner(["queue_entries"]);
    }

    private QueueWork? Progress()
    {
        if (!HasWork) return null;
        var chore = _chores.FirstOrDefault(c => c.Kind == QueueChore.Members) ?? _chores[0];
        // While the first find their places in a new order, the walk through the queue has not begun.
        return new(chore.Kind, chore.Cursors.Length == 0 ? 0 : chore.Looked, chore.Total, _waitsForTurn);
    }
}
