using Microsoft.Extensions.Logging;
using Pivotal.Data.Imports;
using Pivotal.Data.Shared;
using Pivotal.Domain.Imports;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Imports;

namespace Pivotal.Grains.Imports;

/// <summary>Starts, watches and stops an <see cref="ImportRun"/>, which works beside the grain's turns, so that Get and Cancel answer at once.</summary>
/// <param name="leave">ends the grain: somebody else runs the import</param>
internal sealed class ImportJob(
    ImportStore store,
    ImportFiles files,
    ImportNews news,
    ImportClock clock,
    Action leave,
    TimeProvider time,
    ILogger log
)
{
    private ImportRun? _run;

    public async Task<Result<ImportProgress>> Start()
    {
        if (await store.Load() is not { } import)
            return ImportRefusals.NotFound;
        if (import.Status != ImportStatus.Uploaded)
            return ImportRefusals.IllegalMove(import.Status, "started");
        if (!import.Mapping.Any(m => m.Target == ImportTargets.Email))
            return ImportRefusals.EmailUnmapped;
        if (Open(import) is { Count: > 0 } open)
            return open;
        if (!files.Exists(store.Key.Tenant, store.Key.Id))
            return ImportRefusals.FileMissing;
        if (await store.Start(import) is not { } started)
            return ImportRefusals.IllegalMove("no longer the same", "started");
        if (started.Status == ImportStatus.Running)
            Run(started);
        else
            clock.Wait(WaitOn);
        return Progress(started);
    }

    public async Task<Result<ImportProgress>> Cancel()
    {
        await Stop(CancellationToken.None);
        if (await store.Load() is not { } import)
            return ImportRefusals.NotFound;
        if (!ImportStatus.MayFollow(import.Status, ImportStatus.Cancelled))
            return ImportRefusals.IllegalMove(import.Status, "cancelled");
        if (await store.Cancel(import) is not { } cancelled)
            return ImportRefusals.IllegalMove("no longer the same", "cancelled");
        Forget();
        await news.Tell(Progress(cancelled));
        await news.TellNext();
        return Progress(cancelled);
    }

    /// <summary>Goes on with what somebody has started: runs it, or waits for its turn.</summary>
    public async Task Resume()
    {
        if (_run is not null || await store.Load() is not { } import || !ImportStatus.IsUnderWay(import.Status))
            return;
        if (import.Status == ImportStatus.Waiting)
            await TakeTurn();
        else if (await store.Renew(import) is { } ours)
            Run(ours);
    }

    public async Task<ImportProgress> Get() =>
        await store.Load() is { } import ? Progress(import) : throw new KeyNotFoundException("There is no such import.");

    /// <summary>Ends the run, if there is one, between two batches.</summary>
    public async Task Stop(CancellationToken ct)
    {
        if (_run is not { } run)
            return;
        await run.Stop();
        await run
            .Completion.WaitAsync(ct)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    private async Task TakeTurn()
    {
        if (await store.TakeTurn() is not { } import)
        {
            clock.Wait(WaitOn);
            return;
        }

        Run(import);
        await news.Tell(Progress(import));
    }

    private async Task WaitOn()
    {
        if (_run is not null)
            return;
        try
        {
            switch (await store.Load())
            {
                case { Status: ImportStatus.Waiting }:
                    await TakeTurn();
                    // Those before this one may have nobody who looks after them.
                    if (_run is null)
                        await news.TellNext();
                    break;
                case { Status: ImportStatus.Running }:
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
            ImportLog.NotAsked(log, store.Key.Id, e);
        }
    }

    private void Run(ImportRecord import)
    {
        ImportLog.Running(log, import.Id, import.Counts.Processed);
        _run = store.Run(import, files, time);
        _run.Start();
        clock.Watch(Look);
    }

    private async Task Look()
    {
        if (_run is not { } run)
            return;
        if (!run.Completion.IsCompleted)
        {
            await news.TellIfMoved(Progress(ImportStatus.Running, null, run.Counts));
            return;
        }

        await OnEnd(run);
        if (await store.Load() is { } import)
        {
            await news.TellPlanner(run.Counts.Processed);
            await news.Tell(Progress(import));
            await news.TellCampaigns(import.ListId);
        }
        Forget();
        await news.TellNext();
    }

    private async Task OnEnd(ImportRun run)
    {
        try
        {
            await run.Completion;
            ImportLog.Completed(log, store.Key.Id, run.Counts.Processed);
        }
        catch (ImportFenceLostException)
        {
            ImportLog.FenceLost(log, store.Key.Id);
            leave();
        }
        catch (OperationCanceledException) { }
        catch (Exception e)
        {
            ImportLog.Failed(log, store.Key.Id, run.Counts.Processed, e);
            await store.Fail(run.Epoch, Sentence(e));
        }
    }

    private void Forget()
    {
        _run = null;
        clock.Stop();
    }

    /// <summary>For people.</summary>
    private static string Sentence(Exception e) =>
        e switch
        {
            FileNotFoundException or DirectoryNotFoundException => ImportRefusals.FileMissing.Detail,
            IOException => "The uploaded file cannot be read.",
            _ => "Something went wrong here. The rows before it are imported; upload the file again to go on.",
        };

    /// <summary>What somebody has to say before the file is read.</summary>
    private static List<Refusal> Open(ImportRecord import) =>
        [
            .. import.IsEncodingOpen ? [ImportRefusals.EncodingNeeded] : Array.Empty<Refusal>(),
            .. import.Unanswered().Select(c => ImportRefusals.ReadingNeeded(c.Index, import.Headers[c.Index])),
        ];

    private ImportProgress Progress(ImportRecord import) => Progress(import.Status, import.Error, import.Counts);

    private ImportProgress Progress(string status, string? error, ImportCounts c) =>
        new(
            store.Key.Id,
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
            status == ImportStatus.Running ? Math.Round(_run?.RowsPerSecond ?? 0, 1) : 0,
            error,
            c.Incomplete,
            c.LeftOut
        );
}
