using Pivotal.Bench.FaultsModel.Carrier;
using Pivotal.Bench.FaultsModel.Shells;
using Pivotal.Bench.FaultsModel.Tables;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Telephony;

namespace Pivotal.Bench.FaultsModel;

/// <summary>The whole call centre: who is where, and the way of an event into it.</summary>
internal sealed class Centre
{
    /// <summary>A call nobody asks about any more leaves memory; late news finds its row.</summary>
    private static readonly TimeSpan IdleFor = TimeSpan.FromSeconds(15);

    /// <summary>The carrier's own patience with a webhook: after it the event comes again, whatever became of the first.</summary>
    private static readonly TimeSpan WebhookLimit = TimeSpan.FromSeconds(2);

    private readonly Dictionary<Guid, QueueShell> _queues = [];
    private readonly Dictionary<Guid, AgentShell> _agents = [];
    private readonly Dictionary<Guid, CallShell> _calls = [];
    private int _callIds;

    public Centre(World world, ModelOptions options)
    {
        World = world;
        Witness = new Witness(world);
        Deliveries = new Deliveries(world, options, Take);
        Carrier = new CarrierModel(world, options, Deliveries, Witness);
        Attempts = new Attempts(world);
    }

    public World World { get; }

    public Witness Witness { get; }

    public Deliveries Deliveries { get; }

    public CarrierModel Carrier { get; }

    public Attempts Attempts { get; }

    public DialTokenWindow Tokens { get; } = new(DialTokenWindow.TelnyxLimit, DialTokenWindow.TelnyxWindow);

    /// <summary>Numbers of the tenant that must not be called.</summary>
    public HashSet<string> Suppressed { get; } = [];

    public IReadOnlyCollection<QueueShell> Queues => _queues.Values;

    public IReadOnlyCollection<AgentShell> Agents => _agents.Values;

    public IReadOnlyDictionary<Guid, CallShell> Calls => _calls;

    public QueueShell Queue(Guid campaign) => _queues[campaign];

    public AgentShell Agent(Guid agent) => _agents[agent];

    public CallShell Call(Guid call) => _calls.TryGetValue(call, out var known) ? known : _calls[call] = new(this, call);

    public Guid NewCall() => Names.Call(++_callIds);

    public void Add(CampaignSettings settings, Entries entries) => _queues.Add(settings.Id, new(this, settings, entries));

    public void Add(AgentShell agent) => _agents.Add(agent.State.AgentId, agent);

    /// <summary>What agent_states says: whose row has this call.</summary>
    public Guid? AgentWith(Guid call) =>
        _agents.Values.FirstOrDefault(a => a.State is { Status: AgentStatus.OnCall, Call: { } card } && card.CallId == call)?.State.AgentId;

    public void Idle(Guid call, CallShell shell) =>
        World.After(
            IdleFor,
            () =>
            {
                if (shell.ToldAll && _calls.GetValueOrDefault(call) == shell)
                    _calls.Remove(call);
            }
        );

    /// <summary>Its activation dies in the middle of whatever it does; a moment later somebody wakes the next one.</summary>
    public void Lose(Guid call)
    {
        if (!_calls.Remove(call, out var shell))
            return;
        shell.Lose();
        World.After(World.Between(0.2, 3), () => Call(call).Reconcile());
    }

    /// <summary>The call hears of it and the inbox keeps it; with both done the carrier is told "taken".</summary>
    private async Task<bool> Take(CarrierEvent e)
    {
        var began = World.Now;
        try
        {
            var effect = e.Leg == LegKind.Customer ? Call(e.Subject).Handle(e) : Agent(e.Subject).Handle(e);
            await World.Stored();
            // A database that is away for a moment: the effect is there, the row is not.
            var stored = !World.Chance(0.002);
            if (stored)
                Attempts.Keep(e);
            await effect;
            return stored && World.Now - began < WebhookLimit;
        }
        catch (ActivationLostException)
        {
            return false;
        }
    }
}
