using Pivotal.Data.Accounts;
using Pivotal.Data.Compliance;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Compliance;

/// <param name="Phones">on the do-not-call list from now on</param>
/// <param name="Campaigns">those that must hear of it at once</param>
internal sealed record DoNotCall(IReadOnlyList<string> Phones, IReadOnlyList<Guid> Campaigns);

/// <summary>A person on the line does not want to be called again: all of the contact's own numbers and the one dialled go on the do-not-call list and out of every queue.</summary>
internal static class DoNotCallRows
{
    /// <param name="source">disposition, opt_out</param>
    /// <param name="by">the agent who was told; null: the person pressed the key</param>
    public static async Task<DoNotCall> Add(
        TenantSession db,
        Guid contact,
        string phone,
        string source,
        Guid? by,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var phones = (
            await db.Query<string>(
                "select distinct n.phone from contacts c cross join unnest(array[c.direct_phone_e164, c.mobile_phone_e164, @phone]) as n (phone) where c.id = @contact and n.phone is not null",
                new { contact, phone },
                ct
            )
        ).ToArray();
        await SuppressionRows.Add(
            db,
            [.. phones.Select(p => new NewSuppression(Ids.New(now), "phone", p, "dnc_request", source, by, now))],
            ct
        );
        await SuppressionFlags.OfValues(db, "phone", phones, ct);
        await ContactRows.NeverCall(db, contact, now, ct);
        // The queues hear of it by the news as well; whoever says "never again" is out of them with what he said.
        await db.Execute(
            """
            update queue_entries set status = 'removed', reason = 'dnc', claimed_until = null, updated_at = @now
            where status in ('queued', 'claimed') and (contact_id = @contact or phone_e164 = any(@phones))
            """,
            new
            {
                contact,
                phones,
                now,
            },
            ct
        );
        return new(phones, await db.Query<Guid>("select id from campaigns where status in ('active', 'draining', 'paused')", null, ct));
    }
}
