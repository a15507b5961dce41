using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Shared;

namespace Pivotal.Api.Identity;

internal static class GetSession
{
    public static async Task<Results<Ok<SessionView>, ProblemHttpResult>> Handle(
        HttpContext context,
        RequestUser user,
        TenantDb db,
        CancellationToken ct
    )
    {
        var ticket = await context.AuthenticateAsync();
        return Answer.OkOrNotFound(
            await SessionView.Load(db, context.Features.Get<SessionToken>()!, user.Id, ticket.Properties!.ExpiresUtc!.Value, ct)
        );
    }
}
