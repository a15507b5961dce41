using Pivotal.Domain.Telephony;

namespace Pivotal.FaultTests.Model.Carrier;

/// <summary>What the carrier itself saw: the only record the promises are judged by.</summary>
internal sealed class Witness(World world)
{
    /// <summary>More of the same says nothing new.</summary>
    private const int Most = 20;

    private static readonly TimeSpan SuppressionLimit = TimeSpan.FromSeconds(2);

    private readonly Dictionary<Guid, string> _legOfCall = [];
    private readonly Dictionary<string, Guid> _liveByNumber = [];
    private readonly Dictionary<string, Guid> _agentOfPerson = [];
    private readonly Dictionary<Guid, string> _personOfAgent = [];
    private readonly Dictionary<string, DateTimeOffset> _suppressed = [];
    private readonly Dictionary<(Guid Campaign, Guid Account), int> _connected = [];

    public List<string> Violations { get; } = [];

    public int Calls => _legOfCall.Count;

    public int Bridged { get; private set; }

    public void Started(Leg leg)
    {
        if (leg.Kind == LegKind.Agent)
            return;
        if (!_legOfCall.TryAdd(leg.Subject, leg.Id))
            Wrong($"double dial: call {leg.Subject} was dialled again");
        if (!_liveByNumber.TryAdd(leg.To, leg.Subject))
            Wrong($"double dial: {leg.To} is in call {_liveByNumber[leg.To]} and was dialled for {leg.Subject}");
        if (_suppressed.TryGetValue(leg.To, out var since) && world.Now - since > SuppressionLimit)
            Wrong($"suppressed number {leg.To} was dialled");
    }

    public void Together(Leg person, Leg agent)
    {
        if (_agentOfPerson.TryGetValue(person.Id, out var first))
        {
            if (first != agent.Subject)
                Wrong($"double bridge: call {person.Subject} went to agents {first} and {agent.Subject}");
        }
        else
        {
            _agentOfPerson[person.Id] = agent.Subject;
            Bridged++;
        }

        if (_personOfAgent.TryGetValue(agent.Subject, out var other) && other != person.Id)
            Wrong($"double bridge: agent {agent.Subject} has somebody and was given call {person.Subject} as well");
        _personOfAgent[agent.Subject] = person.Id;
    }

    public void Ended(Leg leg)
    {
        if (leg.Kind == LegKind.Agent)
            return;
        if (_liveByNumber.GetValueOrDefault(leg.To) == leg.Subject)
            _liveByNumber.Remove(leg.To);
        if (_agentOfPerson.TryGetValue(leg.Id, out var agent) && _personOfAgent.GetValueOrDefault(agent) == leg.Id)
            _personOfAgent.Remove(agent);
    }

    public void Suppressed(string number) => _suppressed.TryAdd(number, world.Now);

    /// <summary>A call of an account was put through; the account's cap counts these.</summary>
    public void Connected(Guid campaign, Guid account, int cap)
    {
        var count = _connected[(campaign, account)] = _connected.GetValueOrDefault((campaign, account)) + 1;
        if (count > cap)
            Wrong($"cap: {count} connected calls of account {account} in {campaign}, {cap} are allowed");
    }

    public void Wrong(string what)
    {
        if (Violations.Count < Most)
            Violations.Add($"{what} ({world.Now - World.Start:c})");
    }
}
