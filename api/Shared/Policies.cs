using Microsoft.AspNetCore.Authorization;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Shared;

/// <summary>Who may call an endpoint. Every route names one of these or says <c>AllowAnonymous</c>; a route with neither is closed to everybody and fails a test.</summary>
public static class Policies
{
    public const string Admin = nameof(Admin);
    public const string Manage = nameof(Manage);
    public const string Data = nameof(Data);
    public const string Qa = nameof(Qa);
    public const string Agent = nameof(Agent);
    public const string Ops = nameof(Ops);
    public const string Client = nameof(Client);
    public const string Staff = nameof(Staff);

    /// <summary>Staff that works with the records as a whole: everybody but those who are agents and nothing more.</summary>
    public const string Records = nameof(Records);

    public const string SignedIn = nameof(SignedIn);

    /// <summary>Admins, quality analysts and campaign managers: who sees leads.</summary>
    public const string QaOrManage = nameof(QaOrManage);

    /// <summary>A client's own users and operations; the handler narrows a client's user to its own organisation.</summary>
    public const string ClientOrOps = nameof(ClientOrOps);

    /// <summary>An agent for its own calls, or a supervisor.</summary>
    public const string AgentOrManage = nameof(AgentOrManage);

    internal static readonly IReadOnlyDictionary<string, string[]> RolesOf = new Dictionary<string, string[]>
    {
        [Admin] = [Roles.Admin],
        [Manage] = Roles.Manage,
        [Data] = Roles.Data,
        [Qa] = Roles.Qa,
        [Agent] = [Roles.Agent],
        [Ops] = Roles.Ops,
        [Client] = [Roles.ClientUser],
        [Staff] = Roles.Staff,
        [Records] = [.. Roles.Staff.Except([Roles.Agent])],
        [SignedIn] = Roles.All,
        [QaOrManage] = [.. Roles.Qa.Union(Roles.Manage)],
        [ClientOrOps] = [Roles.ClientUser, .. Roles.Ops],
        [AgentOrManage] = [Roles.Agent, .. Roles.Manage],
    };

    internal static void AddPolicies(this IServiceCollection services)
    {
        var authorization = services.AddAuthorizationBuilder();
        foreach (var (name, roles) in RolesOf)
            authorization.AddPolicy(name, policy => policy.RequireAuthenticatedUser().RequireClaim(RequestUser.RoleClaim, roles));
        authorization.SetDefaultPolicy(Closed()).SetFallbackPolicy(Closed());
    }

    /// <summary>For endpoints that forgot to say who may call them, and for <c>RequireAuthorization()</c> without a name.</summary>
    private static AuthorizationPolicy Closed() => new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build();
}
