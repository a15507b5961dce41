using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Pivotal.Data.Imports;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Imports;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Imports;

/// <summary>Shell around one import: what is asked of it goes to <see cref="ImportJob"/>. The row in <c>imports</c> holds everything, and its epoch keeps a second activation from writing.</summary>
public sealed class ImportGrain(TenantDb db, ImportFiles files, TimeProvider time, ILogger<ImportGrain> log) : Grain, IImportGrain
{
    private ImportJob _job = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var store = new ImportStore(db, GrainKey.Parse(this.GetPrimaryKeyString()));
        _job = new(store, files, new ImportNews(store, GrainFactory, log), new ImportClock(Every), DeactivateOnIdle, time, log);
        await _job.Resume();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _job.Stop(cancellationToken);

    public Task<Result<ImportProgress>> Start(Guid by) => _job.Start();

    public Task<Result<ImportProgress>> Cancel(Guid by) => _job.Cancel();

    public Task Resume() => _job.Resume();

    public Task<ImportProgress> Get() => _job.Get();

    /// <summary>KeepAlive: the grain stays as long as it waits or its run does.</summary>
    private IGrainTimer Every(TimeSpan period, Func<Task> work) =>
        this.RegisterGrainTimer(_ => work(), new GrainTimerCreationOptions(period, period) { KeepAlive = true });
}
