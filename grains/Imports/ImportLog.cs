using Microsoft.Extensions.Logging;

namespace Pivotal.Grains.Imports;

internal static partial class ImportLog
{
    [LoggerMessage(1200, LogLevel.Information, "Import {ImportId} runs from row {Row} on")]
    public static partial void Running(ILogger log, Guid importId, long row);

    [LoggerMessage(1201, LogLevel.Information, "Import {ImportId} completed with {Rows} rows")]
    public static partial void Completed(ILogger log, Guid importId, long rows);

    [LoggerMessage(1202, LogLevel.Warning, "Import {ImportId} is no longer run here")]
    public static partial void FenceLost(ILogger log, Guid importId);

    [LoggerMessage(1203, LogLevel.Error, "Import {ImportId} failed after row {Row}")]
    public static partial void Failed(ILogger log, Guid importId, long row, Exception exception);

    [LoggerMessage(1204, LogLevel.Warning, "Campaigns that run on the list of import {Import} could not be told of its people yet")]
    public static partial void CampaignsNotTold(ILogger log, Guid import, Exception exception);

    [LoggerMessage(
        1205,
        LogLevel.Warning,
        "The tables were not analyzed after import {Import}; plans are poor until autovacuum has come by"
    )]
    public static partial void PlannerNotTold(ILogger log, Guid import, Exception exception);

    [LoggerMessage(1206, LogLevel.Information, "{Files} uploaded files of tenant {Tenant} were removed because they are no longer needed")]
    public static partial void OldUploadsRemoved(ILogger log, int files, Guid tenant);

    [LoggerMessage(1207, LogLevel.Warning, "Import {Import} could not ask whose turn it is; those that wait ask again")]
    public static partial void NotAsked(ILogger log, Guid import, Exception exception);
}
