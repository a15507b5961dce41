using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Orleans;
using Pivotal.Api.Accounts;
using Pivotal.Api.Shared;
using Pivotal.Data.Audience;
using Pivotal.Data.Shared;
using Pivotal.GrainInterfaces.Shared;
using Lists = Pivotal.Data.Campaigns.Audience;

namespace Pivotal.Api.Audience;

/// <summary>Either ids (at most 10,000) or a filter with the names of GET /contacts.</summary>
internal sealed record MembersRequest(IReadOnlyList<Guid>? ContactIds, ContactFilter? Filter);

internal sealed record AddedMembers(long Added, long Already);

internal sealed record RemovedMembers(long Removed);

/// <summary>Puts contacts on a list and takes them off. Ids of contacts that do not exist are passed over.</summary>
internal static class ListMembers
{
    private const int Most = 10_000;

    /// <summary>Campaigns that run on the list take the new people in, a long list beside the dialling.</summary>
    public static async Task<Results<Ok<AddedMembers>, ProblemHttpResult>> Add(
        Guid id,
        MembersRequest body,
        RequestUser user,
        RequestDb db,
        IGrainFactory grains,
        CancellationToken ct
    )
    {
        IReadOnlyList<Guid> campaigns = [];
        var answer = await Change(
            id,
            body,
            user,
            db,
            async (s, found, parameters, inner) =>
            {
                var matched = await s.Scalar<long>($"select count(*) {found}", parameters, inner);
                var added = await ListMemberRows.Add(s, found, parameters, inner);
                await s.Record(user, "lists.members_added", "list", id, new { added }, inner);
                campaigns = added == 0 ? [] : await Lists.RunningOn(s, id, inner);
                return new AddedMembers(added, matched - added);
            },
            ct
        );
        await Task.WhenAll(campaigns.Select(c => grains.Queue(user.TenantId, c).Refresh()));
        return answer;
    }

    public static Task<Results<Ok<RemovedMembers>, ProblemHttpResult>> Remove(
        Guid id,
        [FromBody] MembersRequest body,
        RequestUser user,
        RequestDb db,
        CancellationToken ct
    ) =>
        Change(
            id,
            body,
            user,
            db,
            async (s, found, parameters, inner) =>
            {
                var removed = await ListMemberRows.Remove(s, found, parameters, inner);
                await s.Record(user, "lists.members_removed", "list", id, new { removed }, inner);
                return new RemovedMembers(removed);
            },
            ct
        );

    private static async Task<Results<Ok<T>, ProblemHttpResult>> Change<T>(
        Guid id,
        MembersRequest body,
        RequestUser user,
        RequestDb db,
        Func<TenantSession, string, object, CancellationToken, Task<T>> change,
        CancellationToken ct
    )
    {
        var check = new Validation()
            .That(
                body.ContactIds is null != body.Filter is null,
                "/contactIds",
                "lists.members_ambiguous",
                "Give either contactIds or filter."
            )
            .That(body.ContactIds is not { Count: > Most }, "/contactIds", "field.too_long", $"At most {Most} contacts at once.");
        if (check.Failed)
            return check.Problem();
        return await db.Run<Results<Ok<T>, ProblemHttpResult>>(
            async (s, inner) =>
            {
                if (await ListView.Load(s, id, inner) is null)
                    return Problem.NotFound();
                return TypedResults.Ok(
                    body.ContactIds is { } contacts
                        ? await change(
                            s,
                            "from contacts c where c.id = any(@contacts) and c.deleted_at is null",
                            new
                            {
                                tenant = user.TenantId,
                                list = id,
                                contacts = contacts.ToArray(),
                            },
                            inner
                        )
                        : await change(s, body.Filter!.Found(), body.Filter.Parameters() with { tenant = user.TenantId, list = id }, inner)
                );
            },
            ct
        );
    }
}
