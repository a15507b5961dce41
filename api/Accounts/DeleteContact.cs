using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Orleans;
using Pivotal.Api.Shared;
using Pivotal.Data.Accounts;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Accounts;

/// <summary>Hides a contact from lists and queues; <see cref="RestoreContact"/> brings it back.</summary>
internal static class DeleteContact
{
    public static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid id,
        RequestUser user,
        RequestDb db,
        IGrainFactory grains,
        CancellationToken ct
    )
    {
        var campaigns = await db.Run(
            async (s, inner) =>
            {
                if (!await ContactRows.Delete(s, id, inner))
                    return null;
                await s.Record(user, "contacts.deleted", "contact", id, null, inner);
                return await s.Query<Guid>(
                    """
                    select q.campaign_id from queue_entries q join campaigns c on c.tenant_id = q.tenant_id and c.id = q.campaign_id
                    where q.contact_id = @id and q.status in ('queued', 'claimed') and c.status in ('active', 'paused', 'draining')
                    """,
                    new { id },
                    inner
                );
            },
            ct
        );
        if (campaigns is null)
            return Problem.NotFound();
        await Task.WhenAll(campaigns.Select(c => grains.Queue(user.TenantId, c).Refresh()));
        return TypedResults.NoContent();
    }
}

internal static class RestoreContact
{
    public static async Task<Results<Ok<ContactView>, ProblemHttpResult>> Handle(
        Guid id,
        RequestUser user,
        RequestDb db,
        CancellationToken ct
    )
    {
        try
        {
            return await db.Run<Results<Ok<ContactView>, ProblemHttpResult>>(
                async (s, inner) =>
                {
                    if (await ContactRows.Restore(s, id, inner))
                        await s.Record(user, "contacts.restored", "contact", id, null, inner);
                    return Answer.OkOrNotFound(await ContactView.Load(s, id, inner));
                },
                ct
            );
        }
        catch (PostgresException e) when (ContactRules.IsEmailTaken(e))
        {
            return Problem.From(ContactRules.EmailTaken);
        }
    }
}
