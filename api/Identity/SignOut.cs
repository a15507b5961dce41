using Microsoft.AspNetCore.Http.HttpResults;

namespace Pivotal.Api.Identity;

/// <summary>Ends this session on the server, not only in the browser.</summary>
internal static class SignOut
{
    public static async Task<NoContent> Handle(HttpContext context, Sessions sessions, CancellationToken ct)
    {
        await sessions.End(context.Features.Get<SessionToken>()!, ct);
        SessionCookie.Delete(context);
        return TypedResults.NoContent();
    }
}
