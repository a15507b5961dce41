using Pivotal.Bench.FaultsModel.Shells;
using Pivotal.Bench.FaultsModel.Tables;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Gates;

namespace Pivotal.Bench.FaultsModel;

/// <summary>
/// One run of the fault suite: many campaigns over the product's own <see cref="QueueState"/>, AgentState, CallState, LeadCapState, command ids and dial tokens, an unreliable carrier,
/// restless agents. Judged by what the carrier saw.
/// </summary>
public static class FaultsRun
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(5);

    public static ModelReport Go(ModelOptions options, CancellationToken cancel = default)
    {
        var world = new World(options.Seed);
        var centre = new Centre(world, options);
        List<Desk> desks = [];
        for (var number = 0; number < options.Campaigns; number++)
            Open(centre, number, options.AgentsPerCampaign, desks);
        var audit = new Audit(centre);
        audit.Begin();
        foreach (var desk in desks)
            desk.Begin();
        foreach (var queue in centre.Queues)
        {
            queue.Begin();
            Manage(centre, queue, desks);
        }

        world.Run(() => cancel.IsCancellationRequested || world.Crashes.Count > 0 || centre.Deliveries.Delivered >= options.Events);
        cancel.ThrowIfCancellationRequested();

        foreach (var desk in desks)
            desk.Calm = true;
        world.After(
            TimeSpan.Zero,
            () =>
            {
                foreach (var queue in centre.Queues)
                    world.Begin(() => queue.Stop(CampaignStatus.Draining));
            }
        );
        var end = world.Now + Quiet;
        world.Run(() => world.Now > end);
        audit.AtEnd();
        var deliveries = centre.Deliveries;
        return new(
            options.Seed,
            deliveries.Delivered,
            world.Hash,
            [.. centre.Witness.Violations],
            deliveries.Duplicates,
            deliveries.Reordered,
            deliveries.Lost,
            centre.Witness.Calls,
            centre.Witness.Bridged,
            centre.Carrier.LegsDropped,
            centre.Carrier.OrderFaults,
            world.Now - World.Start
        );
    }

    private static void Open(Centre centre, int number, int agents, List<Desk> desks)
    {
        // Every third campaign has capped accounts; neighbours share a list, so that they want the same people.
        var cap = number % 3 == 2 ? new LeadCap(CapMode.ConnectedCalls, 2) : null;
        string[] modes = [DialMode.Progressive, DialMode.Power, DialMode.Predictive];
        var settings = new CampaignSettings(
            Names.Campaign(number),
            new()
            {
                DialMode = modes[number / 2 % 3],
                CallerId = "+15550000000",
                RingTimeoutSeconds = 15,
                DetectMachine = number % 4 != 3,
                MaxConcurrent = 200,
                RetryMinutes = 2,
                WrapUpSeconds = 8,
                Window = new([1, 2, 3, 4, 5, 6, 7], "00:00", "00:00", "UTC", false),
                Cap = cap,
            }
        );
        centre.Add(settings, new Entries(centre.Attempts, centre.Suppressed, number / 2, cap is null ? 0 : 5));
        for (var i = 0; i < agents; i++)
        {
            var agent = new AgentShell(
                centre,
                Names.Agent((number * 1000) + i),
                new AgentCampaign(settings.Id, "", settings.WrapUpSeconds, settings.CallerId!)
            );
            centre.Add(agent);
            desks.Add(new Desk(centre, agent));
        }
    }

    /// <summary>The campaign is paused now and then, and a number of somebody who rings or talks is suppressed.</summary>
    private static void Manage(Centre centre, QueueShell queue, List<Desk> desks) =>
        centre.World.After(
            centre.World.About(60),
            () =>
            {
                if (desks[0].Calm)
                    return;
                var world = centre.World;
                if (world.Chance(0.2))
                {
                    world.Begin(() => queue.Stop(CampaignStatus.Paused));
                    world.After(
                        world.Between(1, 10),
                        () =>
                        {
                            if (!desks[0].Calm)
                                queue.Resume();
                        }
                    );
                }
                else if (queue.State.Calls.Skip(world.Pick(10)).FirstOrDefault() is { } call && centre.Suppressed.Add(call.Phone))
                {
                    centre.Witness.Suppressed(call.Phone);
                    foreach (var each in centre.Queues)
                        world.Begin(() => each.Suppressed(call.Phone, call.ContactId));
                }

                Manage(centre, queue, desks);
            }
        );
}
