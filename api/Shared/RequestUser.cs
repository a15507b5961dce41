using System.Security.Claims;

namespace Pivotal.Api.Shared;

/// <summary>
/// Who makes this request. Handlers take it as a parameter; it comes from the server-side session and from nothing the client may choose.
/// </summary>
/// <param name="ClientId">the client organisation of a client_user; null for staff</param>
public sealed record RequestUser(Guid TenantId, Guid Id, Guid SessionId, string Name, IReadOnlySet<string> Roles, Guid? ClientId)
{
    internal const string TenantClaim = "tenant",
        UserClaim = "sub",
        SessionClaim = "sid",
        NameClaim = "name",
        RoleClaim = "role",
        ClientClaim = "client";

    public bool Is(string role) => Roles.Contains(role);

    /// <summary>The own id for somebody who is an agent and nothing more: of what all agents do, he sees what he did himself. Null for everybody else.</summary>
    public Guid? OwnOnly => IsAny(Domain.Shared.Roles.Staff.Except([Domain.Shared.Roles.Agent])) ? null : Id;

    public bool IsAny(IEnumerable<string> roles) => roles.Any(Roles.Contains);

    /// <exception cref="InvalidOperationException">The principal is nobody: an endpoint without a policy asked for it.</exception>
    public static RequestUser From(ClaimsPrincipal principal) =>
        TryFrom(principal) ?? throw new InvalidOperationException("There is no signed-in user on this request.");

    public static RequestUser? TryFrom(ClaimsPrincipal? principal) =>
        Read(principal, TenantClaim) is { } tenant && Read(principal, UserClaim) is { } user && Read(principal, SessionClaim) is { } session
            ? new RequestUser(
                tenant,
                user,
                session,
                principal!.FindFirstValue(NameClaim) ?? "",
                principal!.FindAll(RoleClaim).Select(c => c.Value).ToHashSet(StringComparer.Ordinal),
                Read(principal, ClientClaim)
            )
            : null;

    internal ClaimsPrincipal ToPrincipal(string scheme)
    {
        var identity = new ClaimsIdentity(scheme, NameClaim, RoleClaim);
        identity.AddClaim(new(TenantClaim, TenantId.ToString("N")));
        identity.AddClaim(new(UserClaim, Id.ToString("N")));
        identity.AddClaim(new(SessionClaim, SessionId.ToString("N")));
        identity.AddClaim(new(NameClaim, Name));
        if (ClientId is { } client)
            identity.AddClaim(new(ClientClaim, client.ToString("N")));
        foreach (var role in Roles)
            identity.AddClaim(new(RoleClaim, role));
        return new ClaimsPrincipal(identity);
    }

    private static Guid? Read(ClaimsPrincipal? principal, string claim) =>
        Guid.TryParseExact(principal?.FindFirstValue(claim), "N", out var id) ? id : null;
}
