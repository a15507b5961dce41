using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Orleans.Runtime;
using Pivotal.Data.Shared;
using Pivotal.Domain.Dialer.Pacing;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.FaultTests.Model.Rows;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Dialer.Queue;

namespace Pivotal.FaultTests.Model.Activations;

/// <summary>One activation of a queue: the product's <see cref="LiveQueue"/> over the model's rows.</summary>
internal sealed class ModelQueue
{
    /// <summary>Nothing of the model may go past the rows in memory: what tries fails as with a database that is away.</summary>
    private static readonly TenantDb Nowhere = new(NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Timeout=1"));

    private ModelQueue(Centre centre, Campaign campaign, Place place)
    {
        var key = new GrainKey(Names.Tenant, campaign.Settings.Id);
        Fence = new(key, campaign.Epoch, place.End, NullLogger.Instance);
        State = new(campaign.Settings, campaign.Status);
        var store = new QueueStore(Nowhere, Fence);
        var context = new QueueContext(
            key,
            State,
            Fence,
            new QueueTable(centre, campaign, Fence),
            store,
            new(place.Timer),
            centre.Grains,
            centre.World.Clock,
            centre.NewCall,
            NullLogger.Instance
        );
        Queue = new(context, new(Nowhere, new Lessons(), new(), centre.Accounts), place.Timer);
    }

    public QueueFence Fence { get; }

    public QueueState State { get; }

    public LiveQueue Queue { get; }

    public static async Task<ModelQueue> Load(Centre centre, Guid id, Place place)
    {
        var campaign = centre.Campaign(id);
        var found = await centre.Database.Run(() =>
        {
            campaign.Epoch++;
            return QueueTable.Recover(centre, campaign);
        });
        var queue = new ModelQueue(centre, campaign, place);
        await queue.Queue.Recover(found);
        return queue;
    }

    public async Task Leave()
    {
        if (!Fence.IsLost)
            await Queue.HandOver(CancellationToken.None);
        if (Fence.IsLost)
            await Queue.SendAgentsElsewhere();
    }

    /// <summary>What the pace has learned is forgotten with the activation.</summary>
    private sealed class Lessons : IPersistentState<LearnedPace>
    {
        public LearnedPace State { get; set; } = new();

        public string? Etag => null;

        public bool RecordExists => false;

        public Task ClearStateAsync() => Task.CompletedTask;

        public Task WriteStateAsync() => Task.CompletedTask;

        public Task ReadStateAsync() => Task.CompletedTask;
    }
}
