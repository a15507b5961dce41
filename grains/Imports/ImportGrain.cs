using System.Text.Json;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Pivotal.Data.Campaigns;
using Pivotal.Data.Imports;
using Pivotal.Data.Shared;
using Pivotal.Domain.Imports;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Imports;
using Pivotal.GrainInterfaces.Realtime;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Realtime;

namespace Pivotal.Grains.Imports;

/// <summary>
/// Starts, watches and stops an <see cref="ImportRun"/>. The run works beside the grain's turns, so that Get and Cancel answer at once;
/// the row in <c>imports</c> holds everything, and its epoch keeps a second activation from writing.
/// </summary>
public sealed class ImportGrain(TenantDb db, ImportFiles files, TimeProvider time, ILogger<ImportGrain> log) : Grain, IImportGrain
{
    /// <summary>Progress is pushed at most four times a second.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    /// <summary>Whoever ends wakes the next at once; this is for the case that he could not.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);

    private GrainKey _key;
    private ImportRun? _run;
    private IGrainTimer? _timer;
    private ImportProgress? _told;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = GrainKey.Parse(this.GetPrimaryKeyString());
        await Resume();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_run is null)
            return;
        await _run.Stop();
        await ((Task)_run.Completion.WaitAsync(cancellationToken)).ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext
        );
    }

    public async Task<Result<ImportProgress>> Start(Guid by)
    {
        if (await Load() is not { } import)
            return ImportRefusals.NotFound;
        if (import.Status != "uploaded")
            return ImportRefusals.IllegalMove(import.Status, "started");
        if (!import.Mapping.Any(m => m.Target == ImportTargets.Email))
            return ImportRefusals.EmailUnmapped;
        if (Open(import) is { Count: > 0 } open)
            return open;
        if (!files.Exists(_key.Tenant, _key.Id))
            return ImportRefusals.FileMissing;
        if (await db.InTenant(_key.Tenant, (session, ct) => ImportTurns.Start(session, import, ct)) is not { } started)
            return ImportRefusals.IllegalMove("no longer the same", "started");
        if (started.Status == "running")
            Run(started);
        else
            Wait();
        return Progress(started);
    }

    public async Task<Result<ImportProgress>> Cancel(Guid by)
    {
        if (_run is { } run)
        {
            await run.Stop();
            await run.Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        if (await Load() is not { } import)
            return ImportRefusals.NotFound;
        if (import.Status is not ("uploaded" or "waiting" or "running"))
            return ImportRefusals.IllegalMove(import.Status, "cancelled");
        if (await Move("status = 'cancelled', finished_at = now(), epoch = epoch + 1", import) is not { } cancelled)
            return ImportRefusals.IllegalMove("no longer the same", "cancelled");
        Forget();
        await Tell(Progress(cancelled));
        await TellNext();
        return Progress(cancelled);
    }

    public async Task Resume()
    {
        if (_run is not null || await Load() is not { Status: "waiting" or "running" } import)
            return;
        if (import.Status == "waiting")
        {
            await TakeTurn();
            return;
        }

        // The new epoch waits for a batch that an older activation is just committing, and stops every later one.
        if (await Move("epoch = epoch + 1", import) is { } ours)
            Run(ours);
    }

    public async Task<ImportProgress> Get() =>
        await Load() is { } import ? Progress(import) : throw new KeyNotFoundException("There is no such import.");

    /// <summary>KeepAlive: the grain stays as long as it waits.</summary>
    private void Wait() =>
        _timer ??= this.RegisterGrainTimer(
            WaitOn,
            new GrainTimerCreationOptions
            {
                DueTime = AskAgain,
                Period = AskAgain,
                KeepAlive = true,
            }
        );

    private async Task TakeTurn()
    {
        if (await db.InTenant(_key.Tenant, (session, ct) => ImportTurns.Take(session, _key.Id, ct)) is not { } import)
        {
            Wait();
            return;
        }

        Run(import);
        await Tell(Progress(import));
    }

    private async Task WaitOn()
    {
        if (_run is not null)
            return;
        try
        {
            switch (await Load())
            {
                case { Status: "waiting" }:
                    await TakeTurn();
                    // Those before this one may have nobody who looks after them.
                    if (_run is null)
                        await TellNext();
                    break;
                case { Status: "running" }:
                    // Taken, and nobody saw the end of the commit.
                    await Resume();
                    break;
                default:
                    Forget();
                    break;
            }
        }
        catch (DatabaseUnavailableException e)
        {
            ImportLog.NotAsked(log, _key.Id, e);
        }
    }

    /// <summary>Those whose turn has come begin now and not when they ask next.</summary>
    private async Task TellNext()
    {
        try
        {
            foreach (var next in await db.InTenant(_key.Tenant, ImportTurns.Due))
                if (next != _key.Id)
                    await GrainFactory.Import(_key.Tenant, next).Resume();
        }
        catch (Exception e)
        {
            ImportLog.NotAsked(log, _key.Id, e);
        }
    }

    private void Run(ImportRecord import)
    {
        ImportLog.Running(log, import.Id, import.Counts.Processed);
        _run = new ImportRun(import, files, new ImportMerge(db, _key.Tenant, import), db, _key.Tenant, time);
        _run.Start();
        _timer?.Dispose();
        // KeepAlive: the grain stays as long as its run does.
        _timer = this.RegisterGrainTimer(
            Watch,
            new GrainTimerCreationOptions
            {
                DueTime = Tick,
                Period = Tick,
                KeepAlive = true,
            }
        );
    }

    private async Task Watch()
    {
        if (_run is not { } run)
            return;
        if (!run.Completion.IsCompleted)
        {
            if (_told is null || _told.Processed != run.Counts.Processed)
                await Tell(Progress("running", null, run.Counts));
            return;
        }

        try
        {
            await run.Completion;
            ImportLog.Completed(log, _key.Id, run.Counts.Processed);
        }
        catch (ImportFenceLostException)
        {
            ImportLog.FenceLost(log, _key.Id);
            DeactivateOnIdle();
        }
        catch (OperationCanceledException) { }
        catch (Exception e)
        {
            ImportLog.Failed(log, _key.Id, run.Counts.Processed, e);
            await Fail(run.Epoch, e);
        }

        if (await Load() is { } import)
        {
            await TellPlanner(run.Counts.Processed);
            await Tell(Progress(import));
            await TellCampaigns(import.ListId);
        }
        Forget();
        await TellNext();
    }

    /// <summary>Many new rows: the planner learns of them now and not when autovacuum comes by.</summary>
    private async Task TellPlanner(long rows)
    {
        if (rows < 1000)
            return;
        try
        {
            await db.TellPlanner(["contacts", "accounts", "list_members"]);
        }
        catch (Exception e)
        {
            ImportLog.PlannerNotTold(log, _key.Id, e);
        }
    }

    /// <summary>Campaigns that run on the list take the new people in. Whom this does not reach looks when it starts anew.</summary>
    private async Task TellCampaigns(Guid? list)
    {
        if (list is not { } id)
            return;
        try
        {
            foreach (var campaign in await db.InTenant(_key.Tenant, (session, ct) => Audience.RunningOn(session, id, ct)))
                await GrainFactory.Queue(_key.Tenant, campaign).Refresh();
        }
        catch (Exception e)
        {
            ImportLog.CampaignsNotTold(log, _key.Id, e);
        }
    }

    private async Task Fail(long epoch, Exception e)
    {
        var error = e switch
        {
            FileNotFoundException or DirectoryNotFoundException => ImportRefusals.FileMissing.Detail,
            IOException => "The uploaded file cannot be read.",
            _ => "Something went wrong here. The rows before it are imported; upload the file again to go on.",
        };
        await db.InTenant(
            _key.Tenant,
            (session, ct) =>
                session.Execute(
                    "update imports set status = 'failed', error = @error, finished_at = now(), epoch = epoch + 1 where id = @id and epoch = @epoch and status = 'running'",
                    new
                    {
                        id = _key.Id,
                        epoch,
                        error,
                    },
                    ct
                )
        );
    }

    private void Forget()
    {
        _run = null;
        _timer?.Dispose();
        _timer = null;
    }

    /// <summary>What somebody has to say before the file is read.</summary>
    private static List<Refusal> Open(ImportRecord import) =>
        [
            .. import.IsEncodingOpen ? [ImportRefusals.EncodingNeeded] : Array.Empty<Refusal>(),
            .. import.Unanswered().Select(c => ImportRefusals.ReadingNeeded(c.Index, import.Headers[c.Index])),
        ];

    private Task<ImportRecord?> Load() => db.InTenant(_key.Tenant, (session, ct) => ImportRecord.Load(session, _key.Id, ct));

    /// <summary>Changes the row if nobody else did since it was read.</summary>
    private Task<ImportRecord?> Move(string change, ImportRecord seen) =>
        db.InTenant(
            _key.Tenant,
            (session, ct) =>
                session.QuerySingle<ImportRecord>(
                    $"update imports i set {change} where i.id = @id and i.epoch = @epoch and i.status = @status returning {ImportRecord.Columns}",
                    new
                    {
                        id = _key.Id,
                        epoch = seen.Epoch,
                        status = seen.Status,
                    },
                    ct
                )
        );

    private async Task Tell(ImportProgress progress)
    {
        _told = progress;
        await GrainFactory
            .Feed(_key.Tenant)
            .Hint(
                log,
                new FeedMessage(
                    "imports",
                    "progress",
                    JsonSerializer.Serialize(progress, ImportRecord.Json),
                    FeedAudience.InRoles(Roles.Data)
                )
            );
    }

    private ImportProgress Progress(ImportRecord import) => Progress(import.Status, import.Error, import.Counts);

    private ImportProgress Progress(string status, string? error, ImportCounts c) =>
        new(
            _key.Id,
            status,
            c.Total,
            c.Processed,
            c.Created,
            c.Updated,
            c.Unchanged,
            c.Duplicates,
            c.Rejected,
            c.Suppressed,
            c.AccountsCreated,
            c.AccountsUpdated,
            status == "running" ? Math.Round(_run?.RowsPerSecond ?? 0, 1) : 0,
            error,
            c.Incomplete,
            c.LeftOut
        );
}
