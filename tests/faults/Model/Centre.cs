using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Telephony;
using Pivotal.FaultTests.Model.Activations;
using Pivotal.FaultTests.Model.Carrier;
using Pivotal.FaultTests.Model.Rows;
using Pivotal.GrainInterfaces.Agents;
using Pivotal.GrainInterfaces.Calls;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Agents;
using Pivotal.Grains.Calls;
using Pivotal.Grains.Telephony;

namespace Pivotal.FaultTests.Model;

/// <summary>The whole call centre: its rows, where its grains live, and the way of an event into it.</summary>
internal sealed class Centre
{
    /// <summary>A grain nobody asks any more leaves memory; late news finds its row.</summary>
    private static readonly TimeSpan IdleFor = TimeSpan.FromSeconds(15);

    /// <summary>The carrier's own patience with a webhook: after it the event comes again, whatever became of the first.</summary>
    private static readonly TimeSpan WebhookLimit = TimeSpan.FromSeconds(2);

    /// <summary>As the inbox's sweep has them.</summary>
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(10),
        SweepAge = TimeSpan.FromSeconds(5);

    private readonly Dictionary<Guid, Campaign> _campaigns = [];
    private readonly Dictionary<Guid, AgentTable> _agentRows = [];
    private readonly CallTools _callTools;
    private int _callIds;

    public Centre(World world, ModelOptions options)
    {
        (World, Options) = (world, options);
        Database = new Transactions(world, options.TransactionsFailed);
        Messages = new Messages(world, options.GrainsAway);
        Witness = new Witness(world);
        Deliveries = new Deliveries(world, options, Take);
        Carrier = new CarrierModel(world, options, Deliveries, Witness);
        Attempts = new Attempts(world);
        Tokens = new CarrierTokens(world);
        Caps = new Caps(this);
        Feed = new Feed(world);
        Grains = new ModelGrains(this);
        var calls = new CallTable(this);
        var writer = new AttemptWriter(calls, world.Clock, NullLogger<AttemptWriter>.Instance);
        _callTools = new(calls, writer, Carrier, Accounts, new(), world.Clock);
        Calls = new(world, reentrant: false, LoadCall, LeaveCall);
        Agents = new(world, reentrant: false, LoadAgent, (_, agent) => agent.Leave(CancellationToken.None));
        Queues = new(world, reentrant: true, (id, place) => ModelQueue.Load(this, id, place), (_, queue) => queue.Leave());
        world.Begin(() => writer.Write(CancellationToken.None));
        Sweep();
    }

    public World World { get; }

    public ModelOptions Options { get; }

    public Transactions Database { get; }

    public Messages Messages { get; }

    public Witness Witness { get; }

    public Deliveries Deliveries { get; }

    public CarrierModel Carrier { get; }

    public Attempts Attempts { get; }

    public CarrierTokens Tokens { get; }

    public Caps Caps { get; }

    public Feed Feed { get; }

    public IGrainFactory Grains { get; }

    public CarrierAccounts Accounts { get; } = new(new ConfigurationBuilder().Build(), new DialLimit(DialTokenWindow.TelnyxLimit));

    public Places<ActiveCall> Calls { get; }

    public Places<LiveAgent> Agents { get; }

    public Places<ModelQueue> Queues { get; }

    /// <summary>Numbers of the tenant that must not be called.</summary>
    public HashSet<string> Suppressed { get; } = [];

    public IReadOnlyCollection<Campaign> Campaigns => _campaigns.Values;

    public IReadOnlyCollection<Guid> AgentIds => _agentRows.Keys;

    public Campaign Campaign(Guid id) => _campaigns[id];

    public ICallGrain Call(Guid id) => new CallReference(this, id);

    public IAgentGrain Agent(Guid id) => new AgentReference(this, id);

    public ICampaignQueueGrain Queue(Guid id) => new QueueReference(this, id);

    public Guid NewCall() => Names.Call(++_callIds);

    public void Add(Campaign campaign) => _campaigns.Add(campaign.Settings.Id, campaign);

    public void Add(Guid agent, Campaign campaign)
    {
        campaign.Agents.Add(agent);
        _agentRows.Add(agent, new(this, agent, campaign));
    }

    /// <summary>What agent_states says: whose row has this call.</summary>
    public Guid? AgentWith(Guid call)
    {
        foreach (var (agent, row) in _agentRows)
            if (row.OnCall == call)
                return agent;
        return null;
    }

    /// <summary>Its activation dies in the middle of whatever it does; a moment later somebody wakes the next one.</summary>
    public void LoseCall(Guid call)
    {
        if (Calls.Lose(call))
            World.After(World.Between(0.2, 3), () => World.Begin(() => Call(call).Reconcile()));
    }

    /// <summary>The desk's browser is heard of again and again, so that the next activation is there soon.</summary>
    public void LoseAgent(Guid agent)
    {
        if (Agents.Lose(agent))
            World.After(World.Between(0.2, 3), () => World.Begin(() => Woken(() => Agent(agent).PresenceSeen(World.Now))));
    }

    /// <summary>A chore wakes the next activation.</summary>
    public void LoseQueue(Guid campaign)
    {
        if (Queues.Lose(campaign))
            World.After(World.Between(0.2, 3), () => World.Begin(() => Woken(() => Queue(campaign).Wake())));
    }

    /// <summary>Again and again, until it has worked.</summary>
    public async Task Woken(Func<Task> wake)
    {
        while (true)
        {
            try
            {
                await wake();
                return;
            }
            catch (Exception e) when (Passing.Is(e))
            {
                await World.Wait(World.Between(1, 3));
            }
        }
    }

    /// <summary>The call hears of it and the inbox keeps it; with both done the carrier is told "taken".</summary>
    private async Task<bool> Take(CarrierEvent e)
    {
        var began = World.Now;
        try
        {
            var effect = e.Leg == LegKind.Customer ? Call(e.Subject).Handle(e) : Agent(e.Subject).Handle(e);
            await Task.WhenAll(effect, e.Leg == LegKind.Customer ? Database.Run(() => Attempts.Keep(e)) : Task.CompletedTask);
            return World.Now - began < WebhookLimit;
        }
        catch (Exception failure) when (Passing.Is(failure))
        {
            return false;
        }
    }

    private Task<ActiveCall> LoadCall(Guid id, Place place)
    {
        place.LeaveWhenIdle(IdleFor);
        return Task.FromResult(new ActiveCall(new(Names.Tenant, id), _callTools, Grains, place.Timer, place.End, NullLogger.Instance));
    }

    private async Task LeaveCall(Guid id, ActiveCall call)
    {
        if (await call.Leave(CancellationToken.None))
            World.After(_callTools.Watch.StatusEvery, () => World.Begin(() => Call(id).Reconcile()));
    }

    private async Task<LiveAgent> LoadAgent(Guid id, Place place) =>
        await LiveAgent.Load(
            new(Names.Tenant, id),
            new(_agentRows[id], Carrier, World.Clock),
            Grains,
            place.Timer,
            place.End,
            NullLogger.Instance,
            CancellationToken.None
        ) ?? throw new InvalidOperationException("The model has lost an agent's row.");

    private async Task Hand(CarrierEvent e)
    {
        try
        {
            await Call(e.Subject).Handle(e);
        }
        catch (Exception failure) when (Passing.Is(failure))
        {
            // The next sweep finds it.
        }
    }

    private void Sweep() =>
        World.After(
            SweepEvery,
            () =>
            {
                foreach (var e in Attempts.Unhandled(SweepAge))
                    World.Begin(() => Hand(e));
                Sweep();
            }
        );
}
