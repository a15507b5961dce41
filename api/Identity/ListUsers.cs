using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Domain.Identity;

namespace Pivotal.Api.Identity;

/// <summary>Users by e-mail address. <c>q</c> searches the start of e-mail, user name and names.</summary>
internal static class ListUsers
{
    public static async Task<Results<Ok<Page<UserView>>, ProblemHttpResult>> Handle(
        [AsParameters] PageRequest page,
        string? q,
        string? role,
        string? status,
        RequestDb db,
        CancellationToken ct
    )
    {
        if (!page.TryAfter<string>(out var after))
            return Cursors.Malformed();
        const string Where = """
            where (@q::text is null or starts_with(u.email_normalized, @q) or starts_with(u.username_normalized, @q)
                   or starts_with(lower(u.first_name), @q) or starts_with(lower(u.last_name), @q))
              and (@status::text is null or u.status = @status)
              and (@role::text is null or exists (select 1 from user_roles r where r.tenant_id = u.tenant_id and r.user_id = u.id and r.role = @role))
            """;
        var filter = new
        {
            q = string.IsNullOrWhiteSpace(q) ? null : UserNames.Normalize(q),
            role,
            status,
            after,
            take = page.Fetch,
        };
        return await db.Run<Results<Ok<Page<UserView>>, ProblemHttpResult>>(
            async (s, inner) =>
            {
                var rows = await s.Query<UserView>(
                    $"{UserView.Select} {Where} and (@after::text is null or u.email_normalized > @after) order by u.email_normalized limit @take",
                    filter,
                    inner
                );
                var count = await s.Scalar<long>(
                    $"select count(*) from users u {Where}",
                    new
                    {
                        filter.q,
                        filter.role,
                        filter.status,
                    },
                    inner
                );
                return TypedResults.Ok(rows.ToPage(page, new PageTotal(count, true), u => UserNames.Normalize(u.Email)));
            },
            ct
        );
    }
}
