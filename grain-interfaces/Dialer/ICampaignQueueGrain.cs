using Orleans;
using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Compliance.Law;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Idle;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.GrainInterfaces.Dialer;

/// <summary>
/// The live half of one telemarketing campaign: hopper, signed-in agents, calls in flight, pacing, compliance gates.
/// Awaited calls go Agent → Queue and Call → Queue; towards agents and calls the queue speaks one-way only, so no cycle can form.
/// </summary>
[Alias("Pivotal.CampaignQueue"), Version(2)]
public interface ICampaignQueueGrain : IGrainWithStringKey
{
    /// <summary>draft|paused → active. The first people of the campaign's list are in the queue when it answers; a long list comes in while the campaign dials.
    /// Refusals: campaigns.no_list, campaigns.empty_audience, campaigns.no_caller_id, campaigns.no_agents, campaigns.illegal_move.</summary>
    [Alias("Start"), ResponseTimeout("00:01:00")]
    Task<Result<QueueSnapshot>> Start(Guid by);

    /// <summary>Stops new dials; running calls end by themselves.</summary>
    [Alias("Pause")]
    Task<Result<QueueSnapshot>> Pause(Guid by);

    /// <summary>No new dials; the campaign completes when the last call has been disposed of.</summary>
    [Alias("Drain")]
    Task<Result<QueueSnapshot>> Drain(Guid by);

    [Alias("Complete")]
    Task<Result<QueueSnapshot>> Complete(Guid by);

    /// <summary>Settings, agents or audience changed in the database: read them again. What that means for many thousand contacts is done after the answer, beside the dialling.</summary>
    [Alias("Refresh"), Repeatable, ResponseTimeout("00:01:00")]
    Task Refresh();

    /// <summary>Run if you have something to do. Costs nothing where the campaign runs already.</summary>
    [Alias("Wake"), Repeatable]
    Task Wake();

    [Alias("Snapshot"), Repeatable, ReadOnly]
    Task<QueueSnapshot> Snapshot();

    /// <summary>The agent may be given a call from now on. <paramref name="agent"/>.IdleSince orders the longest-idle choice.</summary>
    [Alias("AgentAvailable"), Repeatable]
    Task AgentAvailable(IdleAgent agent);

    /// <summary>The agent takes no further calls (break, offline, on a call, wrap-up).</summary>
    [Alias("AgentUnavailable"), Repeatable]
    Task AgentUnavailable(Guid agentId);

    /// <summary>A person answered. Picks the agent idle longest; never waits for storage, and for an agent only as long as the law leaves.</summary>
    [Alias("Route"), Repeatable]
    Task<RouteDecision> Route(Guid callId, PersonOnLine? person = null);

    /// <summary>The chosen agent could not take the call (left in the same instant): put back and choose again.</summary>
    [Alias("RouteFailed"), Repeatable]
    Task<RouteDecision> RouteFailed(Guid callId, Guid agentId, PersonOnLine? person = null);

    /// <summary>The agent says of the contact on his screen: dial. False: he no longer has it. Dialled as soon as the carrier allows, for this agent only.</summary>
    [Alias("DialPreview"), Repeatable]
    Task<bool> DialPreview(Guid agentId, Guid callId);

    /// <summary>Refusals: previews.gone, previews.no_skip_left.</summary>
    [Alias("SkipPreview")]
    Task<Result<bool>> SkipPreview(Guid agentId, Guid callId);

    /// <summary>A contact of the agent's own choice, past its turn but past no gate.
    /// Refusals: agents.not_free, calls.mode, calls.unknown_number, calls.not_allowed.</summary>
    [Alias("DialByHand"), Repeatable]
    Task<Result<DialVerdict>> DialByHand(Guid agentId, Guid callId, DialTarget target);

    /// <summary>Refusals: calls.unknown_number.</summary>
    [Alias("CheckDial"), Repeatable]
    Task<Result<DialVerdict>> CheckDial(DialTarget target);

    /// <summary>A disposition is about to be stored. It uses the account's place when it is positive, and a place in the goal and in every quota that counts the contact when it makes a lead: all of them are
    /// taken for good, or none. Asked again of the same call it answers the same.</summary>
    /// <returns>one of <see cref="PlaceKind"/>: the first without room (calls.cap_reached, calls.goal_reached, calls.quota_full); null: all are taken</returns>
    [Alias("Commit"), Repeatable]
    Task<string?> Commit(Guid callId, Guid? accountId, bool positive, bool makesLead);

    /// <summary>A positive disposition is about to be stored: takes the account's place for good. False: the cap is used up.</summary>
    [Obsolete("Only agents of the release before ask it."), Alias("CommitCap"), Repeatable]
    Task<bool> CommitCap(Guid callId, Guid? accountId);

    /// <summary>A lead is about to be stored: takes the call's places in the quotas for good. False: a quota is full.</summary>
    [Obsolete("Only agents of the release before ask it."), Alias("CommitQuotas"), Repeatable]
    Task<bool> CommitQuotas(Guid callId);

    /// <summary>A lead is about to be stored: counts it towards the campaign's lead goal. False: the goal is reached.</summary>
    [Obsolete("Only agents of the release before ask it."), Alias("CommitGoal"), Repeatable]
    Task<bool> CommitGoal(Guid callId);

    /// <summary>The lead of that call was rejected and counts no more: its places in quotas and goal are free again.</summary>
    [Alias("LeadRejected"), Repeatable]
    Task LeadRejected(Guid callId);

    /// <summary>Another campaign gave back places of these accounts under a cap both share: who waits for one is looked at now.</summary>
    [Alias("PlacesFree"), Repeatable]
    Task PlacesFree(IReadOnlyList<Guid> accounts);

    /// <summary>The contact left this queue in the rows: forget it if it is among the next.</summary>
    [Alias("Withdraw"), Repeatable]
    Task Withdraw(Guid contactId);

    /// <summary>The agent came on the line later than the law allows: the call counts as abandoned in the budget. Never said of the same call twice to an effect.</summary>
    [Alias("ConnectedLate"), Repeatable]
    Task ConnectedLate(Guid callId);

    [Alias("CallEnded"), Repeatable]
    Task CallEnded(CallEnded ended);

    /// <summary>The carrier did not take the dial (busy, down, over its limit): nothing rang, so the attempt does not count; the queue slows down.</summary>
    [Alias("DialRefused"), Repeatable]
    Task DialRefused(DialRefused refused);

    /// <summary>A disposition was stored for a call of this campaign; the queue applies retry, removal and cap effects.</summary>
    [Alias("CallDisposed"), Repeatable]
    Task CallDisposed(CallDisposed disposed);

    /// <summary>Puts a contact into the queue, or moves it within, before it has to be called; it passes the same rules as everybody. Its verdict is the answer.
    /// Refusals: not_found (contact), campaigns.finished, queue.no_such_number.</summary>
    [Alias("Insert"), Repeatable]
    Task<Result<InsertedEntry>> Insert(InsertEntry request);

    /// <summary>A promised callback for another agent (null: whoever is free), at another moment (null: as promised).
    /// Refusals: not_found, callbacks.running.</summary>
    [Alias("MoveCallback"), Repeatable]
    Task<Result<bool>> MoveCallback(Guid contactId, Guid? agentId, DateTimeOffset? at, Guid by);

    /// <summary>A promised callback is taken back; the contact is done. Refusals: not_found, callbacks.running.</summary>
    [Alias("CancelCallback"), Repeatable]
    Task<Result<bool>> CancelCallback(Guid contactId, Guid by);

    /// <summary>Why a contact is called, is not called, and when next: every rule of the chain that the dialer runs, judged on what is known now.
    /// Refusals: not_found (contact).</summary>
    [Alias("Why"), Repeatable]
    Task<Result<WhyContact>> Why(Guid contactId);

    /// <summary>These numbers were suppressed: remove what waits, hang up what rings unanswered.</summary>
    [Alias("Suppressed"), Repeatable]
    Task Suppressed(IReadOnlyList<string> phonesE164);
}

/// <summary>What a manager sees of one campaign, pushed on channel <c>dialer</c> at most four times a second.</summary>
/// <param name="Waiting">queued contacts by why they wait, adding up to Queued: next_up, due, window_closed, retry_later, cap_reached …</param>
/// <param name="IdleReason">why nothing is being dialled although agents are free; null while dialling</param>
/// <param name="Work">null: nothing of the kind goes on</param>
/// <param name="Goal">null: the campaign has no lead goal</param>
/// <param name="Idle">idle time of today on the campaign's clock, of agents who had any</param>
[GenerateSerializer, Immutable, Alias("Pivotal.QueueSnapshot")]
public sealed record QueueSnapshot(
    [property: Id(0)] Guid CampaignId,
    [property: Id(1)] string Status,
    [property: Id(2)] int Queued,
    [property: Id(3)] int InFlight,
    [property: Id(4)] int Done,
    [property: Id(5)] int Removed,
    [property: Id(6)] IReadOnlyDictionary<string, int> Waiting,
    [property: Id(7)] IReadOnlyDictionary<string, int> RemovedBy,
    [property: Id(8)] CallCounters Today,
    [property: Id(9)] IReadOnlyList<QueueAgent> Agents,
    [property: Id(10)] IReadOnlyList<LiveCall> Calls,
    [property: Id(11)] string? IdleReason,
    [property: Id(12)] DateTimeOffset? NextOpen,
    [property: Id(13)] DateTimeOffset At,
    [property: Id(14)] QueuePace Pace,
    [property: Id(15)] IReadOnlyList<QueueAlert> Alerts,
    [property: Id(16)] IReadOnlyList<AgentIdle> Idle,
    [property: Id(17)] QueueWork? Work = null,
    [property: Id(18)] LeadGoal? Goal = null
);

/// <summary>Long work on the contacts of the queue, which goes on beside the dialling.</summary>
/// <param name="Kind">members: the list's people come in; rules: filters, quotas or clocks are applied anew; order: another order is made</param>
/// <param name="Looked">contacts looked at so far</param>
/// <param name="Total">null: not counted yet</param>
/// <param name="Waiting">its next piece waits for its turn among other queues and imports</param>
[GenerateSerializer, Immutable, Alias("Pivotal.QueueWork")]
public sealed record QueueWork(
    [property: Id(0)] string Kind,
    [property: Id(1)] long Looked,
    [property: Id(2)] long? Total,
    [property: Id(3)] bool Waiting = false
);

/// <summary>What the pace is made of right now.</summary>
/// <param name="Mode">dial mode</param>
/// <param name="AnswerRate">share of dials a person answers, as learned, 0–1</param>
/// <param name="Ringing">calls that may still be answered</param>
/// <param name="Answered">by a person, today on the campaign's clock</param>
/// <param name="Abandoned">of these, without an agent in time</param>
/// <param name="AbandonShare">Abandoned ÷ Answered, 0–1</param>
/// <param name="AbandonCap">the campaign's cap on that share</param>
/// <param name="BudgetUsed">share ÷ cap of the window that has come furthest, the day or one of the law; 1 is all of it</param>
/// <param name="OccupancyTarget">share of their time at work that agents are meant to be busy, 0–1</param>
/// <param name="AgentsKept">agents whom outbound calls leave free for people who call in</param>
/// <param name="Ahead">the budget allows dials beyond the free agents</param>
[GenerateSerializer, Immutable, Alias("Pivotal.QueuePace")]
public sealed record QueuePace(
    [property: Id(0)] string Mode,
    [property: Id(1)] double AnswerRate,
    [property: Id(2)] int Ringing,
    [property: Id(3)] int Answered,
    [property: Id(4)] int Abandoned,
    [property: Id(5)] double AbandonShare,
    [property: Id(6)] double AbandonCap,
    [property: Id(7)] double BudgetUsed,
    [property: Id(8)] bool Ahead,
    [property: Id(9)] int AgentsKept = 0,
    [property: Id(10)] double OccupancyTarget = 0.85
);

/// <param name="AbandonRate">abandoned ÷ answered by a person, 0–1</param>
[GenerateSerializer, Immutable, Alias("Pivotal.CallCounters")]
public sealed record CallCounters(
    [property: Id(0)] int Dials,
    [property: Id(1)] int Answered,
    [property: Id(2)] int Connected,
    [property: Id(3)] int Abandoned,
    [property: Id(4)] int Qualified,
    [property: Id(5)] double AbandonRate,
    [property: Id(6)] int Messages = 0
);

[GenerateSerializer, Immutable, Alias("Pivotal.LiveCall")]
public sealed record LiveCall(
    [property: Id(0)] Guid CallId,
    [property: Id(1)] Guid ContactId,
    [property: Id(2)] string Phone,
    [property: Id(3)] string Status,
    [property: Id(4)] DateTimeOffset Since,
    [property: Id(5)] Guid? AgentId
);
