using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Gates;
using Pivotal.FaultTests.Model.Rows;

namespace Pivotal.FaultTests.Model;

/// <summary>
/// One run of the fault suite: many campaigns over the parts the product's grains are made of (LiveQueue, LiveAgent, ActiveCall, the writer behind calls), an unreliable carrier, a database that fails now and then,
/// restless agents, activations that are lost. Judged by what the carrier saw.
/// </summary>
public static class FaultsRun
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(5);

    public static ModelReport Go(ModelOptions options, CancellationToken cancel = default)
    {
        var world = new World(options.Seed);
        var centre = world.Here(() => new Centre(world, options));
        List<Desk> desks = [];
        for (var number = 0; number < options.Campaigns; number++)
            Open(centre, number, options.AgentsPerCampaign, desks);
        var audit = new Audit(centre);
        audit.Begin();
        foreach (var desk in desks)
            desk.Begin();
        foreach (var campaign in centre.Campaigns)
        {
            world.After(world.Between(0, 0.5), () => world.Begin(() => centre.Woken(centre.Queue(campaign.Settings.Id).Wake)));
            Manage(centre, campaign, desks);
        }

        world.Run(() => cancel.IsCancellationRequested || world.Crashes.Count > 0 || centre.Deliveries.Delivered >= options.Events);
        cancel.ThrowIfCancellationRequested();

        foreach (var desk in desks)
            desk.Calm = true;
        world.After(
            TimeSpan.Zero,
            () =>
            {
                foreach (var campaign in centre.Campaigns)
                    world.Begin(() => centre.Woken(() => centre.Queue(campaign.Settings.Id).Drain(Names.Manager)));
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
            centre.Database.Failed,
            centre.Calls.Lost + centre.Agents.Lost + centre.Queues.Lost,
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
        var entries = new Entries(centre.World, centre.Attempts, centre.Suppressed, number / 2, cap is null ? 0 : 5);
        var campaign = new Campaign(settings, entries);
        centre.Add(campaign);
        for (var i = 0; i < agents; i++)
        {
            var agent = Names.Agent((number * 1000) + i);
            centre.Add(agent, campaign);
            desks.Add(new Desk(centre, agent));
        }
    }

    /// <summary>The campaign is paused now and then, its queue is lost, and a number of somebody who rings or talks is suppressed.</summary>
    private static void Manage(Centre centre, Campaign campaign, List<Desk> desks) =>
        centre.World.After(
            centre.World.About(60),
            () =>
            {
                if (desks[0].Calm)
                    return;
                var (world, id) = (centre.World, campaign.Settings.Id);
                if (world.Chance(0.2))
                {
                    world.Begin(() => centre.Woken(() => centre.Queue(id).Pause(Names.Manager)));
                    world.After(world.Between(1, 10), () => Resume(centre, campaign));
                }
                else if (centre.Options.ActivationsLost > 0 && world.Chance(0.1 * centre.Options.ActivationsLost))
                    centre.LoseQueue(id);
                else if (
                    centre.Queues.Find(id)?.State.Calls.Skip(world.Pick(10)).FirstOrDefault() is { } call
                    && centre.Suppressed.Add(call.Phone)
                )
                {
                    centre.Witness.Suppressed(call.Phone);
                    foreach (var each in centre.Campaigns)
                        world.Begin(() => centre.Woken(() => centre.Queue(each.Settings.Id).Suppressed([call.Phone])));
                }

                Manage(centre, campaign, desks);
            }
        );

    /// <summary>Its row says active again, as a start stores it, and the next activation reads that.</summary>
    private static void Resume(Centre centre, Campaign campaign)
    {
        if (campaign.Status != CampaignStatus.Paused)
            return;
        campaign.Status = CampaignStatus.Active;
        centre.LoseQueue(campaign.Settings.Id);
    }
}
