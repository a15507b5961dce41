using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;
using Pivotal.Api.Dialer;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Identity;

/// <summary>Ends this session on the server, not only in the browser.</summary>
internal static class SignOut
{
    public static async Task<NoContent> Handle(HttpContext context, SessionEnd sessions, CancellationToken ct)
    {
        await sessions.SignOut(context.Features.Get<SessionToken>()!, ct);
        SessionCookie.Delete(context);
        return TypedResults.NoContent();
    }
}
