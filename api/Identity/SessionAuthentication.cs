using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Identity;

/// <summary>Turns the session cookie into a principal, from the database on every request, so that ending a session takes effect at once.</summary>
internal sealed class SessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory log,
    UrlEncoder encoder,
    Sessions sessions
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public new const string Scheme = "session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // Files of the front end carry the cookie too and need nobody.
        if (Context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is not null)
            return AuthenticateResult.NoResult();
        if (SessionCookie.Read(Request) is not { } token)
            return AuthenticateResult.NoResult();
        if (await sessions.Find(token, Context.RequestAborted) is not { } session)
            return AuthenticateResult.NoResult();
        Context.Features.Set(token);
        var properties = new AuthenticationProperties { ExpiresUtc = session.ExpiresAt };
        return AuthenticateResult.Success(new AuthenticationTicket(session.User.ToPrincipal(Scheme), properties, Scheme));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        Problem.Of(401, "auth.required", "Sign in first.").ExecuteAsync(Context);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problem.Of(403, "auth.forbidden", "Your roles do not allow this.").ExecuteAsync(Context);
}
