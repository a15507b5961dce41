using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;
using Pivotal.Api.Shared;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Campaigns;

/// <param name="Priority">0–99; higher goes first, promised callbacks have 100</param>
/// <param name="Phone">direct, mobile, hq; absent: the first there is, in this order</param>
/// <param name="NotBefore">absent: at once</param>
internal sealed record InsertQueueEntryRequest(Guid? ContactId, int Priority = 50, string? Phone = null, DateTimeOffset? NotBefore = null);

/// <summary>Puts a contact into a campaign's queue, at the place its priority gives it. It passes the rules like everybody; the answer says what they say.</summary>
internal static class InsertQueueEntry
{
    public static async Task<Results<Ok<InsertedEntry>, ProblemHttpResult>> Handle(
        Guid id,
        InsertQueueEntryRequest body,
        RequestUser user,
        RequestDb db,
        IGrainFactory grains,
        TimeProvider time,
        CancellationToken ct
    )
    {
        if (!await GetQueue.Exists(id, db, ct))
            return Problem.NotFound();
        var now = time.GetUtcNow();
        var check = new Validation()
            .That(body.ContactId is not null, "/contactId", "field.required", "This is needed.")
            .Range("/priority", body.Priority, 0, 99)
            .That(body.Phone is null or "direct" or "mobile" or "hq", "/phone", "field.unknown_value", "One of direct, mobile, hq.")
            .That(body.NotBefore is null || body.NotBefore < now.AddYears(1), "/notBefore", "field.out_of_range", "Within a year.");
        if (check.Failed)
            return check.Problem();
        return (
            await grains.Queue(user.TenantId, id).Insert(new(body.ContactId!.Value, body.Priority, body.Phone, body.NotBefore, user.Id))
        ).ToHttp();
    }
}
