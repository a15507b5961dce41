using System.Text.Json;
using Microsoft.Extensions.Logging;
using Orleans;
using Pivotal.Data.Imports;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Imports;
using Pivotal.GrainInterfaces.Realtime;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Realtime;

namespace Pivotal.Grains.Imports;

/// <summary>Who hears of an import: whoever watches it, the import whose turn is next, the planner, and campaigns that run on its list. None of them keeps it up.</summary>
internal sealed class ImportNews(ImportStore store, IGrainFactory grains, ILogger log)
{
    /// <summary>With fewer rows its plans stay good enough.</summary>
    private const long PlannerRows = 1000;

    private ImportProgress? _told;

    public async Task Tell(ImportProgress progress)
    {
        _told = progress;
        await grains
            .Feed(store.Key.Tenant)
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

    public Task TellIfMoved(ImportProgress progress) => _told?.Processed == progress.Processed ? Task.CompletedTask : Tell(progress);

    /// <summary>Those whose turn has come begin now and not when they ask next.</summary>
    public async Task TellNext()
    {
        try
        {
            foreach (var next in await store.Due())
                if (next != store.Key.Id)
                    await grains.Import(store.Key.Tenant, next).Resume();
        }
        catch (Exception e)
        {
            ImportLog.NotAsked(log, store.Key.Id, e);
        }
    }

    public async Task TellPlanner(long rows)
    {
        if (rows < PlannerRows)
            return;
        try
        {
            await store.TellPlanner();
        }
        catch (Exception e)
        {
            ImportLog.PlannerNotTold(log, store.Key.Id, e);
        }
    }

    /// <summary>Campaigns that run on the list take the new people in. Whom this does not reach looks when it starts anew.</summary>
    public async Task TellCampaigns(Guid? list)
    {
        if (list is not { } id)
            return;
        try
        {
            foreach (var campaign in await store.CampaignsOn(id))
                await grains.Queue(store.Key.Tenant, campaign).Refresh();
        }
        catch (Exception e)
        {
            ImportLog.CampaignsNotTold(log, store.Key.Id, e);
        }
    }
}
