using Orleans;
using Orleans.CodeGeneration;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.GrainInterfaces.Imports;

/// <summary>Runs one import: batches, checkpoint, progress, cancel. Resumes from its last committed batch after a crash.</summary>
[Alias("Pivotal.Import"), Version(1)]
public interface IImportGrain : IGrainWithStringKey
{
    /// <summary>Refusals: imports.illegal_move, imports.email_unmapped, imports.reading_needed, imports.file_missing.</summary>
    [Alias("Start")]
    Task<Result<ImportProgress>> Start(Guid by);

    [Alias("Cancel")]
    Task<Result<ImportProgress>> Cancel(Guid by);

    /// <summary>After a restart of the process: go on where the last committed batch ended.</summary>
    [Alias("Resume"), Repeatable]
    Task Resume();

    [Alias("Get"), Repeatable]
    Task<ImportProgress> Get();
}

/// <summary>The numbers add up: processed = created + updated + unchanged + duplicates + rejected. Suppressed rows are imported and flagged.</summary>
/// <param name="Incomplete">rows that came in without a value that could not be read; counted among created, updated and unchanged as well</param>
/// <param name="LeftOut">how many values that were</param>
[GenerateSerializer, Immutable, Alias("Pivotal.ImportProgress")]
public sealed record ImportProgress(
    [property: Id(0)] Guid ImportId,
    [property: Id(1)] string Status,
    [property: Id(2)] long? TotalRows,
    [property: Id(3)] long Processed,
    [property: Id(4)] long Created,
    [property: Id(5)] long Updated,
    [property: Id(6)] long Unchanged,
    [property: Id(7)] long Duplicates,
    [property: Id(8)] long Rejected,
    [property: Id(9)] long Suppressed,
    [property: Id(10)] long AccountsCreated,
    [property: Id(11)] long AccountsUpdated,
    [property: Id(12)] double RowsPerSecond,
    [property: Id(13)] string? Error,
    [property: Id(14)] long Incomplete = 0,
    [property: Id(15)] long LeftOut = 0
);
