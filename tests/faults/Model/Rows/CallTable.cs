using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Telephony;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Calls;
using Pivotal.Grains.Compliance;

namespace Pivotal.FaultTests.Model.Rows;

/// <summary>What calls read and write.</summary>
internal sealed class CallTable(Centre centre) : ICallRows
{
    public Task<(AttemptFound Row, CallCard? Card)?> Take(GrainKey call, DateTimeOffset now) =>
        centre.Database.Run<(AttemptFound, CallCard?)?>(() =>
        {
            if (centre.Attempts.Find(call.Id) is not { } row)
                return null;
            row.Epoch++;
            var campaign = centre.Campaign(row.Campaign);
            var callable = campaign.Status == CampaignStatus.Active && !centre.Suppressed.Contains(row.Entry.Phone);
            return (
                new(
                    row.Epoch,
                    row.Campaign,
                    row.Entry.Contact,
                    row.Facts,
                    row.AgentId ?? centre.AgentWith(row.CallId),
                    campaign.Settings.DetectMachine,
                    campaign.Settings.RingTimeoutSeconds,
                    row.CreatedAt,
                    row.Entry.Phone,
                    callable ? campaign.Settings.CallerId : null,
                    [.. row.Inbox.Values.OrderBy(e => e.OccurredAt).ThenBy(e => e.EventId, StringComparer.Ordinal)],
                    null
                ),
                Card(row, campaign.Settings)
            );
        });

    public Task<AttemptsStored> Store(
        Guid tenant,
        IReadOnlyList<AttemptSnapshot> rows,
        IReadOnlyList<HandledEvent> events,
        DateTimeOffset now,
        CancellationToken ct
    ) => centre.Database.Run(() => centre.Attempts.Store(rows, events));

    public Task<DoNotCall?> OptOut(GrainKey call, DateTimeOffset at, DateTimeOffset now) =>
        throw new NotSupportedException("Nobody is spoken to in the model.");

    public Task<CallLines> Lines(Guid tenant, Guid? agent, Guid campaign) =>
        throw new NotSupportedException("Nobody listens in the model.");

    public Task KeepSupervisor(GrainKey call, long epoch, SupervisedBy? supervisor) =>
        throw new NotSupportedException("Nobody listens in the model.");

    public static CallCard Card(Attempt row, CampaignSettings campaign) =>
        new(
            row.CallId,
            row.Campaign,
            campaign.Name,
            row.Status,
            row.Facts.AnsweredAt ?? row.CreatedAt,
            row.EndedAt,
            null,
            row.Entry.Phone,
            "UTC",
            Entry.Person,
            null,
            campaign.Script,
            campaign.Questions,
            row.AttemptNo,
            row.Stored?.LegId
        );
}
