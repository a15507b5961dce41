using Pivotal.Domain.Calls;
using Pivotal.Domain.Compliance.Law;
using Pivotal.GrainInterfaces.Calls;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Calls;

/// <summary>What is fixed about a call from its beginning.</summary>
/// <param name="Card">what the agent's desk shows</param>
/// <param name="LeastRing">it is not cut by us before</param>
/// <param name="CreatedAt">when its intent was stored</param>
/// <param name="Message">instead of an agent (mode agentless)</param>
/// <param name="WhenAbandoned">for a person nobody is free for; null: the line is cut</param>
internal sealed record CallTerms(
    GrainKey Key,
    Guid CampaignId,
    Guid ContactId,
    CallCard? Card,
    bool DetectMachine,
    int RingTimeoutSeconds,
    TimeSpan LeastRing,
    DateTimeOffset CreatedAt,
    SpokenMessage? Message,
    SpokenMessage? WhenAbandoned,
    ConnectLimit Connect
)
{
    public Guid Tenant => Key.Tenant;

    public Guid CallId => Key.Id;

    /// <summary>Whatever is said on this call.</summary>
    public SpokenMessage? Spoken => Message ?? WhenAbandoned;

    public static CallTerms Of(GrainKey key, DialIntent intent, DateTimeOffset now) =>
        new(
            key,
            intent.CampaignId,
            intent.ContactId,
            intent.Card,
            intent.DetectMachine,
            intent.RingTimeoutSeconds,
            TimeSpan.FromSeconds(intent.LeastRingSeconds),
            now,
            intent.Message,
            intent.WhenAbandoned,
            new(intent.ConnectSeconds, intent.ConnectFromPickUp)
        );

    public static CallTerms Of(GrainKey key, AttemptFound row, CallCard? card) =>
        new(
            key,
            row.CampaignId,
            row.ContactId,
            card,
            row.DetectMachine,
            row.RingTimeoutSeconds,
            TimeSpan.FromSeconds(row.LeastRingSeconds),
            row.CreatedAt,
            row.Message,
            row.WhenAbandoned,
            row.Connect
        );

    /// <summary>Of a call of which nothing is known yet.</summary>
    public CallState NewState() =>
        new(DetectMachine, Message is not null, Message?.ToMachines == true, WhenAbandoned is not null, Spoken?.OptOutKey, Connect);
}
