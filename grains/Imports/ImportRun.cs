using System.Threading.Channels;
using Pivotal.Data.Imports;
using Pivotal.Data.Shared;
using Pivotal.Domain.Imports;

namespace Pivotal.Grains.Imports;

/// <summary>
/// A running import beside the grain: one task reads and normalises, one merges, with a batch or two between them. The grain looks at <see cref="Counts"/> and waits for
/// <see cref="Completion"/>; every fact it needs after a crash is in the row.
/// </summary>
internal sealed class ImportRun(ImportRecord import, ImportFiles files, ImportMerge merge, TenantDb db, Guid tenant, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly long _started = time.GetTimestamp();
    private readonly long _startedAt = import.Counts.Processed;

    /// <summary>The fence under which this run writes.</summary>
    public long Epoch => import.Epoch;

    /// <summary>As of the last committed batch.</summary>
    public ImportCounts Counts { get; private set; } = import.Counts;

    /// <summary>Ends when the file does, when stopped, or with the exception that ended it.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    public double RowsPerSecond =>
        time.GetElapsedTime(_started).TotalSeconds is var seconds and > 0 ? (Counts.Processed - _startedAt) / seconds : 0;

    public void Start() => Completion = Task.Run(Work);

    /// <summary>Ends after the batch at hand is rolled back or committed.</summary>
    public Task Stop() => _stop.CancelAsync();

    private async Task Work()
    {
        var batches = Channel.CreateBounded<ImportBatch>(new BoundedChannelOptions(1) { SingleReader = true, SingleWriter = true });
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var reader = Task.Run(() => Read(batches.Writer, reading.Token));
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(_stop.Token))
            {
                var before = Counts.Processed;
                Counts = await Merge(batch);
                ProductMeter.OnRows(Counts.Processed - before);
            }
        }
        finally
        {
            await reading.CancelAsync();
            await reader;
        }
    }

    /// <summary>Never throws: what goes wrong reaches the merging side through the channel.</summary>
    private async Task Read(ChannelWriter<ImportBatch> to, CancellationToken ct)
    {
        try
        {
            using var reader = new ImportReader(import, files.OpenRead(tenant, import.Id), import.Counts.Processed);
            ImportBatch batch;
            do
            {
                batch = reader.Next(ct);
                await to.WriteAsync(batch, ct);
            } while (!batch.Last);
            to.Complete();
        }
        catch (Exception e)
        {
            to.Complete(e);
        }
    }

    /// <summary>The database may go away for a while; the import waits for it. A commit whose end nobody saw is looked up, not repeated.</summary>
    private async Task<ImportCounts> Merge(ImportBatch batch)
    {
        while (true)
        {
            try
            {
                return await merge.Run(batch, _stop.Token);
            }
            catch (DatabaseUnavailableException)
            {
                if (await Committed(batch) is { } counts)
                    return counts;
            }
        }
    }

    private async Task<ImportCounts?> Committed(ImportBatch batch)
    {
        while (true)
        {
            await Task.Delay(Pause, time, _stop.Token);
            try
            {
                var now = await db.InTenant(tenant, (session, ct) => ImportRecord.Load(session, import.Id, ct), _stop.Token);
                if (now is null || now.Epoch != import.Epoch)
                    throw new ImportFenceLostException();
                return now.Counts.Processed == batch.To && (batch.To > batch.From || now.Status == ImportStatus.Completed)
                    ? now.Counts
                    : null;
            }
            catch (DatabaseUnavailableException) { }
        }
    }
}
