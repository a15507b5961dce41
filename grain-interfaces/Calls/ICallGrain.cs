using Orleans;
using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Shared;
using Pivotal.Domain.Telephony;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.GrainInterfaces.Calls;

/// <summary>One call attempt: the per-leg state machine and its event inbox. Events take effect once and in any order.</summary>
[Alias("Pivotal.Call"), Version(1)]
public interface ICallGrain : IGrainWithStringKey
{
    /// <summary>From the queue, after the intent row was stored behind its fence. Repeats are ignored.</summary>
    [Alias("Dial"), OneWay]
    Task Dial(DialIntent intent);

    /// <summary>A verified, de-duplicated event of the carrier.</summary>
    [Alias("Handle"), Repeatable]
    Task Handle(CarrierEvent carrierEvent);

    /// <summary>From the agent, a supervisor or the queue. Hanging up what has ended is no error. One-way: the call awaits its agent and its queue, never the other way round.</summary>
    /// <param name="reason">agent, supervisor, suppressed</param>
    [Alias("HangUp"), OneWay]
    Task HangUp(string reason);

    /// <summary>A supervisor listens (monitor), speaks to the agent (whisper) or to both (barge); asked again, he goes on in the new role.
    /// Refusals: not_found, supervision.not_live, supervision.taken, supervision.carrier.</summary>
    [Alias("Supervise"), Repeatable]
    Task<Result<SupervisionView>> Supervise(Guid by, string role);

    /// <summary>Refusals: not_found, supervision.not_on.</summary>
    [Alias("StopSupervising")]
    Task<Result<SupervisionView>> StopSupervising(Guid by);

    /// <summary>From the agent whose standing leg was lost and is up again: connect the person to the new leg.</summary>
    [Alias("Rebridge"), OneWay]
    Task Rebridge(string agentLegId);

    /// <summary>After a restart: ask the carrier how the call stands and converge. An intent of which nobody knows whether it was dialled is ordered again under the same command id while the carrier still knows that id, so nobody is dialled twice.</summary>
    [Alias("Reconcile"), OneWay]
    Task Reconcile();
}

/// <param name="NotAfter">a dial that comes later than this is not made: by then its contact may be free for another</param>
/// <param name="Message">instead of an agent (mode agentless)</param>
/// <param name="WhenAbandoned">for a person nobody is free for; null: the line is cut</param>
/// <param name="LeastRingSeconds">the call is not cut by us before; 0: at any time</param>
/// <param name="ConnectSeconds">an agent has to be on the line so soon; later it counts as abandoned</param>
/// <param name="ConnectFromPickUp">these seconds count from the pick-up; otherwise from when it is clear that a person is on the line</param>
/// <param name="Card">what the agent's desk will show; loaded with the claim, so that nothing is read when the person answers</param>
[GenerateSerializer, Immutable, Alias("Pivotal.DialIntent")]
public sealed record DialIntent(
    [property: Id(0)] Guid CallId,
    [property: Id(1)] Guid CampaignId,
    [property: Id(2)] Guid ContactId,
    [property: Id(3)] Guid? AccountId,
    [property: Id(4)] string To,
    [property: Id(5)] string From,
    [property: Id(6)] int RingTimeoutSeconds,
    [property: Id(7)] bool DetectMachine,
    [property: Id(8)] int AttemptNo,
    [property: Id(9)] string TimeZone,
    [property: Id(10)] CallCard Card,
    [property: Id(11)] DateTimeOffset NotAfter,
    [property: Id(12)] SpokenMessage? Message = null,
    [property: Id(13)] SpokenMessage? WhenAbandoned = null,
    [property: Id(14)] int LeastRingSeconds = 0,
    [property: Id(15)] double ConnectSeconds = 2,
    [property: Id(16)] bool ConnectFromPickUp = false
);
