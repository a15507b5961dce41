using Orleans.Runtime;
using Pivotal.Data.Shared;
using Pivotal.Domain.Dialer.Pacing;
using Pivotal.Grains.Telephony;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>What a queue is given from outside, beside its rows.</summary>
internal sealed record QueueTools(TenantDb Db, IPersistentState<LearnedPace> Pace, QueueWorkOptions Work, CarrierAccounts Carriers);
