using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Identity;

/// <summary>
/// Every unsafe method on behalf of a session repeats the session's token in <c>X-Pivotal-CSRF</c>. Another site can send the cookie but cannot know the token.
/// </summary>
internal static class AntiForgery
{
    public const string Header = "X-Pivotal-CSRF";

    public static void UseAntiForgeryToken(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                var request = context.Request;
                if (
                    HttpMethods.IsGet(request.Method)
                    || HttpMethods.IsHead(request.Method)
                    || HttpMethods.IsOptions(request.Method)
                    || HttpMethods.IsTrace(request.Method)
                )
                    return next(context);
                // The hub's negotiation is no change; the hub checks the origin itself.
                if (!request.Path.StartsWithSegments("/api") || context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
                    return next(context);
                var expected = context.Features.Get<SessionToken>()?.Csrf;
                var given = request.Headers[Header].ToString();
                return
                    expected is not null
                    && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(given), Encoding.ASCII.GetBytes(expected))
                    ? next(context)
                    : Problem.Of(403, "auth.antiforgery", $"Send the session's csrfToken in {Header}.").ExecuteAsync(context);
            }
        );
}
